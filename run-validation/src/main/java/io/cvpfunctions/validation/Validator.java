package io.cvpfunctions.validation;

import com.fasterxml.jackson.databind.JsonNode;
import io.cvpfunctions.events.TestResult;
import io.cvpfunctions.events.ValidatedDevice;
import io.cvpfunctions.events.ValidationReport;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import io.cvpfunctions.validation.catalog.Catalog;
import io.cvpfunctions.validation.catalog.TestDefinition;
import io.cvpfunctions.validation.eapi.DeviceId;
import io.cvpfunctions.validation.eapi.SwitchSession;
import io.cvpfunctions.validation.eapi.Switches;
import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.CommandReply;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks at one device: connects, makes sure that it is the one meant, asks, judges. Thread-safe.
 */
public final class Validator {
  private static final Command SHOW_VERSION = Command.json("show version", 1);
  private static final Set<Kind> FOR_AN_OPERATOR = Set.of(Kind.OPERATOR, Kind.REJECTED);

  private final Switches switches;
  private final Clock clock;

  public Validator(Switches switches, Clock clock) {
    this.switches = switches;
    this.clock = clock;
  }

  /** Runs these definitions of the catalog on the device. */
  public Look look(
      Target target, Catalog catalog, List<TestDefinition> definitions, Budget budget) {
    Run run = new Run(target, catalog, clock.instant());
    if (definitions.isEmpty()) return Look.at(run.error(nothingToRun(catalog)));
    if (target.host().filter(Target::isHost).isEmpty()) {
      String host = target.host().map(text -> ", but " + text).orElse("");
      String why = "the event tells no address for it" + host + ": see the setting eapi_address";
      return Look.at(run.error(why));
    }
    try (SwitchSession session = switches.open(target.address())) {
      return run.look(session, definitions, budget);
    } catch (CallFailedException failure) {
      ValidationReport report = run.error(failure.getMessage());
      return FOR_AN_OPERATOR.contains(failure.kind()) ? Look.at(report) : Look.unreached(report);
    }
  }

  private static String nothingToRun(Catalog catalog) {
    if (catalog.definitions().isEmpty()) return "the catalog " + catalog.name() + " has no tests";
    return "no test of the catalog " + catalog.name() + " is for this device: see tags and tests";
  }

  /** One run on one device. */
  private final class Run {
    private final Target target;
    private final Catalog catalog;
    private final Instant startedAt;
    private ValidatedDevice device;

    private Run(Target target, Catalog catalog, Instant startedAt) {
      this.target = target;
      this.catalog = catalog;
      this.startedAt = startedAt;
      this.device = target.unheard();
    }

    /** A switch whose agents still start answers before it knows what it is. */
    private Look look(SwitchSession session, List<TestDefinition> definitions, Budget budget) {
      CommandReply version = session.first(SHOW_VERSION, commands(definitions), budget);
      if (version.value().isEmpty()) {
        return Look.unreached(error("it does not answer 'show version': " + version.why()));
      }
      JsonNode facts = version.value().get();
      String model = facts.path("modelName").asText("");
      if (!model.isBlank()) return Look.at(judged(session, facts, model, definitions, budget));
      return Look.unreached(error("it names no model in 'show version': is it EOS?"));
    }

    private ValidationReport judged(
        SwitchSession session,
        JsonNode facts,
        String model,
        List<TestDefinition> definitions,
        Budget budget) {
      Optional<String> wrong = wrongDevice(DeviceId.told(facts), session);
      hear(facts, model);
      if (wrong.isPresent()) return error(wrong.get());
      List<TestDefinition> here = new ArrayList<>(definitions);
      here.removeIf(definition -> definition.test().notOn(model));
      return report(definitions, model, session.ask(commands(here), budget));
    }

    private Optional<String> wrongDevice(DeviceId actual, SwitchSession session) {
      DeviceId asked = target.address().id();
      List<DeviceId> expected = asked.isKnown() ? List.of(asked) : session.pinned();
      if (expected.isEmpty() || expected.stream().anyMatch(actual::isSame)) {
        return Optional.empty();
      }
      String names = expected.stream().map(DeviceId::toString).collect(Collectors.joining(" or "));
      return Optional.of(
          "another device answers there: expected "
              + names
              + ", actual "
              + actual
              + "; nothing else was asked");
    }

    private void hear(JsonNode facts, String model) {
      String serial = facts.path("serialNumber").asText("");
      String version = facts.path("version").asText(null);
      String host = target.host().orElse(null);
      device = ValidatedDevice.of(target.name(), host, serial, model, version);
    }

    /** Every log is sent before any is read, since tests that read the same share the reading. */
    private Set<Command> commands(List<TestDefinition> definitions) {
      return definitions.stream()
          .flatMap(definition -> definition.commands().stream())
          .sorted(Comparator.comparing(command -> !command.sendsLog()))
          .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private ValidationReport report(
        List<TestDefinition> definitions, String model, Map<Command, CommandReply> replies) {
      Judge judge = new Judge(device.name(), model, replies, clock.instant());
      List<TestResult> results =
          definitions.stream().map(judge::result).collect(Collectors.toList());
      return ValidationReport.of(device, startedAt, took(), catalog.name(), results);
    }

    private ValidationReport error(String why) {
      return ValidationReport.error(device, startedAt, took(), catalog.name(), why, List.of());
    }

    private Duration took() {
      return Duration.between(startedAt, clock.instant());
    }
  }
}
