package io.cvpfunctions.devicemove;

import io.cvpfunctions.events.Container;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One entry of a record's history: from, to, who, when, and of which event. Immutable. */
public final class Note {
  private static final String PROPOSED = " (proposed)";

  /** How the entry of a device begins that is in no container any more. */
  public static final String UNPROVISIONED = "No longer provisioned";

  private static final Pattern WHEN_UNPROVISIONED =
      Pattern.compile(
          "(?m)^" + UNPROVISIONED + ".* at (\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z): (record|proposed)");

  private final Observation seen;
  private final Action action;
  private final List<String> details;

  private Note(Observation seen, Action action, List<String> details) {
    this.seen = seen;
    this.action = action;
    this.details = List.copyOf(details);
  }

  static Note of(Observation seen, Action action) {
    return new Note(seen, action, List.of());
  }

  static Note of(Observation seen, Action action, Decision decision) {
    List<String> details = new ArrayList<>();
    boolean telling = action == Action.PROPOSED || decision.writes().containsKey(Field.SERIAL);
    for (FieldChange change : decision.changes()) {
      if (telling && action != Action.CREATED) details.add(change.toString());
    }
    details.addAll(decision.drift());
    return new Note(seen, action, details);
  }

  /** For CMDBs whose histories are plain text. */
  public String text() {
    return text(UnaryOperator.identity());
  }

  /** For CMDBs whose histories are Markdown: what others named stays what it is. */
  public String markdown() {
    return text(Note::code);
  }

  private static String code(String foreign) {
    return "`" + foreign.replace('`', '\'') + "`";
  }

  private String text(UnaryOperator<String> quote) {
    List<String> lines = new ArrayList<>();
    lines.add(what(quote) + " at " + seen.at() + ": " + became());
    for (String detail : details) lines.add("- " + quote.apply(detail));
    lines.add("");
    lines.add(marker(quote));
    return String.join("\n", lines);
  }

  /** Whether a text from the CMDB is this note, written by whomever. */
  public boolean isIn(String text) {
    return text.lines()
        .map(String::trim)
        .anyMatch(
            line ->
                line.equals(marker(UnaryOperator.identity())) || line.equals(marker(Note::code)));
  }

  /** Whether a text of a record's history says that, and the device was placed nowhere since. */
  public static boolean tellsUnprovisioned(String text, CmdbRecord record) {
    Matcher when = WHEN_UNPROVISIONED.matcher(text);
    return when.find() && !Instant.parse(when.group(1)).isBefore(record.time(Field.LAST_MOVE));
  }

  /** A short reason for a change log. */
  public String reason() {
    return what(UnaryOperator.identity()) + ", CloudVision event " + seen.eventId();
  }

  public Observation observation() {
    return seen;
  }

  /**
   * What of the record a person will wonder about: a change of serial number, a proposal, drift.
   */
  public List<String> details() {
    return details;
  }

  public Action action() {
    return action;
  }

  /** What tells it from the other notes of its record. A proposal can be done later. */
  public String key() {
    return seen.eventId() + end();
  }

  /** The id of the event, to ask a CMDB for. */
  public String eventId() {
    return seen.eventId();
  }

  private String marker(UnaryOperator<String> quote) {
    return "Event " + quote.apply(seen.eventId()) + " of " + seen.source() + end();
  }

  private String end() {
    return action == Action.PROPOSED ? PROPOSED : "";
  }

  private String became() {
    return action == Action.PROPOSED ? "proposed, nothing changed" : "record " + action.word();
  }

  private String what(UnaryOperator<String> quote) {
    String by = seen.movedBy().map(who -> " by " + quote.apply(who)).orElse("");
    switch (seen.kind()) {
      case PLACED:
        return placed(quote) + by;
      case CORRECTED:
        String changed =
            seen.changed().stream().map(Object::toString).collect(Collectors.joining("; "));
        return "Changed " + quote.apply(changed);
      case UNPROVISIONED:
        return UNPROVISIONED + was(quote);
      default:
        return "Removed from CloudVision" + was(quote);
    }
  }

  private String placed(UnaryOperator<String> quote) {
    Container to = seen.to().orElseThrow();
    String tag = to.label().filter(label -> !label.equals("Container")).orElse("");
    String label = tag.isEmpty() ? "" : quote.apply(tag) + ": ";
    Optional<Container> from = seen.from();
    if (from.isEmpty()) return label + "Seen in " + quote.apply(to.name());
    return label + "Moved from " + quote.apply(from.get().name()) + " to " + quote.apply(to.name());
  }

  private String was(UnaryOperator<String> quote) {
    return seen.from().map(from -> ", was in " + quote.apply(from.name())).orElse("");
  }

  @Override
  public String toString() {
    return reason();
  }
}
