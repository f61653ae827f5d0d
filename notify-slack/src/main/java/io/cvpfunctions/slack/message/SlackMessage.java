package io.cvpfunctions.slack.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * One message in Block Kit, within Slack's limits: the line that notifications show, blocks, and
 * blocks beside a coloured bar. Immutable.
 */
public final class SlackMessage {
  /** Slack advises no longer text outside of blocks. */
  private static final int PLAIN = 4000;

  private static final String REHEARSED =
      "*Rehearsal*: somebody asked what would be told; nothing happened";

  private final String text;
  private final ArrayNode blocks;
  private final String color;
  private final ArrayNode bar;

  SlackMessage(String text, ArrayNode blocks, String color, ArrayNode bar) {
    this.text = text;
    this.blocks = blocks.deepCopy();
    this.color = color;
    this.bar = bar.deepCopy();
  }

  /** The same message, from whose first words on it is clear that nothing happened. */
  public SlackMessage asRehearsal() {
    return beginning("Rehearsal: " + text, REHEARSED);
  }

  /** The same message, which says how many alerts are not in it. */
  SlackMessage lacking(long count) {
    if (count == 0) return this;
    String more = count + " more that CloudVision left out of what it sent";
    ArrayNode all = blocks.deepCopy().add(BlockKit.section(BlockKit.mrkdwn("And *" + more + "*")));
    return new SlackMessage(text + ", and " + more, all, color, bar);
  }

  /** The same message, which calls those that a rule names, such as {@code <!here>}. */
  public SlackMessage mentioning(String mentions) {
    return mentions.isEmpty() ? this : beginning(text, mentions);
  }

  private SlackMessage beginning(String newText, String mrkdwn) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    all.add(BlockKit.section(BlockKit.mrkdwn(mrkdwn))).addAll(blocks);
    return new SlackMessage(newText, all, color, bar);
  }

  /** The line that notifications show, escaped. */
  public String text() {
    return text;
  }

  /** Every block, those beside the bar last. */
  ArrayNode allBlocks() {
    return blocks.deepCopy().addAll(bar.deepCopy());
  }

  /** The message as Slack takes it. */
  public ObjectNode toJson() {
    ObjectNode message = withoutUnfurling(text);
    if (!blocks.isEmpty()) message.set("blocks", blocks.deepCopy());
    if (!bar.isEmpty()) message.set("attachments", attachments());
    return message;
  }

  /**
   * Only what stands beside the bar, for an update of another message: Slack keeps the blocks of a
   * message where an update has none.
   */
  public ObjectNode barToJson() {
    ObjectNode message = JsonNodeFactory.instance.objectNode().put("text", text);
    return message.set("attachments", attachments());
  }

  private ArrayNode attachments() {
    ArrayNode attachments = JsonNodeFactory.instance.arrayNode();
    ObjectNode attachment = attachments.addObject();
    if (!color.isEmpty()) attachment.put("color", color);
    attachment.set("blocks", bar.deepCopy());
    return attachments;
  }

  /** The same news without blocks, for the day Slack's rules for them change. */
  public ObjectNode toPlainJson() {
    List<String> lines = new ArrayList<>(List.of(text));
    int length = text.length();
    for (String line : blockTexts()) {
      if (length + 1 + line.length() > PLAIN) break;
      length += 1 + line.length();
      lines.add(line);
    }
    return withoutUnfurling(String.join("\n", lines));
  }

  /** Otherwise Slack would fetch every link to CloudVision. */
  private static ObjectNode withoutUnfurling(String text) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("text", text)
        .put("unfurl_links", false)
        .put("unfurl_media", false);
  }

  private List<String> blockTexts() {
    List<String> texts = new ArrayList<>();
    collect(allBlocks(), texts);
    return texts;
  }

  private static void collect(JsonNode node, List<String> texts) {
    if (node.path("text").isTextual()) texts.add(mrkdwn(node));
    else node.forEach(child -> collect(child, texts));
  }

  private static String mrkdwn(JsonNode textObject) {
    String content = textObject.path("text").asText();
    boolean plain = textObject.path("type").asText().equals("plain_text");
    return plain ? ForeignText.escaped(content, PLAIN) : content;
  }

  @Override
  public String toString() {
    return text;
  }
}
