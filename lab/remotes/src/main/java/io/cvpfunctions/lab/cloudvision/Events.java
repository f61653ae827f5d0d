package io.cvpfunctions.lab.cloudvision;

import com.google.protobuf.Message;
import com.google.protobuf.StringValue;
import com.google.protobuf.Timestamp;
import io.cvpfunctions.cloudvision.apis.event.v1.ComponentType;
import io.cvpfunctions.cloudvision.apis.event.v1.Event;
import io.cvpfunctions.cloudvision.apis.event.v1.EventComponent;
import io.cvpfunctions.cloudvision.apis.event.v1.EventComponents;
import io.cvpfunctions.cloudvision.apis.event.v1.EventData;
import io.cvpfunctions.cloudvision.apis.event.v1.EventKey;
import io.cvpfunctions.cloudvision.apis.event.v1.EventSeverity;
import io.cvpfunctions.lab.cloudvision.resources.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Raises CloudVision events, now or as if at another time. Thread-safe. */
public final class Events {
  private final Table table;
  private final Supplier<Instant> clock;

  Events(Table table, Supplier<Instant> clock) {
    this.table = table;
    this.clock = clock;
  }

  /** What is raised from here on was raised then, and so stands in CloudVision's history. */
  public Events at(Instant time) {
    return new Events(table, () -> time);
  }

  /** About a device; the same type and device have the same key, each time with a new timestamp. */
  public RaisedEvent raise(String type, EventSeverity severity, String serial) {
    return raise(event(type, severity, serial, "").build());
  }

  /** About an interface of a device. */
  public RaisedEvent raise(String type, EventSeverity severity, String serial, String interfaceId) {
    return raise(event(type, severity, serial, interfaceId).build());
  }

  /** Any event at all: without a type, components or severity, in any language, of any length. */
  public RaisedEvent raise(Event event) {
    Instant now = clock.get();
    Event.Builder dated = event.toBuilder();
    if (!dated.getKey().hasTimestamp()) dated.getKeyBuilder().setTimestamp(nanoseconds(now));
    if (!dated.hasLastUpdatedTime()) dated.setLastUpdatedTime(dated.getKey().getTimestamp());
    table.put(dated.build(), now);
    return new RaisedEvent(table, this, dated.getKey(), clock);
  }

  /** As many at once as asked for, each on an interface of its own. */
  public List<RaisedEvent> flood(int count, String serial) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(
            i ->
                raise(
                    "DEVICE_INTF_ERR_SMART",
                    EventSeverity.EVENT_SEVERITY_WARNING,
                    serial,
                    "Ethernet" + i))
        .toList();
  }

  /** An event as it would be raised, to be changed before it is. */
  public static Event.Builder event(
      String type, EventSeverity severity, String serial, String interfaceId) {
    EventData.Builder data = EventData.newBuilder().putData("deviceId", serial);
    if (!interfaceId.isEmpty()) data.putData("interfaceId", interfaceId);
    return Event.newBuilder()
        .setKey(EventKey.newBuilder().setKey(StringValue.of(key(type, serial, interfaceId))))
        .setSeverity(severity)
        .setTitle(StringValue.of(type.replace('_', ' ')))
        .setDescription(StringValue.of((type + " on " + serial + " " + interfaceId).strip()))
        .setEventType(StringValue.of(type))
        .setData(data)
        .setComponents(EventComponents.newBuilder().addComponents(component(data)))
        .setRuleId(StringValue.of("rule-of-the-lab"));
  }

  private static EventComponent.Builder component(EventData.Builder data) {
    return EventComponent.newBuilder()
        .setType(
            data.containsData("interfaceId")
                ? ComponentType.COMPONENT_TYPE_INTERFACE
                : ComponentType.COMPONENT_TYPE_DEVICE)
        .putAllComponents(new TreeMap<>(data.getDataMap()));
  }

  /** Events that have not ended. */
  public List<Event> active() {
    return all().stream().filter(event -> !event.hasDeleteTime()).toList();
  }

  /** Also those that have ended and are still known. */
  public List<Event> all() {
    return table.values().stream().map(Event.class::cast).toList();
  }

  /** A hash of what the event is about, so that the same condition has the same key again. */
  private static String key(String... parts) {
    byte[] about = String.join("|", parts).getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(about).toString().replace("-", "").substring(0, 15);
  }

  /** To nine digits, which the clock may not have. */
  private static Timestamp nanoseconds(Instant time) {
    boolean coarse = time.truncatedTo(ChronoUnit.MICROS).equals(time);
    long odd = coarse ? System.nanoTime() % 1000 : 0;
    return timestamp(time.plusNanos(odd));
  }

  static Timestamp timestamp(Instant time) {
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }

  /** An event by its key, or nothing that can be done with it. */
  RaisedEvent known(Message key) {
    return new RaisedEvent(table, this, (EventKey) key, clock);
  }
}
