package io.cvpfunctions.watcher.sources;

import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.watcher.streams.OpenStream;
import io.cvpfunctions.watcher.streams.Resources;
import io.cvpfunctions.watcher.streams.StreamEnd;
import io.cvpfunctions.watcher.streams.StreamEnd.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one subscription open: takes what arrives, and subscribes again however it ends, sooner or
 * later depending on why. Not thread-safe.
 */
final class Feed<M> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Feed.class);
  private static final int AT_ONCE = 500;
  private static final Duration IDLE = Duration.ofMinutes(15);
  private static final Duration HEALTHY = Duration.ofMinutes(1);
  private static final Duration UNANSWERED = Duration.ofSeconds(30);

  private final Resources resources;
  private final Function<Runnable, OpenStream<M>> subscription;
  private final Runnable wake;
  private final Events<M> events;
  private final Consumer<StreamEnd> counts;
  private final Clock clock;
  private OpenStream<M> stream;
  private Instant opened = Instant.EPOCH;
  private Instant heard = Instant.EPOCH;
  private Instant next = Instant.EPOCH;
  private final Pauses pauses = new Pauses();
  private boolean up;
  private boolean held;

  /** Who wants to know what comes of it. */
  interface Events<M> {
    /** A subscription begins: everything is listed anew. */
    void begins();

    /**
     * Whether messages are wanted now; until they are, they stay in the stream, and no other one is
     * opened.
     */
    default boolean wants() {
      return true;
    }

    /** Whether all that there was has been listed since this subscription began. */
    boolean current();

    /** A message. One that makes this throw is lost, and said to be; those after it are not. */
    void takes(M message);

    /** It ended, and will be tried again. */
    void ended(StreamEnd end);
  }

  /** {@code wake} is run whenever a step is worth while. */
  Feed(
      Resources resources,
      Function<Runnable, OpenStream<M>> subscription,
      Runnable wake,
      Events<M> events,
      Consumer<StreamEnd> counts,
      Clock clock) {
    this.resources = resources;
    this.subscription = subscription;
    this.wake = wake;
    this.events = events;
    this.counts = counts;
    this.clock = clock;
  }

  /** Does what there is to do, and says how long nothing will be, unless something arrives. */
  Duration step() {
    Instant now = clock.instant();
    if (stream == null && events.wants() && !now.isBefore(next)) open(now);
    if (stream != null) take(now);
    return pause();
  }

  /** Lists everything anew: what is missing may be there after all. */
  void restart() {
    if (stream == null) return;
    stream.close();
    stream = null;
    next = Instant.EPOCH;
  }

  /** Whether a server has taken the subscription that is open. */
  boolean up() {
    return stream != null && up;
  }

  /** Whether messages that were not wanted at the last step are wanted now. */
  boolean resumes() {
    return held && events.wants();
  }

  /** Questions go where the subscription that is open is, wherever others have gone since. */
  void asksHere() {
    if (up()) resources.answered(stream);
  }

  /** For how long the subscription has been open. */
  Duration age() {
    return Duration.between(opened, clock.instant());
  }

  private void open(Instant now) {
    up = false;
    opened = now;
    heard = now;
    try {
      stream = subscription.apply(wake);
      events.begins();
    } catch (CallFailedException noLogin) {
      ended(StreamEnd.ofLogin(noLogin));
    }
  }

  private void take(Instant now) {
    if (!up && stream.answered()) answered();
    if (up && !resources.reached()) resources.answered(stream);
    int taken = stream.take(AT_ONCE, events::wants, this::hand);
    held = !events.wants();
    if (taken > 0 || held) heard = now;
    Optional<StreamEnd> end = stream.end();
    if (end.isPresent()) over(end.get());
    else if (taken == AT_ONCE) wake.run();
    else watchSilence(now);
  }

  private void answered() {
    up = true;
    pauses.answered();
    resources.answered(stream);
  }

  private void hand(M message) {
    try {
      events.takes(message);
    } catch (RuntimeException notUnderstood) {
      LOG.atError()
          .addKeyValue("event", "stream.unreadable")
          .setCause(notUnderstood)
          .log("a message of {} cannot be read, and is left aside", stream);
    }
  }

  /** A stream may die without a word, and so may a subscription on a connection that lives. */
  private void watchSilence(Instant now) {
    Duration allowed = silenceAllowed();
    if (now.isBefore(heard.plus(allowed))) return;
    stream.close();
    String what = up ? "nothing was heard for " : "no answer within ";
    over(new StreamEnd(up ? Kind.SILENT : Kind.UNREACHABLE, what + allowed.toSeconds() + " s"));
  }

  /** A list that stalls is made anew by the time people are told that nothing is seen. */
  private Duration silenceAllowed() {
    if (!up) return UNANSWERED;
    return events.current() ? IDLE : Health.BLIND_AFTER;
  }

  private void over(StreamEnd end) {
    resources.ended(stream, end);
    stream = null;
    ended(end);
  }

  private void ended(StreamEnd end) {
    boolean lived = up && age().compareTo(HEALTHY) >= 0;
    held = false;
    next = clock.instant().plus(pauses.after(end.kind(), lived, resources.untried()));
    counts.accept(end);
    events.ended(end);
  }

  private Duration pause() {
    if (stream == null && !events.wants()) return IDLE;
    Instant until = stream == null ? next : heard.plus(silenceAllowed());
    Duration left = Duration.between(clock.instant(), until);
    return left.isNegative() ? Duration.ZERO : left;
  }

  @Override
  public void close() {
    if (stream != null) stream.close();
    stream = null;
  }
}
