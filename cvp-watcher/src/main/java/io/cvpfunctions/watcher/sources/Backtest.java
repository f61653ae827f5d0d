package io.cvpfunctions.watcher.sources;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.cloudvision.apis.event.v1.EventStreamResponse;
import io.cvpfunctions.cloudvision.apis.subscriptions.Operation;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.watcher.EventMaker;
import io.cvpfunctions.watcher.WatcherSettings.CloudVisionSettings;
import io.cvpfunctions.watcher.cloudvision.CloudVision;
import io.cvpfunctions.watcher.cloudvision.Inventory;
import io.cvpfunctions.watcher.cloudvision.Node;
import io.cvpfunctions.watcher.placements.Condition;
import io.cvpfunctions.watcher.placements.Placement;
import io.cvpfunctions.watcher.placements.Snapshot;
import io.cvpfunctions.watcher.routing.Subscription;
import io.cvpfunctions.watcher.sources.KnownEvent.Identity;
import io.cvpfunctions.watcher.streams.Resources;
import io.cvpfunctions.watcher.streams.StreamEnd.Kind;
import io.cvpfunctions.watcher.streams.StreamFailedException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends CloudVision's own event history through the filters of functions, and counts what each
 * would have been told. Calls no function. Not thread-safe.
 */
public final class Backtest {
  private static final Logger LOG = LoggerFactory.getLogger(Backtest.class);

  private final CloudVisionSettings settings;
  private final Clock clock;
  private final Whereabouts whereabouts = new Whereabouts();
  private final EventMaker maker;
  private final EventData data;
  private final Tallies tallies;
  private final Map<String, Long> types = new TreeMap<>();
  private boolean empty = true;
  private boolean placed;

  /** For functions with these subscriptions. */
  public Backtest(CloudVisionSettings settings, List<Subscription> subscriptions, Clock clock) {
    this.settings = settings;
    this.tallies = new Tallies(subscriptions);
    this.clock = clock;
    this.maker = new EventMaker(settings.source());
    this.data = new EventData(settings.source(), whereabouts);
  }

  /** What makes messages: events of one type, of one device. */
  public record Busy(String eventType, String device) {}

  /** One line of the result. */
  public record Count(Busy what, long messages) {}

  /**
   * What a function would have been told, and how many events would have been over too soon.
   *
   * @param batched whether one call may carry several of the messages
   */
  public record Messages(String function, long messages, long withheld, boolean batched) {}

  /**
   * What a backtest came to.
   *
   * @param types how often anything was raised, updated and resolved
   * @param busiest at most twenty, the busiest first
   * @param placed whether it is known in which containers devices are
   */
  public record Result(
      Map<String, Long> types, List<Messages> functions, List<Count> busiest, boolean placed) {}

  /**
   * Asks for the history since then.
   *
   * @throws StreamFailedException where CloudVision does not give it
   * @throws CallFailedException where it gives none to credentials that are not good
   */
  public Result run(Instant since) {
    try (CloudVision cloudVision =
            new CloudVision(settings.nodes(), settings.credentials(), settings.trust(), clock);
        Resources resources =
            new Resources(cloudVision.nodes(), settings.sources().grpcPort(), settings.trust())) {
      places(cloudVision);
      ActiveEvents events =
          new ActiveEvents(
              settings.sources().minSeverity(), false, List.of(), Heard.until(since, since));
      history(resources, since, message -> take(message, since, events));
      if (empty) believe(cloudVision);
    }
    return new Result(types, tallies.functions(), tallies.busiest(), placed);
  }

  /** Ended credentials have been seen to read as an empty history (facts: CloudVision A4). */
  private static void believe(CloudVision cloudVision) {
    if (cloudVision.ask(Node::credentialsGood)) return;
    String what = "gives an empty history, and the credentials cannot be shown good: renew them";
    throw CallFailedException.of("CloudVision", CallFailedException.Kind.OPERATOR, what);
  }

  private interface Taking {
    void take(EventStreamResponse message);
  }

  /** Ports are found by trying: the first one may not be it. */
  private static void history(Resources resources, Instant since, Taking taking) {
    while (true) {
      try {
        resources.history(since, null, taking::take);
        return;
      } catch (StreamFailedException failed) {
        boolean elsewhere = failed.end().kind() == Kind.UNREACHABLE && resources.untried();
        if (!elsewhere) throw failed;
      }
    }
  }

  /** Where devices are now stands for where they were. */
  private void places(CloudVision cloudVision) {
    try {
      new Inventory(cloudVision, clock).read(Set.of()).ifPresent(this::listed);
    } catch (CallFailedException withoutNames) {
      LOG.atInfo().log("devices have no names here: {}", withoutNames.getMessage());
    }
  }

  /** Where Network Provisioning is off all are in Undefined, which says nothing. */
  private void listed(Snapshot seen) {
    placed = !seen.onlyUndefined();
    if (placed) whereabouts.listed(seen);
    else seen.placements().forEach(this::named);
  }

  private void named(Placement nowhere) {
    whereabouts.streamed(nowhere.identity(), nowhere.device(), Condition.UNKNOWN);
  }

  private void take(EventStreamResponse message, Instant since, ActiveEvents events) {
    empty = false;
    Changes changes = new Changes();
    boolean before =
        message.getType() == Operation.INITIAL
            && Identity.of(message.getValue()).at().isBefore(since);
    if (before) events.before(message, changes);
    else events.take(message, changes);
    changes.news().forEach(this::tell);
  }

  private void tell(News news) {
    types.merge(news.type(), 1L, Long::sum);
    String subject = EventData.device(news.event()).orElse("-");
    CloudEvent event = maker.of(news.type(), subject, news.at(), data.of(news.event()));
    Busy what =
        new Busy(news.event().getEventType().getValue(), whereabouts.device(subject).displayName());
    tallies.count(news, event, what);
  }
}
