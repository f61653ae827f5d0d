package io.cvpfunctions.watcher.sources;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.cloudvision.apis.event.v1.Event;
import io.cvpfunctions.cloudvision.apis.event.v1.EventStreamResponse;
import io.cvpfunctions.watcher.EventMaker;
import io.cvpfunctions.watcher.sources.ActiveEvents.Changes;
import io.cvpfunctions.watcher.sources.ActiveEvents.News;
import io.cvpfunctions.watcher.sources.KnownEvent.Identity;
import io.cvpfunctions.watcher.state.CloudVisionEventTable;
import io.cvpfunctions.watcher.state.CloudVisionEventTable.Seen;
import io.cvpfunctions.watcher.state.Outbox;
import io.cvpfunctions.watcher.state.Term;
import io.cvpfunctions.watcher.streams.StreamEnd;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The source {@code events}: tells of CloudVision's own events. What is remembered and the events
 * that follow from it are stored in one transaction; what could not be stored is stored next time.
 *
 * <p>After a gap the history since the last message is asked for first, so that what came and went
 * meanwhile is told, too. What is missing from a list is asked for by its key before it is believed
 * to be over.
 */
final class EventsSource implements Source {
  /** What this source is called. */
  static final String NAME = "events";

  private static final Logger LOG = LoggerFactory.getLogger(EventsSource.class);
  private static final Duration BETWEEN_MARKS = Duration.ofMinutes(1);
  private static final Duration BEFORE_RETRY = Duration.ofSeconds(5);
  private static final Duration RELIST = Duration.ofSeconds(30);
  private static final int STORED_AT_ONCE = 500;

  private final Streaming streaming;
  private final Shared shared;
  private final EventRecords records;
  private final Term term;
  private final Outbox outbox;
  private final EventMaker maker;
  private final EventData data;
  private final BooleanSupplier credentialsGood;
  private final Health health;
  private final Duration interval;
  private final boolean demanded;
  private final Heard heard;
  private final ActiveEvents events;
  private final EventQuestions questions;
  private final CatchUp catchUp;
  private final Feed<EventStreamResponse> feed;

  private Changes changes = new Changes();
  private List<Told> unsaved = new ArrayList<>();
  private boolean listed;
  private Instant marked = Instant.EPOCH;

  /** {@code wake} is run where a step is worth while. */
  EventsSource(
      Streaming streaming,
      Shared shared,
      CloudVisionEventTable table,
      Term term,
      Outbox outbox,
      EventMaker maker,
      EventSettings settings,
      BooleanSupplier credentialsGood,
      Health health,
      Runnable wake,
      Duration interval,
      boolean demanded) {
    this.streaming = streaming;
    this.shared = shared;
    this.records = new EventRecords(table);
    this.term = term;
    this.outbox = outbox;
    this.maker = maker;
    this.data = new EventData(maker.source(), shared.whereabouts());
    this.credentialsGood = credentialsGood;
    this.health = health;
    this.interval = interval;
    this.demanded = demanded;
    this.heard = records.heard();
    this.events =
        new ActiveEvents(settings.least(), settings.replayBaseline(), records.all(), heard);
    this.questions = new EventQuestions(streaming.resources(), events);
    this.catchUp = new CatchUp(streaming, heard, health, this::replay);
    this.feed =
        streaming.feed(
            NAME, streaming.resources()::events, wake, this::begins, this::take, this::ended);
  }

  /** Something to tell, and the event that tells it: the same one, however often it is stored. */
  private record Told(News news, CloudEvent event) {}

  /** Which events are told. */
  record EventSettings(Optional<Severity> least, boolean replayBaseline) {}

  private void begins() {
    if (!heard.baselined()) {
      changes = new Changes();
      unsaved = new ArrayList<>();
    }
    events.begin();
    listed = false;
    questions.begin();
  }

  private void ended(StreamEnd end) {
    streaming.note(end, health, demanded || heard.baselined());
  }

  private void take(EventStreamResponse message) {
    if (events.take(message, changes)) listed = true;
  }

  @Override
  public Duration step() {
    store();
    Duration wait = feed.step();
    if (feed.up()) hear();
    store();
    if (questions.open()) wait = shorter(wait, BEFORE_RETRY);
    if (feed.up()) wait = shorter(wait, catchUp.pause(interval));
    return shorter(wait, interval);
  }

  private void hear() {
    health.good();
    if (heard.owes()) feed.asksHere();
    if (catchUp.step()) sees();
    if (listed && !catchUp.comesFirst()) believe();
    questions.ask(shared.clock().instant(), changes);
  }

  /** It sees all that there is, once the list is believed and no history is owed. */
  private void sees() {
    if (!events.listing() && !heard.owes()) health.good("hears of every event");
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private void replay(EventStreamResponse message) {
    events.replay(message, changes);
    if (changes.news().size() >= STORED_AT_ONCE) store();
  }

  /** An empty list is believed only with credentials that are good elsewhere, too. */
  private void believe() {
    List<KnownEvent> missing = events.missing();
    boolean doubts = !missing.isEmpty() || events.listedNothing();
    if (doubts && !credentialsGood.getAsBoolean()) {
      health.failed("broken", "lists fewer events than before, with credentials not shown good");
      if (feed.age().compareTo(RELIST) >= 0) feed.restart();
      return;
    }
    listed = false;
    boolean first = !heard.baselined();
    events.complete(shared.clock().instant(), changes);
    events.forgetOld(changes);
    questions.missing(missing);
    String what = events.active() + " CloudVision events are active";
    if (first) baseline(what);
    sees();
  }

  private static void baseline(String what) {
    LOG.atInfo()
        .addKeyValue("event", "events.baseline")
        .addKeyValue("source", NAME)
        .log("{}; of these nothing is told unless one gets worse", what);
  }

  /** Nothing is news before the baseline; then all of it is stored together, or again next time. */
  private void store() {
    if (!heard.baselined()) return;
    for (News each : changes.news()) unsaved.add(new Told(each, event(each)));
    changes.news().clear();
    if (changes.isEmpty() && unsaved.isEmpty() && !markDue()) return;
    Seen seen = new Seen(heard.mark(), heard.baseline());
    Changes storing = changes;
    List<Told> telling = unsaved;
    term.write(
        connection -> {
          records.store(connection, storing, seen);
          for (Told each : telling) outbox.add(connection, each.event());
          return null;
        });
    changes = new Changes();
    unsaved = new ArrayList<>();
    marked = streaming.now();
    told(telling);
  }

  /** The mark moves even where nothing is news, so that a restart need not look far back. */
  private boolean markDue() {
    boolean due = !streaming.now().isBefore(marked.plus(BETWEEN_MARKS));
    if (due) events.forgetOld(changes);
    return due;
  }

  private void told(List<Told> told) {
    if (told.isEmpty()) return;
    for (Told one : told) {
      News each = one.news();
      LOG.atInfo()
          .addKeyValue("event", each.type().substring("cvp.".length()))
          .addKeyValue("id", one.event().getId())
          .addKeyValue("subject", subject(each.event()))
          .addKeyValue("type", each.type())
          .addKeyValue("source", NAME)
          .log("{}", each.event().getTitle().getValue());
      shared.telling().count(each.type(), NAME, each.at());
    }
    shared.telling().stored();
  }

  private CloudEvent event(News news) {
    Event event = news.event();
    String correlation = Identity.of(event).toString();
    return maker.of(news.type(), subject(event), news.at(), data.of(event), correlation);
  }

  private static String subject(Event event) {
    return EventData.device(event).orElse(event.getKey().getKey().getValue());
  }

  @Override
  public void close() {
    feed.close();
  }
}
