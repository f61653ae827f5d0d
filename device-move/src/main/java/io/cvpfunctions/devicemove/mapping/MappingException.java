package io.cvpfunctions.devicemove.mapping;

import java.util.List;

/** A mapping cannot be used; {@link #problems} names everything that is wrong with it. */
public final class MappingException extends RuntimeException {
  private final List<String> problems;

  MappingException(List<String> problems) {
    super(String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  /** Never empty. */
  public List<String> problems() {
    return problems;
  }
}
