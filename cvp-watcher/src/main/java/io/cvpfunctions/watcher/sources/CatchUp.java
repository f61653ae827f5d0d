package io.cvpfunctions.watcher.sources;

import io.cvpfunctions.cloudvision.apis.event.v1.EventStreamResponse;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.watcher.cloudvision.Standing;
import io.cvpfunctions.watcher.streams.StreamEnd.Kind;
import io.cvpfunctions.watcher.streams.StreamFailedException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks what came and went in a gap, later and later, until it is answered. Only a release that has
 * no history is let off. Not thread-safe.
 *
 * <p>The state at the start is part of a history, so one that lacks what is known to be active was
 * cut off: it is asked for again, and believed only once it was given so {@value #BELIEVED} times
 * to credentials that are good. So is an empty one believed with those alone.
 */
final class CatchUp {
  private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final int DOUBLINGS = 6;
  private static final int BELIEVED = 3;

  private final Streaming streaming;
  private final Heard heard;
  private final Health health;
  private final Supplier<Standing> credentials;
  private final History history;
  private int failures;
  private int incomplete;
  private boolean empty;
  private Instant next = Instant.EPOCH;

  /** {@code credentials} asks elsewhere what the token is still worth. */
  CatchUp(
      Streaming streaming,
      Heard heard,
      Health health,
      Supplier<Standing> credentials,
      History history) {
    this.streaming = streaming;
    this.heard = heard;
    this.health = health;
    this.credentials = credentials;
    this.history = history;
  }

  /** Who is told the history. */
  interface History {
    /** It is asked for. */
    void begins();

    /** One message of it. */
    void takes(EventStreamResponse message);

    /** How many events that are active it has not spoken of. */
    int lacks();
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
      ask();
      answered();
    } catch (StreamFailedException failed) {
      failed(failed);
    } catch (CallFailedException noLogin) {
      boolean operator = noLogin.kind() == CallFailedException.Kind.OPERATOR;
      again(operator ? "refuses" : "unreachable", noLogin.getMessage());
    }
    return !heard.owes();
  }

  private void ask() {
    empty = true;
    history.begins();
    streaming
        .resources()
        .history(
            heard.from(),
            null,
            message -> {
              empty = false;
              history.takes(message);
            });
  }

  private void answered() {
    int lacking = history.lacks();
    if (whole(lacking)) repaid();
    else if (lacking > 0) again("broken", "the history lacks " + lacking + " active events");
    else again("broken", "the history is empty, with credentials not shown good");
  }

  private boolean whole(int lacking) {
    if (lacking == 0 && !empty) return true;
    if (credentials.get() != Standing.GOOD) return false;
    return lacking == 0 || ++incomplete >= BELIEVED;
  }

  private void repaid() {
    heard.repaid();
    failures = 0;
    incomplete = 0;
  }

  private void failed(StreamFailedException failed) {
    Kind kind = failed.end().kind();
    boolean refused = kind == Kind.UNAUTHENTICATED || kind == Kind.FORBIDDEN;
    String cause = refused ? "refuses" : kind == Kind.SILENT ? "unreachable" : "broken";
    if (kind == Kind.NOT_OFFERED) giveUp(failed);
    else again(cause, failed.getMessage());
  }

  private void again(String kind, String why) {
    next = streaming.now().plus(FIRST_PAUSE.multipliedBy(1L << Math.min(failures++, DOUBLINGS)));
    health.failed(kind, "what came and went is not told yet, " + why);
  }

  private void giveUp(RuntimeException why) {
    LOG.atWarn()
        .addKeyValue("event", "events.gap")
        .log("what came and went since {} is missed: {}", heard.from(), why.getMessage());
    repaid();
  }
}
