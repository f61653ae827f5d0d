package io.cvpfunctions.validation.engine;

import io.cvpfunctions.events.TestResult.AtomicResult;
import io.cvpfunctions.events.Verdict;
import io.cvpfunctions.validation.inputs.Inputs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * One test's view of one device while it is being judged: what was asked for, what the switch
 * replied, and the reasons found so far. Not thread-safe.
 */
public final class Judgement {
  private final Inputs inputs;
  private final List<Tree> replies;
  private final Instant now;
  private final List<String> messages = new ArrayList<>();
  private final List<Part> parts = new ArrayList<>();
  private Verdict verdict;

  Judgement(Inputs inputs, List<Tree> replies, Instant now) {
    this.inputs = inputs;
    this.replies = replies;
    this.now = now;
  }

  public Inputs inputs() {
    return inputs;
  }

  /** The time here, which a switch's clock may be far from. */
  public Instant now() {
    return now;
  }

  /** What the switch replied to the test's first command. */
  public Tree reply() {
    return reply(0);
  }

  /** What the switch replied to all commands of the test. */
  public List<Tree> replies() {
    return Collections.unmodifiableList(replies);
  }

  /** What the switch replied to that command of the test, counted from 0. */
  public Tree reply(int command) {
    return replies.get(command);
  }

  /** There was something to look at; a success unless a failure follows. */
  public void looked() {
    if (verdict == null) verdict = Verdict.SUCCESS;
  }

  /** The device is as it should be, which is worth a word. */
  public void succeed(String why) {
    verdict = Verdict.SUCCESS;
    messages.add(why);
  }

  /** The device is not as it should be. */
  public void fail(String why) {
    verdict = Verdict.FAILURE;
    messages.add(why);
  }

  /** Fails where the value is another one; the message is {@code what: expected a, actual b}. */
  public void expect(String what, Object expected, Tree actual) {
    compare(what, expected, actual, this::fail);
  }

  private static void compare(String what, Object expected, Tree actual, Consumer<String> fail) {
    if (actual.equalTo(expected)) return;
    fail.accept(Messages.differs(what, Messages.show(expected), actual.show()));
  }

  /** The question does not apply to this device. */
  public void skip(String why) {
    verdict = Verdict.SKIPPED;
    messages.add(why);
  }

  /** Starts a part of the test that is judged for itself; a success unless a failure follows. */
  public Part part(String description) {
    looked();
    Part part = new Part(description);
    parts.add(part);
    return part;
  }

  /** A reply could not be judged; what was found before stays. */
  Finding broken(String why) {
    messages.add(why);
    return new Finding(Verdict.ERROR, messages, atomicResults());
  }

  Finding finish() {
    if (verdict == null) return nothingToLookAt();
    return new Finding(verdict, messages, atomicResults());
  }

  /** ANTA leaves such a test without any verdict; here it may not pass for a good one. */
  private static Finding nothingToLookAt() {
    String why = "nothing was checked: the list of what to look at is empty";
    return new Finding(Verdict.SKIPPED, List.of(why), List.of());
  }

  private List<AtomicResult> atomicResults() {
    return parts.stream().map(Part::result).collect(Collectors.toList());
  }

  /** One thing among several that a test looks at. */
  public final class Part {
    private final String description;
    private final List<String> reasons = new ArrayList<>();

    private Part(String description) {
      this.description = description;
    }

    /** This part is not as it should be, and so the device is not. */
    public void fail(String why) {
      reasons.add(why);
      Judgement.this.fail(description + " - " + why);
    }

    /** Fails where the value is another one; the message is {@code what: expected a, actual b}. */
    public void expect(String what, Object expected, Tree actual) {
      compare(what, expected, actual, this::fail);
    }

    private AtomicResult result() {
      Verdict result = reasons.isEmpty() ? Verdict.SUCCESS : Verdict.FAILURE;
      return AtomicResult.of(description, result, reasons);
    }
  }
}
