package io.cvpfunctions.lab.openfaas;

import java.time.Duration;

/**
 * Trouble that a test orders: what goes wrong, before or after the function ran, and how often.
 *
 * <p>A fault hits once unless {@link #times} or {@link #always} says otherwise.
 */
public final class Fault {
  enum Kind {
    STATUS,
    RESET,
    TRUNCATED,
    SLOW
  }

  private static final int ALWAYS = Integer.MAX_VALUE;

  private final Kind kind;
  private final FunctionResponse answer;
  private final Duration delay;
  private final boolean functionRuns;
  private final int times;

  private Fault(
      Kind kind, FunctionResponse answer, Duration delay, boolean functionRuns, int times) {
    this.kind = kind;
    this.answer = answer;
    this.delay = delay;
    this.functionRuns = functionRuns;
    this.times = times;
  }

  private static Fault of(Kind kind, FunctionResponse answer, Duration delay, boolean runs) {
    return new Fault(kind, answer, delay, runs, 1);
  }

  /** Answers with this status and an empty body. */
  public static Fault status(int status) {
    return answer(FunctionResponse.empty(status));
  }

  /** Answers with this, whatever the function would have said. */
  public static Fault answer(FunctionResponse answer) {
    return of(Kind.STATUS, answer, Duration.ZERO, false);
  }

  /** 502 and an empty body: the provider is down, or {@code upstream_timeout} passed. */
  public static Fault badGateway() {
    return status(502);
  }

  /** 429 with {@code Retry-After}, as a function says it. */
  public static Fault tooManyRequests(String retryAfter) {
    return answer(FunctionResponse.empty(429).header("Retry-After", retryAfter));
  }

  /** The provider cannot reach the function. */
  public static Fault unreachable() {
    return answer(Platform.cannotReach("function"));
  }

  /** The function has no replica that is ready. */
  public static Fault noEndpoints() {
    return answer(Platform.noEndpoints("function"));
  }

  /** The connection ends without a status line; also what a panic of the gateway looks like. */
  public static Fault reset() {
    return of(Kind.RESET, FunctionResponse.empty(0), Duration.ZERO, false);
  }

  /** The function's answer begins, promises more than it holds, and the connection ends. */
  public static Fault truncated() {
    return of(Kind.TRUNCATED, FunctionResponse.empty(0), Duration.ZERO, true);
  }

  /** The call is held this long, then goes on as if nothing had been. */
  public static Fault slow(Duration delay) {
    return of(Kind.SLOW, FunctionResponse.empty(0), delay, true);
  }

  /** The same, but the function does its work first: the caller cannot know that it did. */
  public Fault afterTheFunctionRan() {
    return new Fault(kind, answer, delay, true, times);
  }

  /** The same, after holding the call this long. */
  public Fault delayed(Duration wait) {
    return new Fault(kind, answer, wait, functionRuns, times);
  }

  /** The same, for the next so many calls. */
  public Fault times(int calls) {
    return new Fault(kind, answer, delay, functionRuns, calls);
  }

  /** The same, until the faults are cleared. */
  public Fault always() {
    return times(ALWAYS);
  }

  /** The same, with a header more on the answer. */
  public Fault header(String name, String value) {
    return new Fault(kind, answer.header(name, value), delay, functionRuns, times);
  }

  Duration delay() {
    return delay;
  }

  boolean functionRuns() {
    return functionRuns;
  }

  int times() {
    return times;
  }

  /** What the caller sees, given what would have been without this fault. */
  Outcome over(Outcome without) {
    return switch (kind) {
      case SLOW -> without;
      case STATUS -> without.replacedBy(answer);
      case RESET -> without.endedBy(Outcome.Ending.CUT);
      case TRUNCATED -> without.endedBy(Outcome.Ending.TRUNCATED);
    };
  }

  /** What is left of this order after one call, which is nothing when it was the last. */
  Fault afterOneCall() {
    return times == ALWAYS ? this : times(times - 1);
  }
}
