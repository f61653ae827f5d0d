package io.cvpfunctions.watcher.delivery;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.watcher.state.Database;
import io.cvpfunctions.watcher.state.Deliveries;
import io.cvpfunctions.watcher.state.Delivery;
import io.cvpfunctions.watcher.state.Outbox;
import io.cvpfunctions.watcher.state.StateException;
import io.cvpfunctions.watcher.state.Threads;
import io.cvpfunctions.watcher.state.Work;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores what became of an attempt, and what follows from it, in one transaction: a chain's next
 * steps are there if, and only if, this delivery is done. Thread-safe.
 */
public final class Recorder {
  private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);
  private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5));
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  private static final int LONGEST_CHAIN = 10;

  /** What a function answered is its fault, if no state can take it. */
  private static final int UNSTORABLE = 502;

  private final Database database;
  private final Deliveries deliveries;
  private final Outbox outbox;
  private final Threads threads;
  private final Patience patience;

  /** Records in that state. */
  public Recorder(
      Database database, Deliveries deliveries, Outbox outbox, Threads threads, Patience patience) {
    this.database = database;
    this.deliveries = deliveries;
    this.outbox = outbox;
    this.threads = threads;
    this.patience = patience;
  }

  /** How one result ends up being stored. */
  enum End {
    DONE,
    AGAIN,
    HELD,
    DEAD
  }

  /** A result, and how it was stored; the pause is how long until it is tried again. */
  record Recorded(Result result, End end, Duration pause, String reason) {}

  /**
   * Stores the results of one attempt; returns once they are on disk.
   *
   * @param blamed those that are turned away for themselves, not with all others
   */
  List<Recorded> record(List<Result> results, Set<Delivery> blamed, Duration took) {
    List<Recorded> decided =
        results.stream().map(each -> decide(each, blamed.contains(each.delivery()), took)).toList();
    return taken(decided, took)
        ? decided
        : decided.stream().map(each -> alone(each, took)).toList();
  }

  /** Of several, only that is given up on which the state cannot take. */
  private Recorded alone(Recorded recorded, Duration took) {
    if (taken(List.of(recorded), took)) return recorded;
    String what = "its answer holds what cannot be stored, such as a subject of kilobytes";
    Result broken = Result.plain(recorded.result().delivery(), UNSTORABLE, what, Optional.empty());
    Recorded dead = new Recorded(broken, End.DEAD, Duration.ZERO, what);
    stubbornly(storing(List.of(dead), took), failed -> true);
    return dead;
  }

  private boolean taken(List<Recorded> recorded, Duration took) {
    return stubbornly(storing(recorded, took), failed -> !failed.refused());
  }

  private Work<Void> storing(List<Recorded> recorded, Duration took) {
    return connection -> {
      for (Recorded each : recorded) store(connection, each, took);
      return null;
    };
  }

  /** Puts back what was not judged at all. */
  void giveBack(List<Delivery> claimed, int status, String why) {
    stubbornly(
        connection -> {
          for (Delivery each : claimed) deliveries.giveBack(connection, each, status, why);
          return null;
        },
        failed -> true);
  }

  /** Puts back what the function may have had, though there was no answer. */
  void unanswered(List<Delivery> claimed, String why) {
    stubbornly(
        connection -> {
          for (Delivery each : claimed) deliveries.unanswered(connection, each, why);
          return null;
        },
        failed -> true);
  }

  /**
   * The function has judged, so that is kept until the state takes it, or the watcher ends; says
   * whether it was taken, or else may never be.
   */
  private boolean stubbornly(Work<Void> work, Predicate<StateException> passes) {
    for (boolean first = true; ; first = false) {
      try {
        database.write(work);
        return true;
      } catch (StateException failed) {
        if (!passes.test(failed)) {
          LOG.atError().log("an answer cannot be stored: {}", failed.getMessage());
          return false;
        }
        if (first) LOG.atError().log("an answer waits to be stored: {}", failed.getMessage());
        pauseUnlessEnding(failed);
      }
    }
  }

  private static void pauseUnlessEnding(StateException failed) {
    try {
      TimeUnit.SECONDS.sleep(1);
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
      throw failed;
    }
  }

  /** The functions that these results made new deliveries for. */
  static Set<String> steps(List<Recorded> recorded) {
    List<String> steps = new ArrayList<>();
    for (Recorded each : recorded) {
      if (each.end() == End.DONE) steps.addAll(each.result().steps());
    }
    return Set.copyOf(steps);
  }

  private Recorded decide(Result result, boolean blamed, Duration took) {
    String reason = result.reason();
    return switch (result.judgement()) {
      case DONE ->
          tooLong(result)
              ? new Recorded(result, End.DEAD, Duration.ZERO, "the chain is too long: a circle?")
              : new Recorded(result, End.DONE, Duration.ZERO, "");
      case REJECTED -> new Recorded(result, End.DEAD, Duration.ZERO, reason);
      case HELD ->
          blamed ? again(result, took) : new Recorded(result, End.HELD, Duration.ZERO, reason);
      case AGAIN -> again(result, took);
    };
  }

  private Recorded again(Result result, Duration took) {
    Delivery delivery = result.delivery();
    return patience.spent(delivery.attempts(), delivery.triedFor().plus(took))
        ? new Recorded(result, End.DEAD, Duration.ZERO, "given up: " + result.reason())
        : new Recorded(result, End.AGAIN, pause(result), result.reason());
  }

  private static boolean tooLong(Result result) {
    return !result.steps().isEmpty() && result.delivery().depth() >= LONGEST_CHAIN;
  }

  /** What the function asked for, else the backoff. */
  private static Duration pause(Result result) {
    double random = ThreadLocalRandom.current().nextDouble();
    Duration pause =
        result.retryAfter().orElseGet(() -> BACKOFF.after(result.delivery().attempts(), random));
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }

  private void store(Connection connection, Recorded recorded, Duration took) throws SQLException {
    Result result = recorded.result();
    Delivery delivery = result.delivery();
    int status = result.status();
    switch (recorded.end()) {
      case DONE -> done(connection, result);
      case AGAIN ->
          deliveries.again(connection, delivery, took, recorded.pause(), status, recorded.reason());
      case HELD -> deliveries.giveBack(connection, delivery, status, recorded.reason());
      case DEAD -> deliveries.dead(connection, delivery, status, recorded.reason());
    }
  }

  private void done(Connection connection, Result result) throws SQLException {
    Delivery delivery = result.delivery();
    if (!deliveries.done(connection, delivery, result.status())) return;
    CloudEvent event = result.passedOn().orElse(delivery.event());
    String correlation = Events.extension(event, Events.CORRELATION_ID).orElse(event.getId());
    if (result.thread().isPresent()) threads.put(connection, correlation, result.thread().get());
    if (!result.steps().isEmpty()) {
      outbox.addChained(connection, event, delivery.depth() + 1, result.steps());
    }
  }
}
