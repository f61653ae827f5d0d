package io.cvpfunctions.lab.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import io.cvpfunctions.cloudvision.apis.workspace.v1.Workspace;
import io.cvpfunctions.lab.launcher.Calls.Told;
import io.cvpfunctions.lab.launcher.CmdbRows.Row;
import io.cvpfunctions.lab.launcher.RecordReader.Published;
import io.cvpfunctions.lab.openfaas.Invocation;
import io.cvpfunctions.lab.slack.SlackMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Puts what is observed at gateway, CMDB, Slack and Kafka into words, and ticks it off. */
final class Narrator {
  private static final int MOST_FAILURES = 3;

  private final Story story;
  private final Checklist checklist;
  private final Diary diary;
  private volatile boolean baseline;

  Narrator(Story story, Checklist checklist, Diary diary) {
    this.story = story;
    this.checklist = checklist;
    this.diary = diary;
  }

  void called(Invocation invocation) {
    for (Told told : Calls.of(invocation)) {
      String function = invocation.function();
      boolean asked = invocation.request().method().equals("GET");
      String outcome = asked && told.isDone() ? described(told) : outcome(function, told);
      story.tell(function, outcome);
      if (!asked) diary.called(function, told, outcome);
      if (told.status() == 200) checklist.saw(Observed.called(function, told.subject()));
    }
  }

  private static String described(Told told) {
    return told.status() + ": told what it is and its settings";
  }

  private static String outcome(String function, Told told) {
    String head = told.status() + told.about();
    if (!told.isDone()) return head + ": " + told.detail();
    if (told.answer().path("outcome").asText().equals("skipped")) {
      return head + ": skipped, " + told.result().path("reason").asText();
    }
    return head + result(function, told.result());
  }

  private static String result(String function, JsonNode result) {
    return switch (function) {
      case "device-move" ->
          result.has("action") ? ": CMDB record " + result.path("action").asText() : "";
      case "run-validation" -> result.has("verdict") ? verdict(result) : "";
      case "kafka-publish" -> result.has("offset") ? ": acknowledged at " + place(result) : "";
      default -> result.has("action") ? ": " + result.path("action").asText() : "";
    };
  }

  private static String place(JsonNode result) {
    return result.path("topic").asText()
        + ", partition "
        + result.path("partition").asText()
        + ", offset "
        + result.path("offset").asText();
  }

  private static String verdict(JsonNode report) {
    StringBuilder text = new StringBuilder();
    text.append(": ").append(report.path("verdict").asText().toUpperCase(Locale.ROOT));
    JsonNode counts = report.path("counts");
    int total = report.path("results").size();
    if (total > 0) {
      text.append(", ").append(counts.path("success").asInt()).append(" of ").append(total);
      text.append(" tests succeeded");
    }
    report.path("reason").asText("").lines().forEach(line -> text.append("\n  ").append(line));
    for (String failure : failures(report)) text.append("\n  ").append(failure);
    return text.toString();
  }

  private static List<String> failures(JsonNode report) {
    List<String> failures = new ArrayList<>();
    for (JsonNode result : report.path("results")) {
      String verdict = result.path("result").asText();
      if (!verdict.equals("failure") && !verdict.equals("error")) continue;
      String message = result.path("messages").path(0).asText("");
      failures.add(result.path("test").asText() + " " + verdict + ": " + message);
    }
    if (failures.size() <= MOST_FAILURES) return failures;
    List<String> first = new ArrayList<>(failures.subList(0, MOST_FAILURES));
    first.add("and " + (failures.size() - MOST_FAILURES) + " more");
    return first;
  }

  /** The watcher's own word that it saw a device somewhere else. */
  void detected(String serial, String text) {
    story.tell("cvp-watcher", text);
    diary.detected(serial, text);
    checklist.saw(Observed.detected(serial));
  }

  /** Another word of the watcher: of a device, or of all where the serial number is empty. */
  void said(String serial, String text) {
    story.tell("cvp-watcher", text);
    diary.said(serial, text);
  }

  /** What the watcher saw at first, of which it tells nothing. */
  void baseline(String text) {
    story.tell("cvp-watcher", text);
    baseline = true;
  }

  boolean hasBaseline() {
    return baseline;
  }

  /** A process of the lab that ended although nobody stopped it. */
  void ended(String who, int status) {
    String what = "ended with status " + status + ", and is started again";
    story.tell(who, what);
    diary.happened(who, what);
  }

  /** What a function, or a person, has changed in CloudVision. */
  void submitted(Workspace workspace) {
    String name = workspace.getDisplayName().getValue();
    String what = workspace.getDescription().getValue();
    story.tell("CloudVision", "has the workspace \"" + name + "\" submitted\n  " + what);
  }

  void recorded(Row row) {
    story.tell("CMDB", "holds " + row.serial() + " " + row.name() + " in " + row.container());
    diary.recorded(row);
    checklist.saw(Observed.recorded(row.serial(), row.container()));
  }

  void posted(SlackMessage message, List<Switch> switches) {
    String all = message.allText();
    story.tell("Slack", message.channel() + " shows: " + SlackText.of(all));
    List<Switch> meant = switches.stream().filter(s -> mentions(all, s.hostname())).toList();
    diary.posted(message, meant.stream().map(Switch::serial).toList());
    for (Switch device : meant) {
      if (all.contains(Network.LEAFS)) checklist.saw(Observed.announced(device.serial()));
      if (all.contains("alidat")) checklist.saw(Observed.announcedVerdict(device.serial()));
    }
  }

  private static boolean mentions(String text, String hostname) {
    return text.matches("(?s).*\\b" + hostname + "\\b.*");
  }

  void published(Published record) {
    story.tell(
        "Kafka",
        record.topic()
            + " partition "
            + record.partition()
            + " offset "
            + record.offset()
            + ": "
            + record.type()
            + " of "
            + record.key());
    diary.published(record);
    checklist.saw(Observed.published(record.type(), record.key()));
  }
}
