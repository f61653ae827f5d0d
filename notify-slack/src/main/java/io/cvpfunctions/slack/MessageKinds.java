package io.cvpfunctions.slack;

import io.cvpfunctions.events.EventTypes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which kind of message tells which type of event. */
final class MessageKinds {
  private final Map<String, MessageKind> kinds = new LinkedHashMap<>();
  private final boolean changes;

  /** A device's changed facts are told only where somebody asked for them. */
  MessageKinds(boolean changes) {
    this.changes = changes;
    kinds.put(EventTypes.DEVICE_MOVED, MessageKind.single(MoveMessage::moved));
    kinds.put(EventTypes.DEVICE_ADDED, MessageKind.single(MoveMessage::added));
    kinds.put(EventTypes.VALIDATION_COMPLETED, MessageKind.single(ReportMessage::of));
    kinds.put(TextMessage.TYPE, MessageKind.single(TextMessage::of));
  }

  List<String> types() {
    return List.copyOf(kinds.keySet());
  }

  /** Empty for a type that is known and not told. */
  Optional<MessageKind> of(String type) {
    if (type.equals(EventTypes.DEVICE_CHANGED) && !changes) return Optional.empty();
    return Optional.ofNullable(kinds.get(type));
  }
}
