package io.cvpfunctions.watcher.sources;

import com.google.protobuf.StringValue;
import com.google.protobuf.Timestamp;
import io.cvpfunctions.cloudvision.apis.event.v1.Event;
import io.cvpfunctions.cloudvision.apis.event.v1.EventKey;
import io.cvpfunctions.cloudvision.apis.event.v1.EventSeverity;
import io.cvpfunctions.cloudvision.apis.event.v1.EventStreamResponse;
import io.cvpfunctions.cloudvision.apis.subscriptions.Operation;
import java.time.Instant;

/** Messages of EventService, as CloudVision sends them. */
final class EventMessages {
  static final Instant START = Instant.parse("2026-01-02T03:04:05.123456789Z");
  static final EventStreamResponse COMPLETE =
      EventStreamResponse.newBuilder().setType(Operation.INITIAL_SYNC_COMPLETE).build();

  private EventMessages() {}

  static Instant second(int number) {
    return START.plusSeconds(number);
  }

  static Timestamp timestamp(Instant at) {
    return Timestamp.newBuilder().setSeconds(at.getEpochSecond()).setNanos(at.getNano()).build();
  }

  /** An event whose key says when it began. */
  static Event.Builder event(String key, int began) {
    EventKey.Builder identity =
        EventKey.newBuilder().setKey(StringValue.of(key)).setTimestamp(timestamp(second(began)));
    return Event.newBuilder().setKey(identity);
  }

  static Event.Builder event(String key, int began, EventSeverity severity) {
    return event(key, began)
        .setSeverity(severity)
        .setTitle(StringValue.of("title of " + key))
        .setDescription(StringValue.of("description"));
  }

  static EventStreamResponse message(Operation type, Event.Builder event, int at) {
    return EventStreamResponse.newBuilder()
        .setType(type)
        .setValue(event)
        .setTime(timestamp(second(at)))
        .build();
  }
}
