package io.cvpfunctions.slack;

import io.cloudevents.CloudEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Events of a batch that are told in one message, each with its place in the batch.
 *
 * <p>An event joins the events before it that go the same way, unless that would tell it before an
 * earlier event of the same device, or twice in one message. Not thread-safe.
 */
final class EventGroup {
  private final Map<Integer, CloudEvent> events = new LinkedHashMap<>();

  private EventGroup() {}

  /** All events of a batch, in groups to be told in this order; one without a way is alone. */
  static List<EventGroup> of(List<CloudEvent> batch, Function<CloudEvent, Optional<Object>> way) {
    List<EventGroup> groups = new ArrayList<>();
    Map<Object, Integer> latestOfWay = new HashMap<>();
    Map<String, Integer> latestOfSubject = new HashMap<>();
    Set<UUID> keys = new HashSet<>();
    for (int i = 0; i < batch.size(); i++) {
      CloudEvent event = batch.get(i);
      Optional<Object> its = way.apply(event);
      int earliest = latestOfSubject.getOrDefault(event.getSubject(), 0);
      int candidate = its.map(latestOfWay::get).orElse(-1);
      boolean joins = keys.add(ToldEvents.key(event)) && candidate >= earliest;
      if (!joins) groups.add(new EventGroup());
      int index = joins ? candidate : groups.size() - 1;
      groups.get(index).events.put(i, event);
      if (event.getSubject() != null) latestOfSubject.put(event.getSubject(), index);
      its.ifPresent(known -> latestOfWay.put(known, index));
    }
    return groups;
  }

  /** By their place in the batch. */
  Map<Integer, CloudEvent> events() {
    return events;
  }
}
