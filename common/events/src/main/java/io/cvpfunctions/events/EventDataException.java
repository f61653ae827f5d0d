package io.cvpfunctions.events;

import java.util.List;

/** The data of an event is not what its type promises; {@link #problems} names every reason. */
public final class EventDataException extends RuntimeException {
  private final List<String> problems;

  /** The problems are for people: each names the field and what is expected of it. */
  public EventDataException(List<String> problems) {
    super(String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  /** Never empty. */
  public List<String> problems() {
    return problems;
  }
}
