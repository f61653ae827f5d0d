package io.cvpfunctions.lab.slack;

import com.fasterxml.jackson.databind.JsonNode;

/** What a message must be to be taken: something to show, within the limits. */
final class MessageRules {
  private static final int MAX_TEXT = 40_000;
  private static final int MAX_ATTACHMENTS = 100;

  private MessageRules() {}

  static void check(JsonNode message) throws Refused {
    if (!message.isObject()) {
      throw new Refused("invalid_payload");
    }
    checkThatSomethingShows(message);
    BlockRules.check(message.path("blocks"), "invalid_blocks");
    JsonNode attachments = message.path("attachments");
    if (attachments.size() > MAX_ATTACHMENTS) {
      throw new Refused("too_many_attachments");
    }
    if (!attachments.isMissingNode() && !attachments.isArray()) {
      throw new Refused("invalid_attachments");
    }
    for (JsonNode attachment : attachments) {
      BlockRules.check(attachment.path("blocks"), "invalid_attachments");
    }
  }

  private static void checkThatSomethingShows(JsonNode message) throws Refused {
    boolean text = message.path("text").isTextual() && !message.path("text").asText().isBlank();
    boolean more = !message.path("blocks").isEmpty() || !message.path("attachments").isEmpty();
    if (!text && !more) {
      throw new Refused("no_text");
    }
    if (message.has("text") && !message.path("text").isTextual()) {
      throw new Refused("invalid_payload", "text is not a string");
    }
  }

  /** Slack cuts what is longer. */
  static String text(JsonNode message) {
    String text = message.path("text").asText("");
    return text.substring(0, Math.min(MAX_TEXT, text.length()));
  }
}
