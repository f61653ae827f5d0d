package io.cvpfunctions.watcher.sources;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.cloudvision.apis.event.v1.Event;
import io.cvpfunctions.watcher.EventLine;
import io.cvpfunctions.watcher.EventMaker;
import io.cvpfunctions.watcher.sources.KnownEvent.Identity;
import io.cvpfunctions.watcher.state.CloudVisionEventTable.Seen;
import io.cvpfunctions.watcher.state.Outbox;
import io.cvpfunctions.watcher.state.Outbox.Message;
import io.cvpfunctions.watcher.state.Term;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores what is remembered of CloudVision's events together with the events that tell of them: in
 * one transaction, and what could not be stored next time. Not thread-safe.
 */
final class EventTelling {
  private static final Logger LOG = LoggerFactory.getLogger(EventTelling.class);

  private final EventRecords records;
  private final Term term;
  private final Outbox outbox;
  private final EventMaker maker;
  private final EventData data;
  private final Telling telling;
  private Changes changes = new Changes();
  private List<Told> unsaved = new ArrayList<>();

  EventTelling(
      EventRecords records,
      Term term,
      Outbox outbox,
      EventMaker maker,
      Whereabouts whereabouts,
      Telling telling) {
    this.records = records;
    this.term = term;
    this.outbox = outbox;
    this.maker = maker;
    this.data = new EventData(maker.source(), whereabouts);
    this.telling = telling;
  }

  /** Something to tell, and the event that tells it: the same one, however often it is stored. */
  private record Told(News news, Message message) {
    CloudEvent event() {
      return message.event();
    }
  }

  /** What is to be stored next; to be added to. */
  Changes changes() {
    return changes;
  }

  /** Nothing of it was news. */
  void forget() {
    changes = new Changes();
    unsaved = new ArrayList<>();
  }

  /** Whether there is anything to store. */
  boolean isEmpty() {
    return changes.isEmpty() && changes.news().isEmpty() && unsaved.isEmpty();
  }

  /** Stores all of it, and up to when all was heard. */
  void store(Seen seen) {
    for (News each : changes.news()) unsaved.add(new Told(each, Message.of(event(each))));
    changes.news().clear();
    Changes storing = changes;
    List<Told> told = unsaved;
    term.write(
        connection -> {
          records.store(connection, storing, seen);
          for (Told each : told) outbox.add(connection, each.message());
          return null;
        });
    forget();
    said(told);
  }

  private void said(List<Told> told) {
    if (told.isEmpty()) return;
    for (Told one : told) {
      News each = one.news();
      EventLine.of(LOG.atInfo(), one.event())
          .addKeyValue("event", each.type().substring("cvp.".length()))
          .addKeyValue("subject", subject(each.event()))
          .addKeyValue("type", each.type())
          .addKeyValue("source", EventsSource.NAME)
          .log("{}", each.event().getTitle().getValue());
      telling.count(each.type(), EventsSource.NAME, each.at());
    }
    telling.stored();
  }

  private CloudEvent event(News news) {
    Event event = news.event();
    String correlation = Identity.of(event).toString();
    return maker.of(news.type(), subject(event), news.at(), data.of(event), correlation);
  }

  private static String subject(Event event) {
    return EventData.device(event).orElse(event.getKey().getKey().getValue());
  }
}
