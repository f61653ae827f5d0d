package io.cvpfunctions.slack;

import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posts a message as Slack wants it: later when it says so, without blocks when it must. */
final class Poster implements AutoCloseable {
  /** Stands between us and the clock, so that tests need not wait. */
  interface Sleeper {
    void sleep(Duration wait) throws InterruptedException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(Poster.class);

  /** What the second attempt itself needs. */
  private static final Duration ATTEMPT = Duration.ofSeconds(1);

  private final SlackWebhook webhook;
  private final Sleeper sleeper;

  Poster(SlackWebhook webhook, Sleeper sleeper) {
    this.webhook = webhook;
    this.sleeper = sleeper;
  }

  /**
   * Posts a message.
   *
   * @throws CallFailedException where it was not posted, or nobody knows
   */
  void post(SlackMessage message, Budget budget) {
    try {
      attempt(message, budget);
    } catch (CallFailedException failure) {
      if (failure.kind() != Kind.LATER) throw failure;
      Duration wait = failure.retryAfter().orElseThrow();
      if (budget.less(ATTEMPT).left().compareTo(wait) <= 0) throw failure;
      if (!slept(wait)) throw failure;
      attempt(message, budget);
    }
  }

  private void attempt(SlackMessage message, Budget budget) {
    SlackAnswer answer = webhook.post(message.toJson(), budget);
    if (answer.refusesBlocks()) {
      LOG.warn("Slack refuses the blocks of a message, which is posted as plain text: {}", answer);
      answer = webhook.post(message.toPlainJson(), budget);
    }
    answer.check();
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

  @Override
  public void close() {
    webhook.close();
  }
}
