package io.cvpfunctions.watcher.commands;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.EventTypes;
import io.cvpfunctions.remote.SettingsException;
import io.cvpfunctions.watcher.EventMaker;
import io.cvpfunctions.watcher.placements.Placement;
import io.cvpfunctions.watcher.routing.Subscription;
import io.cvpfunctions.watcher.routing.TopicMap;
import io.cvpfunctions.watcher.state.Database;
import io.cvpfunctions.watcher.state.FunctionTable;
import io.cvpfunctions.watcher.state.Outbox;
import io.cvpfunctions.watcher.state.PlacementTable.Stored;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Rehearses: tells functions of devices as if they had just been moved to where they are. */
@Command(
    name = "tell",
    header = "Rehearse: tell functions of devices as if they had just been moved.",
    description = {
      "Functions are told of some DEVICEs, or of all in a --container, as if they had just been",
      "moved to where they are, by the running watcher, or the next one on the same state.",
      "The events are marked: extension rehearsal, and observedBy: rehearsal in their data."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class TellCommand extends SettingsCommand implements Callable<Integer> {
  private static final int MANY = 100;

  @Spec CommandSpec spec;

  @Parameters(
      paramLabel = "DEVICE",
      arity = "0..*",
      description = "Serial number, MAC address, hostname, FQDN or address.")
  List<String> names = new ArrayList<>();

  @Option(
      names = "--to",
      paramLabel = "FUNCTION",
      description = "This function alone, subscribed or not, instead of those that subscribe.")
  String function;

  @Option(names = "--dry-run", description = "Say what would be told, and tell nobody.")
  boolean dryRun;

  @Option(names = "--many", description = "More than " + MANY + " devices at once are meant.")
  boolean many;

  @Override
  Set<String> uses() {
    return STATE_OF_CLOUDVISION;
  }

  @Override
  String container() {
    return "All devices in this container: name, key, tag as Role:leaf, or glob; may be repeated.";
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (Database database = existingState()) {
      TopicMap map = TopicMap.listed(new FunctionTable(database).all());
      List<Stored> chosen = chosen(new KnownDevices(database), map);
      Outbox outbox = new Outbox(database, Clock.systemUTC());
      URI source = cloudVision(outbox).orElseGet(() -> settings().source());
      Rehearsal rehearsal = new Rehearsal(database, new EventMaker(source));
      for (Placement each : told(rehearsal, chosen)) {
        out.println(line(each, receivers(map, rehearsal.event(each))));
      }
      if (dryRun) out.println(next(outbox.passedOnTo(EventTypes.DEVICE_MOVED)));
      return 0;
    } finally {
      out.flush();
    }
  }

  private static String next(List<String> steps) {
    String where = "GET a function to see its chain_to";
    return steps.isEmpty()
        ? "functions may pass them on: " + where
        : "functions passed such events on before, to " + String.join(", ", steps) + ": " + where;
  }

  private List<Placement> told(Rehearsal rehearsal, List<Stored> chosen) {
    return dryRun
        ? chosen.stream().map(Stored::placement).toList()
        : rehearsal.store(chosen, Optional.ofNullable(function));
  }

  private List<Stored> chosen(KnownDevices devices, TopicMap map) {
    List<String> problems = problems(map);
    Set<Stored> chosen = new LinkedHashSet<>();
    for (String name : names) {
      List<Stored> found = devices.named(name);
      if (found.isEmpty()) problems.add("there is no device " + name + "; see placements");
      chosen.addAll(found);
    }
    for (String container : containers(spec)) {
      List<Stored> found = devices.in(container);
      if (found.isEmpty()) problems.add("no device is in " + container + "; see placements");
      chosen.addAll(found);
    }
    if (chosen.isEmpty() && problems.isEmpty()) problems.add("say a DEVICE, or --container NAME");
    if (chosen.size() > MANY && !many && !dryRun) {
      problems.add(chosen.size() + " devices would be told of: say --many if that is meant");
    }
    if (!problems.isEmpty()) throw new SettingsException(problems);
    return List.copyOf(chosen);
  }

  /** Where no function was ever listed, any name may be right. */
  private List<String> problems(TopicMap map) {
    List<String> problems = new ArrayList<>();
    List<String> known = map.all().stream().map(Subscription::function).toList();
    if (function == null || known.isEmpty() || known.contains(function)) return problems;
    String names = String.join(", ", known);
    problems.add("the gateway lists no function " + function + "; there are " + names);
    return problems;
  }

  private List<String> receivers(TopicMap map, CloudEvent event) {
    return function == null ? map.subscribers(event) : List.of(function);
  }

  private String line(Placement placement, List<String> functions) {
    String who =
        functions.isEmpty() ? "nobody, since no function takes it" : String.join(", ", functions);
    return "%s: %s %s".formatted(placement, dryRun ? "would be told to" : "will be told to", who);
  }
}
