package io.cvpfunctions.devicemove;

import java.util.Objects;
import java.util.Optional;

/** What became of one observation in the CMDB. Immutable. */
public final class Recorded {
  private final Action action;
  private final String url;
  private final String note;

  private Recorded(Action action, String url, String note) {
    this.action = Objects.requireNonNull(action);
    this.url = url;
    this.note = note;
  }

  public static Recorded of(Action action) {
    return new Recorded(action, null, null);
  }

  /** The same, with the page where a person can look at the record. */
  public Recorded at(String address) {
    return new Recorded(action, address, note);
  }

  /** The same, with what a person might wonder about. */
  public Recorded because(String why) {
    return new Recorded(action, url, why);
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

  @Override
  public String toString() {
    return note == null ? action.word() : action.word() + " (" + note + ")";
  }
}
