package io.cvpfunctions.validation.engine;

import java.util.Objects;

/**
 * One eAPI command with the form its reply is wanted in. Immutable; equal commands are asked once.
 */
public final class Command {
  /** What a reply looks like. */
  public enum Format {
    JSON,
    TEXT
  }

  private final String text;
  private final Format format;
  private final int revision;

  private Command(String text, Format format, int revision) {
    this.text = Objects.requireNonNull(text, "text");
    this.format = format;
    this.revision = revision;
  }

  /** A command answered as JSON by that revision of its model; 0 is the latest. */
  public static Command json(String text, int revision) {
    return new Command(text, Format.JSON, revision);
  }

  /** A command answered as a person would see it. */
  public static Command text(String text) {
    return new Command(text, Format.TEXT, 0);
  }

  public String text() {
    return text;
  }

  public Format format() {
    return format;
  }

  /** The revision of the model; 0 is the latest. */
  public int revision() {
    return revision;
  }

  /** Whether it leaves a log behind that other commands look for, and so goes before them. */
  public boolean sendsLog() {
    return text.startsWith("send log ");
  }

  /** Whether it reads logs, and so tells of one only what was sent before. */
  public boolean readsLogs() {
    return text.startsWith("show logging ");
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof Command)) return false;
    Command that = (Command) other;
    return text.equals(that.text) && format == that.format && revision == that.revision;
  }

  @Override
  public int hashCode() {
    return Objects.hash(text, format, revision);
  }

  @Override
  public String toString() {
    return text;
  }
}
