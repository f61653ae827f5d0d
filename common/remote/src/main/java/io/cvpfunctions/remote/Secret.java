package io.cvpfunctions.remote;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/** A value that must never reach a log line; say {@link #reveal} where it is finally used. */
public final class Secret {
  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  /** A secret that is known already. */
  public static Secret of(String value) {
    return new Secret(value);
  }

  /** The content of a file, without the space around it that editors and {@code echo} leave. */
  public static Secret ofFile(Path file) throws IOException {
    return new Secret(Files.readString(file, StandardCharsets.UTF_8).strip());
  }

  /** The value itself. */
  public String reveal() {
    return value;
  }

  /** The value as UTF-8. */
  public byte[] revealBytes() {
    return value.getBytes(StandardCharsets.UTF_8);
  }

  public boolean isEmpty() {
    return value.isEmpty();
  }

  /** Compares in constant time. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Secret
        && MessageDigest.isEqual(((Secret) other).revealBytes(), revealBytes());
  }

  @Override
  public int hashCode() {
    return Secret.class.hashCode();
  }

  @Override
  public String toString() {
    return "Secret(hidden)";
  }
}
