package io.cvpfunctions.lab.slack;

import com.fasterxml.jackson.databind.JsonNode;
import io.cvpfunctions.lab.http.Recording;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Where accepted messages are kept, each with its {@code ts}. Thread-safe. */
final class Channel {
  private final Recording<SlackMessage> messages = new Recording<>();
  private final AtomicLong count = new AtomicLong();

  SlackMessage add(String channel, JsonNode body) {
    Instant now = Instant.now();
    String ts = "%d.%06d".formatted(now.getEpochSecond(), count.incrementAndGet());
    SlackMessage message = message(channel, ts, body, now);
    messages.add(message);
    return message;
  }

  boolean has(String ts) {
    return messages.all().stream().anyMatch(message -> message.ts().equals(ts));
  }

  /** Kept beside the message it replaces, with the same {@code ts}. */
  SlackMessage update(String channel, String ts, JsonNode body) {
    SlackMessage message = message(channel, ts, body, Instant.now());
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
