package io.cvpfunctions.watcher.commands;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.EventDataException;
import io.cvpfunctions.events.EventTypes;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.watcher.EventMaker;
import io.cvpfunctions.watcher.state.Database;
import io.cvpfunctions.watcher.state.PendingTable;
import io.cvpfunctions.watcher.state.PlacementTable.Stored;
import io.cvpfunctions.watcher.state.QuietTable;
import io.cvpfunctions.watcher.state.QuietTable.Quiet;
import io.cvpfunctions.watcher.state.StoryTable;
import io.cvpfunctions.watcher.state.StoryTable.Event;
import io.cvpfunctions.watcher.state.StoryTable.Sent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Tells what happened to one device, in the order of time. */
final class Story {
  /** Where a device is follows from these; one that none is left of was seen there. */
  private static final Set<String> PLACING =
      Set.of(EventTypes.DEVICE_MOVED, EventTypes.DEVICE_ADDED);

  private final StoryTable table;
  private final QuietTable quiets;
  private final PendingTable pending;
  private final Clock clock;
  private final List<Line> lines = new ArrayList<>();
  private boolean told;

  Story(Database database, Clock clock) {
    this.table = new StoryTable(database);
    this.quiets = new QuietTable(database, clock);
    this.pending = new PendingTable(database);
    this.clock = clock;
  }

  private record Line(Instant at, String what, String detail) {}

  /**
   * Everything that is remembered; empty where that is nothing.
   *
   * @param stored the place whose story it is
   * @param device that and the tags beside it, by which quiet can be meant
   */
  Table of(String subject, Optional<Stored> stored, KnownDevices device) {
    List<Event> events = table.events(subject);
    events.forEach(this::event);
    stored.ifPresent(this::placed);
    quiets(new DevicePast(events, device));
    if (!lines.isEmpty()) warnings();
    pending.of(subject).filter(each -> !each.settled()).ifPresent(this::unsettled);
    Table text = new Table("TIME", "WHAT", "DETAIL");
    lines.stream()
        .sorted(Comparator.comparing(Line::at))
        .forEach(each -> text.add(Times.text(each.at()), each.what(), each.detail()));
    return text;
  }

  boolean isEmpty() {
    return lines.isEmpty();
  }

  private void placed(Stored stored) {
    if (!told) add(stored.since(), "seen", "in " + stored.placement().container());
  }

  private void quiets(DevicePast past) {
    quiets.all().stream().filter(past::concerns).forEach(this::quiet);
  }

  private void quiet(Quiet quiet) {
    String what = quiet.kind().name().toLowerCase(Locale.ROOT) + " " + quiet.name();
    add(quiet.from(), "quiet begins", what + " until " + Times.text(quiet.until()) + reason(quiet));
    Instant end = quiet.ended().orElse(quiet.until());
    if (!end.isAfter(clock.instant())) add(end, "quiet ends", what + reason(quiet));
  }

  private static String reason(Quiet quiet) {
    return " (" + quiet.reason() + ")";
  }

  private void warnings() {
    Instant first = lines.stream().map(Line::at).min(Comparator.naturalOrder()).orElseThrow();
    for (Event each : table.events(EventMaker.WATCHER)) {
      if (each.depth() > 0 || each.at().isBefore(first)) continue;
      JsonNode data = data(each.event());
      String detail = data.path("cause").asText() + ": " + data.path("detail").asText();
      add(each.at(), "watcher " + last(each.event().getType()), detail);
    }
  }

  private void unsettled(PendingTable.Pending waiting) {
    String what =
        waiting.waitsFor().isEmpty()
            ? "looked good " + waiting.settledLooks() + " times"
            : "waits for " + String.join(", ", waiting.waitsFor());
    add(waiting.lookedAt(), "not settled", what);
  }

  private void event(Event event) {
    if (event.depth() == 0) {
      boolean rehearsal = Events.isRehearsal(event.event());
      told |= !rehearsal && PLACING.contains(event.event().getType());
      String what = rehearsal ? "rehearsed" : last(event.event().getType());
      add(event.at(), what, EventText.of(event.event()));
      if (event.routed().isEmpty()) add(event.at(), "  waits", "for the first topic map");
    }
    List<Sent> sent = table.deliveries(event);
    if (event.depth() == 0 && event.routed().isPresent() && sent.isEmpty()) {
      add(event.routed().get(), "  unclaimed", "no function takes it");
    }
    String kind = event.depth() == 0 ? "  " : "    step ";
    sent.forEach(each -> delivery(kind, event, each));
  }

  private void delivery(String kind, Event event, Sent sent) {
    Instant at = sent.ended().orElse(sent.at());
    String name = event.event().getType();
    add(at, kind + sent.function(), outcome(sent) + (kind.isBlank() ? "" : " (" + name + ")"));
  }

  private String outcome(Sent sent) {
    String tries = sent.attempts() + (sent.attempts() == 1 ? " attempt" : " attempts");
    Duration took = Duration.between(sent.at(), sent.ended().orElse(sent.at()));
    return switch (sent.state()) {
      case "done" -> "done, " + sent.status() + " after " + tries + ", " + Times.text(took);
      case "dead" -> "dead letter " + sent.number() + " after " + tries + ": " + sent.detail();
      case "dropped" -> "dropped by a person after " + tries + ": " + sent.detail();
      case "withheld" -> "not told: " + sent.detail();
      default -> waiting(sent, tries);
    };
  }

  private String waiting(Sent sent, String tries) {
    if (sent.onItsWay()) return "on its way, " + tries;
    Optional<Quiet> quiet =
        quiets.all().stream()
            .filter(each -> sent.quiet().equals(Optional.of(each.number())))
            .filter(each -> each.active(clock.instant()))
            .findFirst();
    if (quiet.isPresent()) return "waits for the end of quiet window " + quiet.get().number();
    String next = sent.next().isAfter(clock.instant()) ? " until " + Times.text(sent.next()) : "";
    String why = sent.detail().isEmpty() ? "" : ": " + sent.detail();
    return "waits" + next + (sent.attempts() == 0 ? "" : " after " + tries) + why;
  }

  private void add(Instant at, String what, String detail) {
    lines.add(new Line(at, what, detail));
  }

  private static String last(String type) {
    return type.substring(type.lastIndexOf('.') + 1);
  }

  private static JsonNode data(CloudEvent event) {
    try {
      return Events.json(event);
    } catch (EventDataException notJson) {
      return MissingNode.getInstance();
    }
  }
}
