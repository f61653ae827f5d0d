package io.cvpfunctions.lab.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what escaping should have prevented: mentions, and {@code & < >} left as they are. */
final class ControlSequences {
  private static final Pattern SUSPECT =
      Pattern.compile(
          "<[!@#][^>]*>?" // mentions
              + "|<(?!https?://|mailto:|tel:)[^!@#>]*>?" // no link
              + "|&(?!amp;|lt;|gt;)");

  private ControlSequences() {}

  /** In mrkdwn only: plain_text shows them as they are. */
  static List<String> in(JsonNode message) {
    List<String> found = new ArrayList<>();
    scan(message.path("text").asText(""), found);
    walk(message.path("blocks"), found);
    walk(message.path("attachments"), found);
    return List.copyOf(found);
  }

  private static void walk(JsonNode node, List<String> found) {
    if (node.path("type").asText().equals("mrkdwn")) {
      scan(node.path("text").asText(), found);
    }
    node.forEach(child -> walk(child, found));
  }

  private static void scan(String text, List<String> found) {
    for (Matcher matcher = SUSPECT.matcher(text); matcher.find(); ) {
      found.add(matcher.group());
    }
  }
}
