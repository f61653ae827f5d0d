package io.cvpfunctions.watcher.sources;

import io.cvpfunctions.cloudvision.apis.event.v1.EventStreamResponse;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.watcher.streams.StreamEnd.Kind;
import io.cvpfunctions.watcher.streams.StreamFailedException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks what came and went in a gap, later and later, until it is answered. Only a release that has
 * no history is let off. Not thread-safe.
 */
final class CatchUp {
  private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final int DOUBLINGS = 6;

  private final Streaming streaming;
  private final Heard heard;
  private final Health health;
  private final Consumer<EventStreamResponse> consumer;
  private int failures;
  private Instant next = Instant.EPOCH;

  CatchUp(Streaming streaming, Heard heard, Health health, Consumer<EventStreamResponse> consumer) {
    this.streaming = streaming;
    this.heard = heard;
    this.health = health;
    this.consumer = consumer;
  }

  /** Whether a list is better believed later: the history has not been asked for yet. */
  boolean comesFirst() {
    return heard.owes() && failures == 0;
  }

  /** For how long there is nothing to do. */
  Duration pause(Duration otherwise) {
    if (!heard.owes()) return otherwise;
    Duration left = Duration.between(streaming.now(), next);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** Asks, where something is owed and it is time; says whether nothing is owed any more by it. */
  boolean step() {
    if (!heard.owes() || streaming.now().isBefore(next)) return false;
    try {
      streaming.resources().history(heard.from(), null, consumer);
      repaid();
    } catch (StreamFailedException failed) {
      failed(failed);
    } catch (CallFailedException noLogin) {
      boolean operator = noLogin.kind() == CallFailedException.Kind.OPERATOR;
      again(operator ? "refuses" : "unreachable", noLogin);
    }
    return !heard.owes();
  }

  private void repaid() {
    heard.repaid();
    failures = 0;
  }

  private void failed(StreamFailedException failed) {
    Kind kind = failed.end().kind();
    boolean refused = kind == Kind.UNAUTHENTICATED || kind == Kind.FORBIDDEN;
    if (kind == Kind.NOT_OFFERED) giveUp(failed);
    else again(refused ? "refuses" : kind == Kind.SILENT ? "unreachable" : "broken", failed);
  }

  private void again(String kind, RuntimeException why) {
    next = streaming.now().plus(FIRST_PAUSE.multipliedBy(1L << Math.min(failures++, DOUBLINGS)));
    health.failed(kind, "what came and went is not told yet, " + why.getMessage());
  }

  private void giveUp(RuntimeException why) {
    LOG.atWarn()
        .addKeyValue("event", "events.gap")
        .log("what came and went since {} is missed: {}", heard.from(), why.getMessage());
    repaid();
  }
}
