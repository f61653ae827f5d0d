package io.cvpfunctions.slack.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import java.time.Duration;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a message as Slack wants it: in its turn, later when Slack says so, without blocks when it
 * must. Thread-safe.
 */
public final class Poster {
  /** Stands between us and the clock, so that tests need not wait. */
  public interface Sleeper {
    /** Waits. */
    void sleep(Duration wait) throws InterruptedException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(Poster.class);

  /** What the attempt after a wait itself needs. */
  private static final Duration ATTEMPT = Duration.ofSeconds(1);

  private final Pacer pacer;
  private final Sleeper sleeper;

  Poster(Pacer pacer, Sleeper sleeper) {
    this.pacer = pacer;
    this.sleeper = sleeper;
  }

  /** One message a channel in every interval. */
  public static Poster every(Duration interval, Sleeper sleeper) {
    return new Poster(new Pacer(interval, System::nanoTime), sleeper);
  }

  /**
   * Sends a message, whole or else as plain text. What it answers went well, or its target is gone.
   *
   * @throws CallFailedException where it was not taken, or nobody knows
   */
  SlackAnswer send(
      String lane,
      ObjectNode whole,
      ObjectNode plain,
      Function<ObjectNode, SlackAnswer> attempt,
      Budget budget) {
    awaitTurn(lane, budget);
    try {
      return held(lane, whole, plain, attempt);
    } catch (CallFailedException failure) {
      if (failure.kind() != Kind.LATER) throw failure;
      Duration wait = failure.retryAfter().orElseThrow();
      if (!fits(wait, budget) || !slept(wait)) throw failure;
      return held(lane, whole, plain, attempt);
    }
  }

  /** A channel has two names, and one pace. */
  void join(String name, String lane) {
    pacer.join(name, lane);
  }

  /** One attempt, after which nothing is sent in the lane for as long as Slack says. */
  private SlackAnswer held(
      String lane, ObjectNode whole, ObjectNode plain, Function<ObjectNode, SlackAnswer> attempt) {
    try {
      return attempt(whole, plain, attempt);
    } catch (CallFailedException failure) {
      if (failure.kind() == Kind.LATER) pacer.hold(lane, failure.retryAfter().orElseThrow());
      throw failure;
    }
  }

  private void awaitTurn(String lane, Budget budget) {
    Duration most = budget.less(ATTEMPT).left();
    Duration wait = pacer.turn(lane, most);
    boolean mine = wait.compareTo(most) <= 0;
    if (wait.isZero()) return;
    if (!mine || !slept(wait)) {
      throw CallFailedException.later("Slack", "takes about one message a second", wait);
    }
  }

  private static boolean fits(Duration wait, Budget budget) {
    return budget.less(ATTEMPT).left().compareTo(wait) > 0;
  }

  private static SlackAnswer attempt(
      ObjectNode whole, ObjectNode plain, Function<ObjectNode, SlackAnswer> attempt) {
    SlackAnswer answer = attempt.apply(whole);
    if (answer.refusesForm()) {
      LOG.warn("Slack refuses the blocks of a message, which is posted as plain text: {}", answer);
      answer = attempt.apply(plain);
    }
    if (!answer.targetIsGone()) answer.check();
    return answer;
  }

  private boolean slept(Duration wait) {
    try {
      sleeper.sleep(wait);
      return true;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
