package io.cvpfunctions.events;

import java.util.List;

/** The message is not an event at all: broken JSON, missing attributes, nothing there. */
public final class MalformedEventException extends RuntimeException {
  private final List<String> problems;

  /** The problems are for people: each names what is wrong and what is expected. */
  public MalformedEventException(List<String> problems) {
    super(String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  /** Never empty. */
  public List<String> problems() {
    return problems;
  }
}
