package io.cvpfunctions.lab.launcher;

import java.util.ArrayList;
import java.util.List;

/** A Slack message as a line or a few of a terminal. */
final class SlackText {
  private static final int MOST_LINES = 8;

  private SlackText() {}

  /** Without Slack's marks, each line once, and a label on the line of its value. */
  static String of(String text) {
    List<String> lines = new ArrayList<>();
    List<String> fields = new ArrayList<>();
    String label = null;
    for (String line : text.lines().filter(l -> !l.isBlank()).distinct().toList()) {
      if (label != null) {
        fields.add(label + " " + plain(line));
        label = null;
      } else if (line.matches("\\*[^*]+\\*")) {
        label = plain(line);
      } else {
        flush(fields, lines);
        lines.add(plain(line));
      }
    }
    flush(fields, lines);
    if (lines.size() > MOST_LINES) {
      lines.subList(MOST_LINES, lines.size()).clear();
      lines.add("...");
    }
    return String.join("\n  ", lines);
  }

  private static void flush(List<String> fields, List<String> lines) {
    if (!fields.isEmpty()) lines.add(String.join(" | ", fields));
    fields.clear();
  }

  private static String plain(String line) {
    String text = line.replace("*", "").replace("`", "").strip();
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }
}
