package io.cvpfunctions.validation.cli;

import java.util.List;

/** What was asked for cannot be done; {@link #problems} names everything that has to be mended. */
final class UsageException extends RuntimeException {
  private final List<String> problems;

  UsageException(List<String> problems) {
    super(String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  List<String> problems() {
    return problems;
  }
}
