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
 * <p>A call that does not end well has told nothing for sure, and is made again. One that ends well
 * may have been cut off all the same, and does not say so: but whatever is active now, or was when
 * the history begins, is part of it. So it is measured against what was known before, and against
 * the list of the subscription that was opened before it. One that lacks something is believed only
 * once it was given so {@value #BELIEVED} times to credentials that are good. So is an empty one
 * believed with those alone.
 *
 * <p>Of what came and went in the gap nobody else speaks, and CloudVision does not say how much
 * there is of it. So a history is asked for once more a little later, until it speaks of nothing
 * that is not known by then, at most {@value #ASKED} times. What is left out each time cannot be
 * seen.
 */
final class CatchUp {
  private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final int DOUBLINGS = 6;
  private static final int BELIEVED = 3;
  private static final int ASKED = 5;

  private final Streaming streaming;
  private final Heard heard;
  private final Health health;
  private final Supplier<Standing> credentials;
  private final History history;
  private int failures;
  private int incomplete;
  private int whole;
  private boolean empty;
  private boolean unproven;
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
    /** It is asked for, again or for the first time. */
    void begins();

    /** One message of it. */
    void takes(EventStreamResponse message);

    /** Whether it spoke of what nobody had spoken of; the first of a gap always does. */
    boolean more();

    /** It was told; the next is that of another gap. */
    void ends();

    /** How many events that are active, as far as is known, it has not spoken of. */
    int lacks();

    /** Whether the subscription has listed everything, so that all that is active is known. */
    boolean listed();
  }

  /** A subscription begins; a history that no list has proven is asked for again. */
  void begin() {
    unproven = false;
    whole = 0;
  }

  /**
   * Whether the list is better read later: of what is in it, the history tells how that came to be.
   */
  boolean comesFirst() {
    return heard.owes() && failures == 0 && whole == 0 && !unproven;
  }

  /** For how long there is nothing to do. */
  Duration pause(Duration otherwise) {
    if (!heard.owes() || unproven) return otherwise;
    Duration left = Duration.between(streaming.now(), next);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** Asks, where something is owed and it is time; says whether nothing is owed any more by it. */
  boolean step() {
    if (!heard.owes() || unproven || streaming.now().isBefore(next)) return false;
    try {
      ask();
      judge();
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

  /** The list is complete, and proves the history that came before it, or shows what that lacks. */
  void listed() {
    if (!unproven) return;
    unproven = false;
    judge();
  }

  private void judge() {
    int lacking = history.lacks();
    if (whole(lacking)) proven();
    else if (lacking > 0) again("broken", "the history lacks " + lacking + " active events");
    else again("broken", "the history is empty, with credentials not shown good");
  }

  private boolean whole(int lacking) {
    if (lacking == 0 && !empty) return true;
    if (credentials.get() != Standing.GOOD) return false;
    return lacking == 0 || ++incomplete >= BELIEVED;
  }

  private void proven() {
    if (!history.listed()) unproven = true;
    else if (history.more() && ++whole < ASKED) next = streaming.now().plus(FIRST_PAUSE);
    else repaid();
  }

  private void repaid() {
    heard.repaid();
    history.ends();
    failures = 0;
    incomplete = 0;
    whole = 0;
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
