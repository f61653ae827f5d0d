package io.cvpfunctions.slack.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Builds one message that keeps Slack's rules whatever it is given: what is too much is left out
 * and said so. Not thread-safe.
 */
final class MessageBuilder {
  static final int FALLBACK = 1000;
  static final int HEADER = 150;
  static final int SECTION = 3000;
  static final int FIELD = 2000;
  static final int FOOTER = 1000;
  private static final int FIELDS = 10;

  /** Some of Slack's 50 are kept, for small print, mentions and the mark of a rehearsal. */
  private static final int BLOCKS = 44;

  private static final int BLOCKS_WITH_FOOTERS = 46;

  /** Slack refuses more than about 13,000 characters over all blocks; some are for footers. */
  private static final int ALL_TEXT = 11_000;

  private static final int ALL_TEXT_WITH_FOOTERS = 12_400;

  private final ArrayNode blocks = JsonNodeFactory.instance.arrayNode();
  private final ArrayNode bar = JsonNodeFactory.instance.arrayNode();
  private ArrayNode current = blocks;
  private String color = "";
  private int count;
  private int length;
  private int leftOut;

  /** What follows stands beside a bar of that colour. */
  void bar(String newColor) {
    current = bar;
    color = newColor;
  }

  /** Adds a headline in plain text. */
  void header(String text) {
    if (!text.isBlank()) add(BlockKit.header(text), text.length());
  }

  /** Adds a paragraph. */
  void section(String mrkdwn) {
    if (mrkdwn.isBlank()) return;
    add(BlockKit.section(BlockKit.mrkdwn(mrkdwn)), mrkdwn.length());
  }

  /** Adds a paragraph without markup. */
  void plain(String text) {
    if (!text.isBlank()) add(BlockKit.section(BlockKit.plainText(text)), text.length());
  }

  /** Adds up to ten labelled values side by side. */
  void fields(List<String> mrkdwns) {
    if (mrkdwns.isEmpty()) return;
    List<String> first = mrkdwns.subList(0, Math.min(FIELDS, mrkdwns.size()));
    ObjectNode block = BlockKit.block("section");
    ArrayNode fields = block.putArray("fields");
    first.forEach(text -> fields.add(BlockKit.mrkdwn(text)));
    leftOut += mrkdwns.size() - first.size();
    add(block, first.stream().mapToInt(String::length).sum());
  }

  /** Adds small print. */
  void context(String mrkdwn) {
    if (mrkdwn.isBlank()) return;
    add(BlockKit.context(mrkdwn), mrkdwn.length(), BLOCKS_WITH_FOOTERS, ALL_TEXT_WITH_FOOTERS);
  }

  /** Adds all blocks of another message but its small print. */
  void parts(SlackMessage other) {
    for (JsonNode block : other.allBlocks()) {
      boolean footer = block.path("type").asText().equals("context");
      if (!footer) add(block.deepCopy(), textOf(block));
    }
  }

  private static int textOf(JsonNode node) {
    if (node.path("text").isTextual()) return node.path("text").textValue().length();
    int length = 0;
    for (JsonNode child : node) length += textOf(child);
    return length;
  }

  /** Ends the message, with the line that notifications show. */
  SlackMessage build(String fallback) {
    if (leftOut > 0) {
      current.add(BlockKit.context(leftOut + " parts did not fit into this message"));
    }
    return new SlackMessage(fallback, blocks, color, bar);
  }

  private void add(ObjectNode block, int characters) {
    add(block, characters, BLOCKS, ALL_TEXT);
  }

  private void add(ObjectNode block, int characters, int mostBlocks, int mostText) {
    if (count >= mostBlocks || length + characters > mostText) {
      leftOut++;
      return;
    }
    count++;
    length += characters;
    current.add(block);
  }
}
