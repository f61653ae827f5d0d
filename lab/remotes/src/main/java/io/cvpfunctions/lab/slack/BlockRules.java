package io.cvpfunctions.lab.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/** Block Kit's rules, as far as messages like ours can break them. */
final class BlockRules {
  private static final int MAX_BLOCKS = 50;
  private static final int MAX_MARKDOWN = 12_000;

  private final String word;
  private final Set<String> ids = new HashSet<>();
  private int markdown;

  private BlockRules(String word) {
    this.word = word;
  }

  static void check(JsonNode blocks, String word) throws Refused {
    if (blocks.isMissingNode()) {
      return;
    }
    if (!blocks.isArray()) {
      throw new Refused(word.equals("invalid_blocks") ? "invalid_blocks_format" : word);
    }
    BlockRules rules = new BlockRules(word);
    rules.require(blocks.size() <= MAX_BLOCKS, "more than 50 blocks");
    for (JsonNode block : blocks) {
      rules.block(block);
    }
  }

  private void require(boolean held, String rule) throws Refused {
    if (!held) {
      throw new Refused(word, rule);
    }
  }

  private void block(JsonNode block) throws Refused {
    if (block.has("block_id")) {
      length(block.path("block_id"), 255, "block_id");
      require(ids.add(block.path("block_id").asText()), "block_id twice");
    }
    switch (block.path("type").asText()) {
      case "header" -> text(block.path("text"), 150, true, "header text");
      case "section" -> section(block);
      case "context" -> context(block.path("elements"));
      case "actions" -> actions(block.path("elements"));
      case "image" -> image(block);
      case "markdown" -> markdown(block.path("text"));
      case "divider", "rich_text" -> require(block.isObject(), "not an object");
      default -> require(false, "unknown type of block");
    }
  }

  private void section(JsonNode block) throws Refused {
    require(block.has("text") || block.has("fields"), "section without text and fields");
    if (block.has("text")) {
      text(block.path("text"), 3000, false, "section text");
    }
    if (block.has("fields")) {
      JsonNode fields = block.path("fields");
      require(fields.isArray() && !fields.isEmpty() && fields.size() <= 10, "1 to 10 fields");
      for (JsonNode field : fields) {
        text(field, 2000, false, "field");
      }
    }
    if (block.has("accessory")) {
      element(block.path("accessory"));
    }
  }

  private void context(JsonNode elements) throws Refused {
    require(elements.isArray() && !elements.isEmpty() && elements.size() <= 10, "1 to 10 elements");
    for (JsonNode element : elements) {
      if (element.path("type").asText().equals("image")) {
        image(element);
      } else {
        text(element, 3000, false, "context text");
      }
    }
  }

  private void actions(JsonNode elements) throws Refused {
    require(elements.isArray() && !elements.isEmpty() && elements.size() <= 25, "1 to 25 elements");
    for (JsonNode element : elements) {
      element(element);
    }
  }

  private void element(JsonNode element) throws Refused {
    require(element.path("type").isTextual(), "element without type");
    if (element.has("action_id")) {
      length(element.path("action_id"), 255, "action_id");
    }
    if (!element.path("type").asText().equals("button")) {
      return;
    }
    text(element.path("text"), 75, true, "button text");
    if (element.has("url")) {
      length(element.path("url"), 3000, "button url");
    }
    if (element.has("value")) {
      length(element.path("value"), 2000, "button value");
    }
    String style = element.path("style").asText("primary");
    require(style.equals("primary") || style.equals("danger"), "button style");
  }

  private void image(JsonNode image) throws Refused {
    require(image.has("image_url") || image.has("slack_file"), "image without url");
    if (image.has("image_url")) {
      length(image.path("image_url"), 3000, "image url");
    }
    length(image.path("alt_text"), 2000, "alt text");
  }

  private void markdown(JsonNode text) throws Refused {
    require(text.isTextual() && !text.asText().isEmpty(), "markdown without text");
    markdown += characters(text.asText());
    require(markdown <= MAX_MARKDOWN, "more than 12000 characters of markdown");
  }

  private void text(JsonNode object, int limit, boolean plainOnly, String what) throws Refused {
    String type = object.path("type").asText();
    require(type.equals("plain_text") || (!plainOnly && type.equals("mrkdwn")), what + ": type");
    length(object.path("text"), limit, what);
    require(!type.equals("mrkdwn") || !object.has("emoji"), what + ": emoji is for plain_text");
  }

  private void length(JsonNode text, int limit, String what) throws Refused {
    require(text.isTextual() && !text.asText().isEmpty(), what + " is empty");
    require(characters(text.asText()) <= limit, what + " is longer than " + limit);
  }

  /** In UTF-16, the strictest way to count; which way Slack counts is not documented. */
  private static int characters(String text) {
    return text.length();
  }
}
