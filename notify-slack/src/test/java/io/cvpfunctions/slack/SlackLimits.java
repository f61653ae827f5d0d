package io.cvpfunctions.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Slack's rules for a message, written down a second time: nothing here comes from the code that
 * builds messages. Lengths count UTF-16 units, the strictest reading.
 */
public final class SlackLimits {
  /** What Slack would act on: a mention, a link, an escape, or a character left unescaped. */
  private static final Pattern MARKUP = Pattern.compile("<[^>]*>?|>|&(?:amp|lt|gt);|&");

  private static final Set<String> ESCAPES = Set.of("&amp;", "&lt;", "&gt;");

  private static final Pattern LINK =
      Pattern.compile("<https?://[^<>|\\s]{1,3000}\\|[^<>|]{1,75}>");

  /** Labels that our templates have: a link with another is one that an event brought in. */
  private static final Pattern OUR_LINK =
      Pattern.compile(
          "<https?://[^<>|\\s]{1,3000}"
              + "\\|(?:Open|Open in CloudVision|All events in CloudVision|record)>");

  private final List<String> broken = new ArrayList<>();
  private int allBlocks;
  private int count;

  private final Pattern link;

  private SlackLimits(Pattern link) {
    this.link = link;
  }

  /** Every rule that the message breaks; none where Slack takes it and it mentions nobody. */
  public static List<String> broken(JsonNode message) {
    return broken(message, OUR_LINK);
  }

  /** The same for a message from a template that may hold other links than ours. */
  public static List<String> brokenByATeam(JsonNode message) {
    return broken(message, LINK);
  }

  private static List<String> broken(JsonNode message, Pattern link) {
    SlackLimits limits = new SlackLimits(link);
    limits.message(message);
    return limits.broken;
  }

  private void message(JsonNode message) {
    String text = message.path("text").asText();
    rule(!text.isBlank(), "text is blank");
    rule(text.length() <= 4000, "text is longer than 4000");
    markup("text", text);
    rule(message.path("unfurl_links").isBoolean(), "unfurl_links is not set");
    rule(!message.path("unfurl_links").asBoolean(true), "unfurl_links is on");
    rule(!message.path("unfurl_media").asBoolean(true), "unfurl_media is on");
    blocks(message.path("blocks"), "blocks");
    JsonNode attachments = message.path("attachments");
    rule(attachments.isMissingNode() || attachments.size() == 1, "not one attachment");
    attachments.forEach(this::attachment);
    rule(count <= 50, "more than 50 blocks");
    rule(allBlocks <= 13_000, "more than 13000 characters in all blocks");
    byte[] bytes = message.toString().getBytes(StandardCharsets.UTF_8);
    String back = new String(bytes, StandardCharsets.UTF_8);
    rule(back.equals(message.toString()), "holds half a code point");
  }

  private void blocks(JsonNode blocks, String where) {
    rule(blocks.isArray() || blocks.isMissingNode(), where + " is no array");
    rule(blocks.isMissingNode() || !blocks.isEmpty(), where + " is empty");
    count += blocks.size();
    blocks.forEach(this::block);
  }

  private void attachment(JsonNode attachment) {
    String color = attachment.path("color").asText("#000000");
    rule(color.matches("#[0-9A-F]{6}"), "no colour: " + color);
    rule(attachment.has("blocks"), "attachment without blocks");
    blocks(attachment.path("blocks"), "an attachment's blocks");
  }

  private void block(JsonNode block) {
    switch (block.path("type").asText()) {
      case "header" -> {
        rule(block.path("text").path("type").asText().equals("plain_text"), "header not plain");
        text(block.path("text"), 150);
      }
      case "section" -> {
        rule(block.has("text") || block.has("fields"), "section without anything");
        if (block.has("text")) {
          text(block.path("text"), 3000);
        }
        if (block.has("fields")) {
          rule(block.path("fields").size() >= 1, "no fields");
          rule(block.path("fields").size() <= 10, "more than 10 fields");
          block.path("fields").forEach(field -> text(field, 2000));
        }
      }
      case "context" -> {
        rule(block.path("elements").size() >= 1, "no elements");
        rule(block.path("elements").size() <= 10, "more than 10 elements");
        block.path("elements").forEach(element -> text(element, 2000));
      }
      default -> rule(false, "unknown block " + block.path("type"));
    }
  }

  private void text(JsonNode object, int limit) {
    String text = object.path("text").asText();
    allBlocks += text.length();
    rule(!text.isBlank(), "a text is blank");
    rule(text.length() <= limit, "a text is longer than " + limit);
    switch (object.path("type").asText()) {
      case "mrkdwn" -> {
        rule(object.path("verbatim").asBoolean(), "names may become links and mentions");
        rule(!object.has("emoji"), "emoji is for plain_text");
        markup("mrkdwn", text);
      }
      case "plain_text" -> {
        rule(!object.has("verbatim"), "verbatim is for mrkdwn");
        rule(!text.matches("(?s).*<[!@#].*"), "a mention in plain text: " + text);
      }
      default -> rule(false, "unknown text " + object);
    }
  }

  private void markup(String where, String text) {
    for (Matcher found = MARKUP.matcher(text); found.find(); ) {
      String markup = found.group();
      boolean harmless = ESCAPES.contains(markup) || isLink(markup);
      rule(harmless, where + " holds " + markup);
    }
  }

  private boolean isLink(String markup) {
    return link.matcher(markup).matches() && !markup.matches(".*&(?!amp;|lt;|gt;).*");
  }

  private void rule(boolean kept, String what) {
    if (!kept) {
      broken.add(what);
    }
  }
}
