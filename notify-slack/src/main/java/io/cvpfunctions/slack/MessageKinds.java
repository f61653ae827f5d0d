package io.cvpfunctions.slack;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.EventTypes;
import io.cvpfunctions.function.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Which kind of message tells which type of event. */
final class MessageKinds {
  private final Map<String, MessageKind> kinds = new LinkedHashMap<>();
  private final boolean changes;

  /** A device's changed facts are told only where somebody asked for them. */
  MessageKinds(boolean changes) {
    this.changes = changes;
    tell(MoveMessage::moved, MoveDigest::moved, EventTypes.DEVICE_MOVED);
    tell(MoveMessage::added, MoveDigest::added, EventTypes.DEVICE_ADDED);
    tell(ChangeMessage::of, EventTypes.DEVICE_CHANGED);
    tell(LeftMessage::unprovisioned, LeftDigest::unprovisioned, EventTypes.DEVICE_UNPROVISIONED);
    tell(LeftMessage::removed, LeftDigest::removed, EventTypes.DEVICE_REMOVED);
    tell(
        CloudVisionEventMessage::of,
        CloudVisionEventDigest::of,
        EventTypes.EVENT_RAISED,
        EventTypes.EVENT_UPDATED,
        EventTypes.EVENT_RESOLVED);
    tell(WarningMessage::blind, EventTypes.WATCHER_BLIND);
    tell(WarningMessage::sees, EventTypes.WATCHER_SEES);
    tell(WarningMessage::suspicious, EventTypes.WATCHER_SUSPICIOUS);
    tell(ReportMessage::of, ReportDigest::of, EventTypes.VALIDATION_COMPLETED);
    tell(TextMessage::of, TextMessage.TYPE);
  }

  private void tell(Function<CloudEvent, SlackMessage> one, String type) {
    kinds.put(type, MessageKind.single(one));
  }

  private void tell(
      Function<CloudEvent, SlackMessage> one,
      Function<List<CloudEvent>, SlackMessage> many,
      String... types) {
    MessageKind kind = MessageKind.digested(one, many);
    for (String type : types) kinds.put(type, kind);
  }

  List<String> types() {
    return List.copyOf(kinds.keySet());
  }

  /** Empty for a type that is known and not told. */
  Optional<MessageKind> of(String type) {
    if (type.equals(EventTypes.DEVICE_CHANGED) && !changes) return Optional.empty();
    return Optional.ofNullable(kinds.get(type));
  }

  /** How an event of a type that is not told ends. */
  static Outcome notTold(CloudEvent event) {
    String reason = event.getType() + " is not told";
    boolean change = event.getType().equals(EventTypes.DEVICE_CHANGED);
    return Outcome.skipped(change ? reason + " unless slack_tell_changes is true" : reason);
  }
}
