package io.cvpfunctions.lab.cloudvision;

import com.google.protobuf.BoolValue;
import com.google.protobuf.StringValue;
import io.cvpfunctions.cloudvision.apis.event.v1.Event;
import io.cvpfunctions.cloudvision.apis.event.v1.EventAck;
import io.cvpfunctions.cloudvision.apis.event.v1.EventKey;
import io.cvpfunctions.cloudvision.apis.event.v1.EventNote;
import io.cvpfunctions.cloudvision.apis.event.v1.EventRead;
import io.cvpfunctions.cloudvision.apis.event.v1.EventSeverity;
import io.cvpfunctions.lab.cloudvision.resources.Table;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One event that was raised, and what may become of it. */
public final class RaisedEvent {
  private final Table table;
  private final Events events;
  private final EventKey key;
  private final Supplier<Instant> clock;

  RaisedEvent(Table table, Events events, EventKey key, Supplier<Instant> clock) {
    this.table = table;
    this.events = events;
    this.key = key;
    this.clock = clock;
  }

  /** What follows happened then. */
  public RaisedEvent at(Instant time) {
    return new RaisedEvent(table, events, key, () -> time);
  }

  public EventKey key() {
    return key;
  }

  /** As it is now; there has to be such an event. */
  public Event value() {
    return (Event) table.get(key).orElseThrow();
  }

  public RaisedEvent severity(EventSeverity severity) {
    return change(event -> event.setSeverity(severity));
  }

  public RaisedEvent describe(String description) {
    return change(event -> event.setDescription(StringValue.of(description)));
  }

  public RaisedEvent acknowledge(String user) {
    EventAck.Builder ack = EventAck.newBuilder().setAck(BoolValue.of(true));
    ack.setAcker(StringValue.of(user)).setAckTime(Events.timestamp(clock.get()));
    return change(event -> event.setAck(ack));
  }

  public RaisedEvent read(String user) {
    EventRead.Builder read = EventRead.newBuilder().setRead(BoolValue.of(true));
    read.setReader(StringValue.of(user)).setReadTime(Events.timestamp(clock.get()));
    return change(event -> event.setRead(read));
  }

  public RaisedEvent note(String user, String text) {
    EventNote.Builder note = EventNote.newBuilder().setNote(StringValue.of(text));
    note.setNoteCreator(StringValue.of(user));
    long when = clock.get().toEpochMilli();
    return change(event -> event.getNotesBuilder().putNotes(when, note.build()));
  }

  /** It has ended, and stays known (from about 2024.3). */
  public RaisedEvent resolve() {
    return change(event -> event.setDeleteTime(Events.timestamp(clock.get())));
  }

  /** It is gone: how releases before 2024.3 end an event, and how any may forget one. */
  public void delete() {
    table.delete(key, clock.get());
  }

  /** The same condition once more: the same key and all else, but another timestamp. */
  public RaisedEvent recur() {
    Event.Builder again = value().toBuilder().clearDeleteTime().clearLastUpdatedTime();
    again.clearAck().clearNotes().clearRead().getKeyBuilder().clearTimestamp();
    return events.raise(again.build());
  }

  /** Any other change. */
  public RaisedEvent change(Consumer<Event.Builder> change) {
    Instant now = clock.get();
    table.change(
        key,
        now,
        before -> {
          Event.Builder event = ((Event) before).toBuilder();
          change.accept(event);
          return event.setLastUpdatedTime(Events.timestamp(now)).build();
        });
    return this;
  }
}
