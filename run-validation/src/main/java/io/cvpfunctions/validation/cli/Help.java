package io.cvpfunctions.validation.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What people are told of the command itself. */
final class Help {
  private Help() {}

  /** All options, and what the exit status means. */
  static String text() {
    try (InputStream in = Help.class.getResourceAsStream("help.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Which version this jar is. */
  static String version() {
    String version = Help.class.getPackage().getImplementationVersion();
    return "run-validation " + Optional.ofNullable(version).orElse("(not packaged)");
  }
}
