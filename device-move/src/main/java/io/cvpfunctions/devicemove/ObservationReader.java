package io.cvpfunctions.devicemove;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.devicemove.Observation.Kind;
import io.cvpfunctions.events.Container;
import io.cvpfunctions.events.DeviceChange;
import io.cvpfunctions.events.DeviceLeft;
import io.cvpfunctions.events.DeviceMove;
import io.cvpfunctions.events.EventTypes;
import io.cvpfunctions.events.Events;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Reads what an event says of a device. */
final class ObservationReader {
  private ObservationReader() {}

  static Observation read(CloudEvent event, Instant now) {
    Instant at = time(event, now);
    switch (event.getType()) {
      case EventTypes.DEVICE_ADDED:
        return placed(event, at, Events.data(event, DeviceMove::fromAdded));
      case EventTypes.DEVICE_MOVED:
        return placed(event, at, Events.data(event, DeviceMove::fromMoved));
      case EventTypes.DEVICE_CHANGED:
        return corrected(event, at, Events.data(event, DeviceChange::from));
      case EventTypes.DEVICE_UNPROVISIONED:
        return left(Kind.UNPROVISIONED, event, at, Events.data(event, DeviceLeft::from));
      case EventTypes.DEVICE_REMOVED:
        return left(Kind.REMOVED, event, at, Events.data(event, DeviceLeft::from));
      default:
        throw new IllegalArgumentException("no observation is made of " + event.getType());
    }
  }

  private static Observation placed(CloudEvent event, Instant at, DeviceMove move) {
    RecordableText.check(event, move.toJson());
    return new Observation(
        Kind.PLACED,
        event,
        at,
        move.device(),
        move.from().orElse(null),
        move.to(),
        move.movedBy().orElse(null),
        move.observedBy().orElse(null),
        List.of(),
        at);
  }

  private static Observation corrected(CloudEvent event, Instant at, DeviceChange change) {
    RecordableText.check(event, change.toJson());
    Container where =
        Events.data(event, data -> data.object("container", Container::from)).orElse(null);
    return new Observation(
        Kind.CORRECTED, event, at, change.device(), null, where, null, null, change.changed(), at);
  }

  private static Observation left(Kind kind, CloudEvent event, Instant at, DeviceLeft left) {
    RecordableText.check(event, left.toJson());
    String observedBy = left.observedBy().orElse(null);
    return new Observation(
        kind, event, at, left.device(), left.from(), null, null, observedBy, List.of(), at);
  }

  /** Databases keep microseconds, and a time has to equal itself once it has been read back. */
  private static Instant time(CloudEvent event, Instant now) {
    Instant told = event.getTime() == null ? now : event.getTime().toInstant();
    return told.truncatedTo(ChronoUnit.MICROS);
  }
}
