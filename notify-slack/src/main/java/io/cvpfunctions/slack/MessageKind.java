package io.cvpfunctions.slack;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.Events;
import java.util.List;
import java.util.function.Function;

/** One kind of news: how one of it is told, and how many of it together are. */
final class MessageKind {
  private final Function<CloudEvent, SlackMessage> one;
  private final Function<List<CloudEvent>, SlackMessage> many;

  private MessageKind(
      Function<CloudEvent, SlackMessage> one, Function<List<CloudEvent>, SlackMessage> many) {
    this.one = one;
    this.many = many;
  }

  /** News of which each piece is told for itself. */
  static MessageKind single(Function<CloudEvent, SlackMessage> one) {
    return new MessageKind(one, null);
  }

  /** News of which several pieces become one message. */
  static MessageKind digested(
      Function<CloudEvent, SlackMessage> one, Function<List<CloudEvent>, SlackMessage> many) {
    return new MessageKind(one, many);
  }

  boolean isDigested() {
    return many != null;
  }

  /**
   * The message for one event, or the digest of several that each have a message.
   *
   * @throws io.cvpfunctions.events.EventDataException where an event's data is wrong
   */
  SlackMessage message(List<CloudEvent> events) {
    SlackMessage message = events.size() == 1 ? one.apply(events.get(0)) : many.apply(events);
    return events.stream().allMatch(Events::isRehearsal) ? message.asRehearsal() : message;
  }
}
