package io.cvpfunctions.lab.launcher;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What waits in the watcher, by its own metrics, and its dead letters, by its own command. */
final class WatcherView {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern HELD =
      Pattern.compile("(?m)^cvp_watcher_lane_held\\{function=\"([^\"]*)\"} 1(\\.0)?$");

  private final Watcher watcher;
  private double lettersListed;
  private String letters = "";

  WatcherView(Watcher watcher) {
    this.watcher = watcher;
  }

  /** Without figures where it does not answer. */
  ObjectNode now() throws InterruptedException {
    ObjectNode view = JSON.createObjectNode();
    ArrayNode held = view.putArray("held");
    try {
      String metrics = watcher.metrics();
      Matcher each = HELD.matcher(metrics);
      while (each.find()) held.add(each.group(1));
      view.put("waiting", (long) value(metrics, "outbox_deliveries"));
      view.put("oldest", Math.floor(value(metrics, "outbox_oldest_seconds")));
      view.put("deadLetters", (long) value(metrics, "dead_letters"));
      view.put("letters", letters(value(metrics, "dead_letters")));
    } catch (IOException notThere) {
      view.put("letters", letters);
    }
    return view;
  }

  private static double value(String metrics, String name) throws IOException {
    Matcher line = Pattern.compile("(?m)^cvp_watcher_" + name + " (\\S+)$").matcher(metrics);
    if (!line.find()) throw new IOException("no metric " + name);
    return Double.parseDouble(line.group(1));
  }

  /** The command is a process of its own, so it is asked only where their number is another. */
  private String letters(double number) throws IOException, InterruptedException {
    if (number != lettersListed) {
      letters = number == 0 ? "" : watcher.command("dead-letters", "list");
      lettersListed = number;
    }
    return letters;
  }
}
