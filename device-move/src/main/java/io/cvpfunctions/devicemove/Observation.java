package io.cvpfunctions.devicemove;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.Container;
import io.cvpfunctions.events.Device;
import io.cvpfunctions.events.DeviceChange;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What one event says of one device, in the form that every CMDB is given. Immutable. */
public final class Observation {
  /** What happened to the device. */
  public enum Kind {
    /** It is in the container {@link #to} now: moved there, or first seen there. */
    PLACED,
    /** It stayed where it is; facts of it are other than they were. */
    CORRECTED,
    /** CloudVision knows it still, in no container. */
    UNPROVISIONED,
    /** CloudVision no longer knows it. */
    REMOVED
  }

  /** Who observes what a list of all devices has. */
  static final String OBSERVED_BY_LIST = "reconcile";

  private final Kind kind;
  private final CloudEvent event;
  private final Instant at;
  private final Device device;
  private final Container from;
  private final Container to;
  private final String movedBy;
  private final String observedBy;
  private final List<DeviceChange.Field> changed;
  private final Instant factsAt;

  Observation(
      Kind kind,
      CloudEvent event,
      Instant at,
      Device device,
      Container from,
      Container to,
      String movedBy,
      String observedBy,
      List<DeviceChange.Field> changed,
      Instant factsAt) {
    this.kind = kind;
    this.event = event;
    this.at = at;
    this.device = device;
    this.from = from;
    this.to = to;
    this.movedBy = movedBy;
    this.observedBy = observedBy;
    this.changed = List.copyOf(changed);
    this.factsAt = factsAt;
  }

  /**
   * Reads an event of a type that device-move takes.
   *
   * @throws io.cvpfunctions.events.EventDataException naming everything that is wrong with its data
   */
  public static Observation of(CloudEvent event, Instant now) {
    return ObservationReader.read(event, now);
  }

  /** The same, as a list has it that was made then, however long ago the device was placed. */
  Observation listed(Instant then) {
    return new Observation(
        kind,
        event,
        at,
        device,
        from,
        to,
        movedBy,
        observedBy,
        changed,
        then.truncatedTo(ChronoUnit.MICROS));
  }

  public Kind kind() {
    return kind;
  }

  public String eventId() {
    return event.getId();
  }

  public String eventType() {
    return event.getType();
  }

  /** When it happened; where the event does not say, when it came in. */
  public Instant at() {
    return at;
  }

  /** As of when it tells of the device's facts, and that CloudVision knows it. */
  Instant factsAt() {
    return factsAt;
  }

  /** Whether a list of all devices has it, of which nobody knows whether it is news. */
  boolean isListed() {
    return kind == Kind.PLACED && OBSERVED_BY_LIST.equals(observedBy);
  }

  public Device device() {
    return device;
  }

  /** The CloudVision, or the function, that told of it. */
  public String source() {
    return event.getSource().toString();
  }

  /** The CloudVision that told of it; empty where a person, or a function, did. */
  Optional<String> cloudVision() {
    return cloudVision(source());
  }

  /** The same of any source; however its address is written, it is one CloudVision. */
  static Optional<String> cloudVision(String source) {
    String address = source.toLowerCase(Locale.ROOT).replaceFirst("/+$", "");
    return Optional.of(address).filter(text -> text.matches("https?://.+"));
  }

  /** What the CMDB tells devices apart by. */
  public String serial() {
    return device.identity();
  }

  public Optional<Container> from() {
    return Optional.ofNullable(from);
  }

  /** There for {@link Kind#PLACED} only. */
  public Optional<Container> to() {
    return kind == Kind.PLACED ? Optional.ofNullable(to) : Optional.empty();
  }

  /** Where the device is; empty where this does not say. A tag but {@code Container} does not. */
  Optional<Container> container() {
    return Optional.ofNullable(to).filter(Observation::isPlace);
  }

  private static boolean isPlace(Container container) {
    return container.label().orElse("Container").equals("Container");
  }

  public Optional<String> movedBy() {
    return Optional.ofNullable(movedBy);
  }

  public Optional<String> observedBy() {
    return Optional.ofNullable(observedBy);
  }

  /** There for {@link Kind#CORRECTED} only. */
  public List<DeviceChange.Field> changed() {
    return changed;
  }

  /** What the container is called now, where it has been renamed. */
  Optional<String> newContainerName() {
    return now("container");
  }

  /** Where the container is now, where it or one above it has been renamed or moved. */
  Optional<String> newContainerPath() {
    return now("path");
  }

  private Optional<String> now(String name) {
    return changed.stream()
        .filter(field -> field.field().equals(name))
        .findFirst()
        .flatMap(DeviceChange.Field::to);
  }

  @Override
  public String toString() {
    return eventType() + " of " + device;
  }
}
