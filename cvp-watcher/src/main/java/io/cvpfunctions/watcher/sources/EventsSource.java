package io.cvpfunctions.watcher.sources;

import io.cvpfunctions.cloudvision.apis.event.v1.EventStreamResponse;
import io.cvpfunctions.watcher.cloudvision.Standing;
import io.cvpfunctions.watcher.state.CloudVisionEventTable.Seen;
import io.cvpfunctions.watcher.streams.StreamEnd;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The source {@code events}: tells of CloudVision's own events.
 *
 * <p>After a gap the history since the last message is asked for first, so that what came and went
 * meanwhile is told, too. What is missing from a list is asked for by its key, and again, before it
 * is believed to be over.
 */
final class EventsSource implements Source {
  /** What this source is called. */
  static final String NAME = "events";

  private static final Logger LOG = LoggerFactory.getLogger(EventsSource.class);
  private static final String MISSING = "events-missing";
  private static final Duration BETWEEN_MARKS = Duration.ofMinutes(1);
  private static final Duration BEFORE_RETRY = Duration.ofSeconds(5);

  private final Streaming streaming;
  private final Shared shared;
  private final DeviceStream devices;
  private final Health health;
  private final Duration interval;
  private final boolean demanded;
  private final Heard heard;
  private final ActiveEvents events;
  private final EventList list;
  private final EventTelling telling;
  private final EventQuestions questions;
  private final CatchUp catchUp;
  private final Feed<EventStreamResponse> feed;

  private Instant marked = Instant.EPOCH;

  /** {@code wake} is run where a step is worth while. */
  EventsSource(
      Streaming streaming,
      Shared shared,
      DeviceStream devices,
      EventRecords records,
      EventTelling telling,
      EventSettings settings,
      Supplier<Standing> credentials,
      Health health,
      Runnable wake,
      Duration interval,
      boolean demanded) {
    this.streaming = streaming;
    this.shared = shared;
    this.devices = devices;
    this.telling = telling;
    this.health = health;
    this.interval = interval;
    this.demanded = demanded;
    this.heard = records.heard();
    this.events =
        new ActiveEvents(settings.least(), settings.replayBaseline(), records.all(), heard);
    this.list = new EventList(events, heard, credentials, health);
    this.questions = new EventQuestions(streaming, events, settings.removeAfter(), shared.clock());
    EventHistory history = new EventHistory(events, list, telling, this::store);
    this.catchUp = new CatchUp(streaming, heard, health, credentials, history);
    this.feed = streaming.feed(NAME, streaming.resources()::events, wake, new Subscription());
    devices.whenReady(wake);
  }

  /** Which events are told, and after which time those that are missing are believed to be over. */
  record EventSettings(Optional<Severity> least, boolean replayBaseline, Duration removeAfter) {}

  /** A person believes that what is missing is over, if people know of it; for any thread. */
  void release() {
    if (shared.telling().suspected(MISSING)) questions.release();
  }

  /** What comes of the stream. */
  private final class Subscription implements Feed.Events<EventStreamResponse> {
    @Override
    public void begins() {
      if (!heard.baselined()) telling.forget();
      list.begin();
      catchUp.begin();
      questions.begin();
    }

    /**
     * The list waits until the history that comes before it was asked for; what comes after the
     * first list is news, and waits until the list is believed.
     */
    @Override
    public boolean wants() {
      if (feed.up() && catchUp.comesFirst()) return false;
      return heard.baselined() || !list.waits();
    }

    @Override
    public boolean current() {
      return list.complete();
    }

    @Override
    public void takes(EventStreamResponse message) {
      if (list.take(message, telling.changes())) catchUp.listed();
    }

    @Override
    public void ended(StreamEnd end) {
      streaming.note(end, health, demanded || heard.baselined());
    }
  }

  /** Nothing is told before it is known which devices there are, or that this is not to be had. */
  @Override
  public Duration step() {
    store();
    Duration wait = feed.step();
    boolean held = list.waits() && !heard.baselined();
    if (devices.ready() && (feed.up() || held)) hear();
    store();
    if (feed.resumes()) return Duration.ZERO;
    if (questions.open()) wait = shorter(wait, BEFORE_RETRY);
    if (feed.up()) wait = shorter(wait, catchUp.pause(interval));
    return shorter(wait, interval);
  }

  private void hear() {
    if (!events.listing() && !heard.owes()) health.good();
    if (heard.owes()) feed.asksHere();
    if (catchUp.step()) sees();
    if (list.waits()) believe();
    questions.ask(telling.changes());
    String over = "the events are back, or are over";
    shared.telling().suspicion(MISSING, questions.suspicion(), questions.missesMany(), over);
  }

  /** It sees all that there is, once the list is believed and no history is owed. */
  private void sees() {
    if (!events.listing() && !heard.owes()) health.good("hears of every event");
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private void believe() {
    boolean first = !heard.baselined();
    List<KnownEvent> missing = events.missing();
    if (list.believe(shared.clock().instant(), telling.changes())) {
      questions.missing(missing, telling.changes());
      if (first) baseline(events.active() + " CloudVision events are active");
      sees();
    } else if (list.discard(feed.age())) {
      feed.restart();
    }
  }

  private static void baseline(String what) {
    LOG.atInfo()
        .addKeyValue("event", "events.baseline")
        .addKeyValue("source", NAME)
        .log("{}; of these nothing is told unless one gets worse", what);
  }

  /** Nothing is news before the baseline; then all of it is stored together, or again next time. */
  private void store() {
    if (!heard.baselined() || !devices.ready()) return;
    if (telling.isEmpty() && !markDue()) return;
    telling.store(new Seen(heard.mark(), heard.baseline()));
    marked = streaming.now();
  }

  /** The mark moves even where nothing is news, so that a restart need not look far back. */
  private boolean markDue() {
    boolean due = !streaming.now().isBefore(marked.plus(BETWEEN_MARKS));
    if (due) events.forgetOld(telling.changes());
    return due;
  }

  @Override
  public void close() {
    feed.close();
  }
}
