package io.cvpfunctions.lab.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.lab.http.Recording;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Where accepted messages are kept, each with its {@code ts}. Thread-safe. */
final class Channel {
  private final Recording<SlackMessage> messages = new Recording<>();
  private final Set<String> deleted = ConcurrentHashMap.newKeySet();
  private final AtomicLong count = new AtomicLong();

  SlackMessage add(String channel, JsonNode body) {
    Instant now = Instant.now();
    String ts = "%d.%06d".formatted(now.getEpochSecond(), count.incrementAndGet());
    SlackMessage message = message(channel, ts, body, now);
    messages.add(message);
    return message;
  }

  /** The message as it is now, unless somebody deleted it. */
  Optional<SlackMessage> find(String channel, String ts) {
    if (deleted.contains(ts)) {
      return Optional.empty();
    }
    return messages.all().stream()
        .filter(message -> message.ts().equals(ts) && message.channel().equals(channel))
        .reduce((earlier, later) -> later);
  }

  void delete(String ts) {
    deleted.add(ts);
  }

  /** Kept beside the message it replaces, with the same {@code ts}; what is not sent stays. */
  SlackMessage update(SlackMessage old, JsonNode body) {
    ObjectNode whole = old.body().deepCopy();
    whole.setAll((ObjectNode) body);
    SlackMessage message = message(old.channel(), old.ts(), whole, Instant.now());
    messages.add(message);
    return message;
  }

  private static SlackMessage message(String channel, String ts, JsonNode body, Instant at) {
    return new SlackMessage(
        channel,
        ts,
        body.path("thread_ts").asText(""),
        MessageRules.text(body),
        body,
        ControlSequences.in(body),
        at);
  }

  Recording<SlackMessage> messages() {
    return messages;
  }
}
