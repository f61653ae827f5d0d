package io.cvpfunctions.devicemove;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.DataReader;
import io.cvpfunctions.events.DeviceMove;
import io.cvpfunctions.events.EventDataException;
import io.cvpfunctions.events.EventMessage;
import io.cvpfunctions.events.EventTypes;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.function.Call;
import io.cvpfunctions.function.Checkup;
import io.cvpfunctions.function.EventFunction;
import io.cvpfunctions.function.Outcome;
import io.cvpfunctions.function.Problem;
import io.cvpfunctions.function.ProblemException;
import io.cvpfunctions.function.Result;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import io.cvpfunctions.remote.Settings;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records the device of an event in the CMDB, and passes the event on with what became of it. */
public final class DeviceMoveFunction implements EventFunction {
  /** Its deployed name. */
  public static final String NAME = "device-move";

  private static final Logger LOG = LoggerFactory.getLogger(DeviceMoveFunction.class);

  private static final List<String> TYPES =
      List.of(
          EventTypes.DEVICE_ADDED,
          EventTypes.DEVICE_MOVED,
          EventTypes.DEVICE_CHANGED,
          EventTypes.DEVICE_UNPROVISIONED,
          EventTypes.DEVICE_REMOVED);

  /** What people ask of the whole CMDB, as types of events so that events can ask for it too. */
  private static final String RECONCILE = "device-move.reconcile";

  private static final String CHECK = "device-move.check";

  /** Failures that one event, or one record that somebody holds locked, can be the cause of. */
  private static final Set<Kind> OF_ONE_EVENT = Set.of(Kind.REJECTED, Kind.OUT_OF_TIME, Kind.LATER);

  private static final String EPHEMERAL =
      "keeps its file in this container, and every record is lost with it";

  private static final String LASTING =
      "For records that last, set cmdb_url to jdbc:postgresql://HOST/DATABASE.";

  private static final String MEND =
      "Do what the detail says; the README of device-move has the rights that are needed.";

  private final Cmdb cmdb;
  private final Telling telling;
  private final Clock clock;
  private final ReconcileRuns runs = new ReconcileRuns();

  DeviceMoveFunction(Cmdb cmdb, Clock clock) {
    this.cmdb = cmdb;
    this.telling = new Telling(cmdb);
    this.clock = clock;
  }

  /** Reads the settings, and says at start where the records will not last. */
  public static DeviceMoveFunction from(Settings settings) {
    Supplier<Cmdb> chosen = CmdbChoice.from(settings);
    settings.check();
    Cmdb cmdb = chosen.get();
    if (cmdb.ephemeral()) {
      LOG.warn("{} {}: {}", cmdb.system(), EPHEMERAL, LASTING);
    }
    return new DeviceMoveFunction(cmdb, Clock.systemUTC());
  }

  @Override
  public String description() {
    return "Records a device and its moves in the CMDB, and passes the event on with the record.";
  }

  @Override
  public List<String> types() {
    return TYPES;
  }

  @Override
  public boolean takes(String type) {
    return TYPES.contains(type) || type.equals(RECONCILE) || type.equals(CHECK);
  }

  @Override
  public CloudEvent typed(EventMessage message, Call call) {
    JsonNode data = message.json().orElseGet(JsonNodeFactory.instance::objectNode);
    if (call.asksForCheck() || data.path("check").asBoolean()) {
      return event(CHECK, NAME, JsonNodeFactory.instance.objectNode(), call);
    }
    if (message.json().isEmpty()) {
      throw ProblemException.malformed(
          "text is not taken: send the data of cvp.device.moved as JSON, or an event of a type in "
              + String.join(", ", TYPES));
    }
    if (data.path("reconcile").asBoolean()) return event(RECONCILE, NAME, data, call);
    DeviceMove move = DataReader.read(data, DeviceMove::fromMoved);
    return event(EventTypes.DEVICE_MOVED, move.device().identity(), data, call);
  }

  private CloudEvent event(String type, String subject, JsonNode data, Call call) {
    return Events.first(type, call.id(), URI.create(NAME), subject, clock.instant(), data);
  }

  @Override
  public Outcome handle(CloudEvent event, Call call) {
    if (event.getType().equals(RECONCILE)) return reconcile(event, call);
    if (event.getType().equals(CHECK) || call.asksForCheck())
      return telling.check(cmdb.check(call.budget()));
    Observation observation = Observation.of(event, clock.instant());
    if (isDryRun(event)) return telling.preview(cmdb.preview(observation, call.budget()));
    return telling.recorded(event, observation, cmdb.record(observation, call.budget()));
  }

  private static boolean isDryRun(CloudEvent event) {
    return Events.json(event).path("dryRun").asBoolean();
  }

  @Override
  public void check(Checkup checkup, Call call) {
    List<String> wrong = new ArrayList<>();
    checkup.attempt(
        "cmdb",
        MEND,
        () -> {
          wrong.addAll(cmdb.check(call.budget()));
          return cmdb.system() + (cmdb.keepsRecords() ? " answers" : ": nothing is recorded");
        });
    wrong.forEach(each -> checkup.failure("cmdb", each, MEND));
    if (cmdb.ephemeral()) checkup.warning("records", EPHEMERAL, LASTING);
    checkup.attempt("mapping", MEND, () -> containers(checkup));
  }

  private String containers(Checkup checkup) {
    List<String> patterns = cmdb.containers();
    checkup.containers("mapping.yml", patterns);
    return "it has " + patterns.size() + " rules by the names of containers";
  }

  private Outcome reconcile(CloudEvent event, Call call) {
    ReconcilePage page = Events.data(event, ReconcilePage::from);
    Reconciliation work =
        new Reconciliation(cmdb, page, runs, call.budget(), event.getId(), clock.instant());
    return Outcome.done(work.run()).unchained();
  }

  /** As few calls of the CMDB as it allows; event by event where one of them is in the way. */
  @Override
  public List<Result> handleBatch(List<CloudEvent> events, Call call) {
    boolean alike = events.stream().allMatch(e -> TYPES.contains(e.getType()) && !isDryRun(e));
    if (!alike || call.asksForCheck()) return oneByOne(events, call);
    try {
      EventBatch batch = new EventBatch(cmdb, telling, events, clock.instant());
      Optional<List<Result>> results = batch.record(call.budget(), left -> oneByOne(left, call));
      if (results.isPresent()) return results.get();
    } catch (CallFailedException failure) {
      if (!OF_ONE_EVENT.contains(failure.kind())) return alike(failure, events.size());
      LOG.info("a batch of {} goes one by one: {}", events.size(), failure.getMessage());
    } catch (EventDataException wrong) {
      LOG.info("a batch of {} goes one by one: {}", events.size(), wrong.getMessage());
    }
    return oneByOne(events, call);
  }

  private List<Result> oneByOne(List<CloudEvent> events, Call call) {
    return EventFunction.super.handleBatch(events, call);
  }

  private static List<Result> alike(CallFailedException failure, int times) {
    return Collections.nCopies(times, Result.failed(Problem.from(failure)));
  }

  @Override
  public void close() {
    cmdb.close();
  }
}
