package io.cvpfunctions.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** One message in Block Kit, within Slack's limits, with the line that notifications show. */
final class SlackMessage {
  /** Slack advises no longer text outside of blocks. */
  private static final int PLAIN = 4000;

  private final String text;
  private final ArrayNode blocks;

  SlackMessage(String text, ArrayNode blocks) {
    this.text = text;
    this.blocks = blocks.deepCopy();
  }

  /** The same message, from whose first words on it is clear that nothing happened. */
  SlackMessage asRehearsal() {
    ArrayNode marked = JsonNodeFactory.instance.arrayNode();
    ObjectNode mark = marked.addObject().put("type", "section").putObject("text");
    mark.put("type", "mrkdwn").put("verbatim", true);
    mark.put("text", "*Rehearsal*: somebody asked what would be told; nothing happened");
    return new SlackMessage("Rehearsal: " + text, marked.addAll(blocks));
  }

  /** The line that notifications show, escaped. */
  String text() {
    return text;
  }

  /** The message as Slack takes it. */
  ObjectNode toJson() {
    ObjectNode message = withoutUnfurling(text);
    message.set("blocks", blocks.deepCopy());
    return message;
  }

  /** The same news without blocks, for the day Slack's rules for them change. */
  ObjectNode toPlainJson() {
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
    collect(blocks, texts);
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
