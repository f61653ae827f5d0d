package io.cvpfunctions.slack.message;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The few shapes of Block Kit that messages are made of. */
final class BlockKit {
  private BlockKit() {}

  static ObjectNode header(String text) {
    return block("header").set("text", plainText(text));
  }

  static ObjectNode section(ObjectNode text) {
    return block("section").set("text", text);
  }

  static ObjectNode context(String text) {
    ObjectNode block = block("context");
    block.putArray("elements").add(mrkdwn(text));
    return block;
  }

  static ObjectNode block(String type) {
    return JsonNodeFactory.instance.objectNode().put("type", type);
  }

  /** Verbatim, or Slack makes links and mentions of names that only look like them. */
  static ObjectNode mrkdwn(String text) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    return node.put("type", "mrkdwn").put("text", text).put("verbatim", true);
  }

  /** Without emoji, or an interface named 1:100:2 becomes a picture. */
  static ObjectNode plainText(String text) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    return node.put("type", "plain_text").put("text", text).put("emoji", false);
  }
}
