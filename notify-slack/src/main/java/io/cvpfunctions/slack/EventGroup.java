package io.cvpfunctions.slack;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.Events;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Events of a batch that are told in one message, each with its place in the batch.
 *
 * <p>An event joins the events of its kind before it, rehearsals those that are rehearsed, unless
 * that would tell it before an earlier event of the same device, or twice in one message. Not
 * thread-safe.
 */
final class EventGroup {
  private final Optional<MessageKind> kind;
  private final Map<Integer, CloudEvent> events = new LinkedHashMap<>();

  private EventGroup(Optional<MessageKind> kind) {
    this.kind = kind;
  }

  /** All events of a batch, in groups to be told in this order. */
  static List<EventGroup> of(List<CloudEvent> batch, MessageKinds kinds) {
    List<EventGroup> groups = new ArrayList<>();
    Map<List<Object>, Integer> latestOfKind = new HashMap<>();
    Map<String, Integer> latestOfSubject = new HashMap<>();
    Set<UUID> keys = new HashSet<>();
    for (int i = 0; i < batch.size(); i++) {
      CloudEvent event = batch.get(i);
      Optional<MessageKind> kind = kinds.of(event.getType());
      int earliest = latestOfSubject.getOrDefault(event.getSubject(), 0);
      List<Object> together = List.of(kind, Events.isRehearsal(event));
      int candidate = latestOfKind.getOrDefault(together, -1);
      boolean joins = keys.add(ToldEvents.key(event)) && candidate >= earliest;
      if (!joins) groups.add(new EventGroup(kind));
      int index = joins ? candidate : groups.size() - 1;
      groups.get(index).events.put(i, event);
      if (event.getSubject() != null) latestOfSubject.put(event.getSubject(), index);
      if (kind.filter(MessageKind::isDigested).isPresent()) latestOfKind.put(together, index);
    }
    return groups;
  }

  /** Empty where such events are not told. */
  Optional<MessageKind> kind() {
    return kind;
  }

  /** By their place in the batch. */
  Map<Integer, CloudEvent> events() {
    return events;
  }
}
