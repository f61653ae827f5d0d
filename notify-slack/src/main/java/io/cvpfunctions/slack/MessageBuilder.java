package io.cvpfunctions.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Builds one message that keeps Slack's rules whatever it is given: what is too long is cut, and
 * what is too much is left out and said so. Not thread-safe.
 */
final class MessageBuilder {
  /** Of a section. */
  static final int SECTION = 3000;

  private static final int HEADER = 150;
  private static final int FIELD = 2000;
  private static final int FIELDS = 10;
  private static final int FALLBACK = 1000;
  private static final int FOOTER = 1000;

  /** Two of Slack's 50 are kept, for the footer and for the mark of a rehearsal. */
  private static final int BLOCKS = 48;

  /** Slack refuses more than about 13,000 characters over all blocks; some are for the footer. */
  private static final int ALL_TEXT = 11_000;

  private final ArrayNode blocks = JsonNodeFactory.instance.arrayNode();
  private int length;
  private int leftOut;

  private MessageBuilder() {}

  /** Starts with a headline, which may hold foreign text; Slack reads no markup in it. */
  static MessageBuilder headed(String headline) {
    MessageBuilder message = new MessageBuilder();
    String text = ForeignText.plain(ForeignText.line(headline), HEADER);
    return message.add(block("header").set("text", plainText(text)), text.length());
  }

  /** Starts without a headline. */
  static MessageBuilder unheaded() {
    return new MessageBuilder();
  }

  /** Adds a paragraph, or nothing where the text is empty. */
  MessageBuilder section(Mrkdwn text) {
    if (text.isEmpty()) return this;
    String fitted = text.fit(SECTION);
    return add(block("section").set("text", mrkdwn(fitted)), fitted.length());
  }

  /** Adds foreign text as it stands, without any markup. */
  MessageBuilder plain(String foreign) {
    String text = ForeignText.plain(ForeignText.lines(foreign), SECTION);
    return add(block("section").set("text", plainText(text)), text.length());
  }

  /** Adds up to ten labelled values side by side. */
  MessageBuilder fields(Fields fields) {
    List<Mrkdwn> texts = fields.texts();
    if (texts.isEmpty()) return this;
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    int sum = 0;
    for (Mrkdwn text : texts.subList(0, Math.min(FIELDS, texts.size()))) {
      String fitted = text.fit(FIELD);
      sum += fitted.length();
      array.add(mrkdwn(fitted));
    }
    return add(block("section").set("fields", array), sum);
  }

  /** Ends the message with small print, and gives it the line that notifications show. */
  SlackMessage build(Mrkdwn fallback, Mrkdwn footer) {
    Mrkdwn small = footer;
    if (leftOut > 0) {
      small = Mrkdwn.dotted(Mrkdwn.of(leftOut + " parts did not fit into this message"), footer);
    }
    if (!small.isEmpty()) blocks.add(context(small.fit(FOOTER)));
    return new SlackMessage(fallback.fit(FALLBACK), blocks);
  }

  private MessageBuilder add(ObjectNode block, int characters) {
    if (blocks.size() >= BLOCKS || length + characters > ALL_TEXT) {
      leftOut++;
      return this;
    }
    length += characters;
    blocks.add(block);
    return this;
  }

  private static ObjectNode context(String text) {
    ObjectNode block = block("context");
    block.putArray("elements").add(mrkdwn(text));
    return block;
  }

  private static ObjectNode block(String type) {
    return JsonNodeFactory.instance.objectNode().put("type", type);
  }

  /** Verbatim, or Slack makes links and mentions of names that only look like them. */
  private static ObjectNode mrkdwn(String text) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    return node.put("type", "mrkdwn").put("text", text).put("verbatim", true);
  }

  /** Without emoji, or an interface named 1:100:2 becomes a picture. */
  private static ObjectNode plainText(String text) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    return node.put("type", "plain_text").put("text", text).put("emoji", false);
  }
}
