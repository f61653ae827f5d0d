package io.cvpfunctions.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.DeviceMove;
import io.cvpfunctions.events.EventMessage;
import io.cvpfunctions.events.EventTypes;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.events.ValidationReport;
import io.cvpfunctions.function.Call;
import io.cvpfunctions.function.Checkup;
import io.cvpfunctions.function.EventFunction;
import io.cvpfunctions.function.Outcome;
import io.cvpfunctions.function.Problem;
import io.cvpfunctions.function.ProblemException;
import io.cvpfunctions.remote.Settings;
import io.cvpfunctions.validation.catalog.Catalog;
import io.cvpfunctions.validation.catalog.CatalogShelf;
import io.cvpfunctions.validation.catalog.TestDefinition;
import io.cvpfunctions.validation.eapi.Switches;
import io.cvpfunctions.validation.report.ReportFormat;
import io.cvpfunctions.validation.source.CatalogException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks a switch against the operator's intent, an ANTA catalog, over eAPI. Thread-safe. */
public final class RunValidation implements EventFunction {
  private static final String NAME = "run-validation";

  /** What a person typed, on its way through the function; nobody else sends it. */
  private static final String REQUESTED = "validation.requested";

  /** A catalog to look at without a device. */
  private static final String CHECKED = "validation.catalog-checked";

  private static final Set<String> PLACED =
      Set.of(EventTypes.DEVICE_MOVED, EventTypes.DEVICE_ADDED);

  private final CatalogShelf shelf;
  private final Validator validator;
  private final Patience patience;
  private final String addressField;
  private final Clock clock;
  private final ValidationCheck check;

  private RunValidation(
      CatalogShelf shelf,
      Validator validator,
      Patience patience,
      String addressField,
      Clock clock,
      ValidationCheck check) {
    this.shelf = shelf;
    this.validator = validator;
    this.patience = patience;
    this.addressField = addressField;
    this.clock = clock;
    this.check = check;
  }

  /** A function with these settings. */
  public static RunValidation from(Settings settings) {
    return from(settings, Clock.systemUTC());
  }

  static RunValidation from(Settings settings, Clock clock) {
    List<String> fields = List.of("ipAddress", "fqdn", "hostname");
    String addressField = settings.oneOf("eapi_address", "ipAddress", fields);
    Switches switches = Switches.from(settings);
    CatalogShelf shelf = CatalogShelf.from(settings, clock);
    Patience patience = Patience.from(settings, clock);
    settings.check();
    Validator validator = new Validator(switches, clock);
    ValidationCheck check = new ValidationCheck(shelf, switches, settings.inForce());
    return new RunValidation(shelf, validator, patience, addressField, clock, check);
  }

  @Override
  public String description() {
    return "Checks a switch against an ANTA catalog over eAPI, and says what is not as it should"
        + " be. POST an event, {\"device\": {\"host\": \"10.0.0.1\"}}, or just the address.";
  }

  @Override
  public List<String> types() {
    return List.of(EventTypes.DEVICE_MOVED, EventTypes.DEVICE_ADDED);
  }

  /** Of all other types that are known there is nothing to validate. */
  @Override
  public boolean takes(String type) {
    return Set.of(REQUESTED, CHECKED).contains(type) || EventTypes.all().contains(type);
  }

  @Override
  public CloudEvent typed(EventMessage message, Call call) {
    JsonNode json = message.json().orElseGet(() -> TextNode.valueOf(message.text().orElse("")));
    if (call.query("check").filter(on -> !on.equals("false")).isPresent())
      return first(CHECKED, call, "catalog", json);
    JsonNode data = json.isTextual() ? ValidationRequest.typed(json.textValue()) : json;
    ValidationRequest request = ValidationRequest.of(data);
    return first(REQUESTED, call, request.device().subject(), data);
  }

  private CloudEvent first(String type, Call call, String subject, JsonNode data) {
    return Events.first(type, call.id(), URI.create(NAME), subject, clock.instant(), data);
  }

  @Override
  public void check(Checkup checkup, Call call) {
    check.run(checkup, call.budget());
  }

  @Override
  public Outcome handle(CloudEvent event, Call call) {
    if (event.getType().equals(REQUESTED)) return requested(event, call);
    if (event.getType().equals(CHECKED)) return CatalogCheck.answer(Events.json(event));
    if (PLACED.contains(event.getType())) return placed(event, call);
    return Outcome.skipped("there is nothing to validate after a " + event.getType());
  }

  private Outcome requested(CloudEvent event, Call call) {
    ReportFormat format = format(call);
    ValidationRequest request = ValidationRequest.of(Events.json(event));
    Target device = request.device();
    Catalog catalog = catalog(request, call);
    List<TestDefinition> definitions = request.select(catalog);
    Look look = validator.look(device, catalog, definitions, call.budget());
    ValidationReport report = look.report();
    return Outcome.done(report.toJson())
        .unchained()
        .answeredAs(format.contentType(), format.write(report));
  }

  private Catalog catalog(ValidationRequest request, Call call) {
    try {
      Optional<Catalog> catalog = request.catalog();
      if (catalog.isPresent()) return catalog.get();
    } catch (CatalogException wrong) {
      throw CatalogCheck.unusable(wrong);
    }
    return shelf
        .find(request.device().query(), call.budget())
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.rejected(List.of("no catalog is for this device: name one"))));
  }

  private static ReportFormat format(Call call) {
    Optional<String> named = call.query("format");
    if (named.isPresent()) return known(ReportFormat.named(named.get()), named.get());
    String accept = call.header("Accept").orElse("*/*");
    return known(ReportFormat.accepted(accept), accept);
  }

  private static ReportFormat known(Optional<ReportFormat> format, String asked) {
    String error = "there is no report as " + asked + ", but as " + ReportFormat.words();
    return format.orElseThrow(() -> ProblemException.malformed(error));
  }

  private Outcome placed(CloudEvent event, Call call) {
    boolean moved = event.getType().equals(EventTypes.DEVICE_MOVED);
    DeviceMove move =
        moved
            ? Events.data(event, DeviceMove::fromMoved)
            : Events.data(event, DeviceMove::fromAdded);
    if (move.to().isUndefined()) {
      return Outcome.skipped(move.device() + " is not in use yet: it is in " + move.to());
    }
    Target device = Target.of(move, address(move));
    Optional<Catalog> catalog = shelf.find(device.query(), call.budget());
    if (catalog.isEmpty()) return Outcome.skipped("no catalog is for the container " + move.to());
    List<TestDefinition> definitions = catalog.get().select(device.tags(), Set.of(), Set.of());
    Look look = validator.look(device, catalog.get(), definitions, call.budget());
    patience.last(look, call.firstAttempt());
    ValidationReport report = look.report().in(move.to());
    return Outcome.done(report.toJson()).passingOn(completed(event, move, report));
  }

  private static CloudEvent completed(CloudEvent cause, DeviceMove move, ValidationReport report) {
    return Events.causedBy(
        cause,
        EventTypes.VALIDATION_COMPLETED,
        NAME,
        move.device().identity(),
        report.startedAt(),
        report.toJson());
  }

  private Optional<String> address(DeviceMove move) {
    switch (addressField) {
      case "fqdn":
        return move.device().fqdn();
      case "hostname":
        return move.device().hostname();
      default:
        return move.device().ipAddress();
    }
  }
}
