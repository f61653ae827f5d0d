package io.cvpfunctions.slack.message;

import io.cloudevents.CloudEvent;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One kind of news: how one of it is told, and how many of it together are. Immutable. */
final class MessageKind {
  private static final int LINES = 30;

  private final MessageTemplate one;
  private final Function<CloudEvent, Values> values;
  private final MessageTemplate many;
  private final Function<List<CloudEvent>, Values> digest;

  private MessageKind(
      MessageTemplate one,
      Function<CloudEvent, Values> values,
      MessageTemplate many,
      Function<List<CloudEvent>, Values> digest) {
    this.one = one;
    this.values = values;
    this.many = many;
    this.digest = digest;
  }

  static MessageKind of(
      MessageTemplate one,
      Function<CloudEvent, Values> values,
      MessageTemplate many,
      Function<List<CloudEvent>, Values> digest) {
    return new MessageKind(one, values, many, digest);
  }

  /** News without a digest of its own: of many together, each is a line. */
  static MessageKind inLines(
      MessageTemplate one, Function<CloudEvent, Values> values, MessageTemplate many, String what) {
    Function<List<CloudEvent>, Values> lines =
        events -> {
          List<Values> shown =
              events.stream()
                  .limit(LINES)
                  .map(event -> new Values().own("text", one.render(values.apply(event)).text()))
                  .collect(Collectors.toList());
          return Common.of(events)
              .own("what", what)
              .list("lines", shown)
              .count("more", Math.max(0, events.size() - LINES));
        };
    return new MessageKind(one, values, many, lines);
  }

  /**
   * The message for one event, or the digest of several that each have a message.
   *
   * @throws io.cvpfunctions.events.EventDataException where an event's data is wrong
   */
  SlackMessage message(List<CloudEvent> events) {
    if (events.size() == 1) return one.render(values.apply(events.get(0)));
    return many.render(digest.apply(events));
  }
}
