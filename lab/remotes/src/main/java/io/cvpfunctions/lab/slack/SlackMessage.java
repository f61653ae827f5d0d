package io.cvpfunctions.lab.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One message as a channel would show it. {@code controlSequences} are mentions and bare {@code &},
 * {@code <}: what gets through when foreign text was not escaped.
 */
public record SlackMessage(
    String channel,
    String ts,
    String threadTs,
    String text,
    JsonNode body,
    List<String> controlSequences,
    Instant at) {
  /** The blocks, a missing node where there are none. */
  public JsonNode blocks() {
    return body.path("blocks");
  }

  /** All words of the message: its text, then every text in blocks and attachments. */
  public String allText() {
    List<String> texts = new ArrayList<>(List.of(text));
    collect(body.path("blocks"), texts);
    collect(body.path("attachments"), texts);
    return String.join("\n", texts);
  }

  private static void collect(JsonNode node, List<String> texts) {
    if (node.path("text").isTextual()) {
      texts.add(node.path("text").asText());
    }
    node.forEach(child -> collect(child, texts));
  }

  @Override
  public String toString() {
    return channel + " " + ts + ": " + text;
  }
}
