package io.cvpfunctions.validation.engine;

import io.cvpfunctions.events.TestResult.AtomicResult;
import io.cvpfunctions.events.Verdict;
import java.util.List;

/** What a test found on a device: its verdict with the reasons, part by part where it has parts. */
public final class Finding {
  private final Verdict verdict;
  private final List<String> messages;
  private final List<AtomicResult> parts;

  Finding(Verdict verdict, List<String> messages, List<AtomicResult> parts) {
    this.verdict = verdict;
    this.messages = List.copyOf(messages);
    this.parts = List.copyOf(parts);
  }

  /** A finding with a single reason. */
  public static Finding of(Verdict verdict, String why) {
    return new Finding(verdict, List.of(why), List.of());
  }

  public Verdict verdict() {
    return verdict;
  }

  public List<String> messages() {
    return messages;
  }

  public List<AtomicResult> parts() {
    return parts;
  }

  @Override
  public String toString() {
    return verdict + " " + messages;
  }
}
