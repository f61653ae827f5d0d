package io.cvpfunctions.devicemove;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What became of one observation in the CMDB. Immutable. */
public final class Recorded {
  private final Action action;
  private final String url;
  private final String note;
  private final String waiting;
  private final List<FieldChange> changes;
  private final List<String> drift;

  private Recorded(
      Action action,
      String url,
      String note,
      String waiting,
      List<FieldChange> changes,
      List<String> drift) {
    this.action = Objects.requireNonNull(action);
    this.url = url;
    this.note = note;
    this.waiting = waiting;
    this.changes = changes;
    this.drift = drift;
  }

  public static Recorded of(Action action) {
    return new Recorded(action, null, null, null, List.of(), List.of());
  }

  /** What a decision came to. */
  public static Recorded of(Action action, Decision decision) {
    return new Recorded(action, null, null, null, decision.changes(), decision.drift());
  }

  /** There is no record until CloudVision tells of that. */
  public static Recorded waitingFor(String what, String why) {
    return new Recorded(Action.UNCHANGED, null, why, what, List.of(), List.of());
  }

  /** The same, with the page where a person can look at the record; null where there is none. */
  public Recorded at(String address) {
    return new Recorded(action, address, note, waiting, changes, drift);
  }

  /** The same, with what a person might wonder about. */
  public Recorded because(String why) {
    return new Recorded(action, url, why, waiting, changes, drift);
  }

  public Action action() {
    return action;
  }

  public Optional<String> url() {
    return Optional.ofNullable(url);
  }

  public Optional<String> note() {
    return Optional.ofNullable(note);
  }

  /** What the record waits for, in a word. */
  public Optional<String> waiting() {
    return Optional.ofNullable(waiting);
  }

  /** What is other in the record than it was, or would be. */
  public List<FieldChange> changes() {
    return changes;
  }

  /** What differs between the CMDB and CloudVision, and was left alone. */
  public List<String> drift() {
    return drift;
  }

  /** Adds what a person might wonder about. */
  void tell(ObjectNode node) {
    waiting().ifPresent(what -> node.put("waiting", what));
    note().ifPresent(why -> node.put("note", why));
    if (drift.isEmpty()) return;
    ArrayNode list = node.putArray("drift");
    drift.forEach(list::add);
  }

  /** Adds the fields that change. */
  void tellChanges(ObjectNode node) {
    ArrayNode list = node.putArray("changes");
    changes.forEach(change -> list.add(change.toJson()));
  }

  @Override
  public String toString() {
    return note == null ? action.word() : action.word() + " (" + note + ")";
  }
}
