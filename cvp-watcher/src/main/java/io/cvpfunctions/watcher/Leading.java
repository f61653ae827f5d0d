package io.cvpfunctions.watcher;

import io.cvpfunctions.watcher.state.Database;
import io.cvpfunctions.watcher.state.Term;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leads while no other replica does: begins a lookout with each term, and ends it with the term.
 */
final class Leading implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Leading.class);
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  private final Database database;
  private final Function<Term, Lookout> begin;
  private Optional<Term> term = Optional.empty();
  private volatile Optional<Lookout> lookout = Optional.empty();
  private boolean closed;

  Leading(Database database, Function<Term, Lookout> begin) {
    this.database = database;
    this.begin = begin;
  }

  static Duration interval() {
    return INTERVAL;
  }

  /** What this replica does as the leader; empty where another leads. */
  Optional<Lookout> lookout() {
    return lookout;
  }

  /** Looks who leads, and says how long to wait until the next look. */
  synchronized Duration look() {
    if (closed) return INTERVAL;
    if (term.isPresent() && !term.get().confirm()) {
      LOG.atWarn().addKeyValue("event", "leader.lost").log("this watcher leads no more");
      end();
    }
    if (term.isEmpty()) database.lead().ifPresent(this::begin);
    return INTERVAL;
  }

  private void begin(Term begun) {
    term = Optional.of(begun);
    try {
      Lookout started = begin.apply(begun);
      lookout = Optional.of(started);
      started.start();
      LOG.atInfo().addKeyValue("event", "leader.began").log("this watcher leads");
    } catch (RuntimeException failed) {
      end();
      throw failed;
    }
  }

  /** A replica that waits to lead can begin as soon as what is on its way here has ended. */
  private void end() {
    lookout.ifPresent(Lookout::close);
    term.ifPresent(Term::end);
    lookout = Optional.empty();
    term = Optional.empty();
  }

  @Override
  public synchronized void close() {
    closed = true;
    end();
  }
}
