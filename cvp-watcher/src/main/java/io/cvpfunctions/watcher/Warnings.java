package io.cvpfunctions.watcher;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.EventTypes;
import io.cvpfunctions.events.WatcherWarning;
import io.cvpfunctions.watcher.state.Database;
import io.cvpfunctions.watcher.state.Outbox;
import io.cvpfunctions.watcher.state.Term;
import io.cvpfunctions.watcher.state.WarningTable;
import io.cvpfunctions.watcher.state.WarningTable.Told;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells people what the watcher cannot see, or would not believe: once while it lasts, at most once
 * an hour a cause, and once more when it is over. Thread-safe.
 */
public final class Warnings {
  private static final Logger LOG = LoggerFactory.getLogger(Warnings.class);
  private static final Duration BETWEEN = Duration.ofHours(1);

  private final Term term;
  private final Outbox outbox;
  private final WarningTable table;
  private final EventMaker events;
  private final Clock clock;
  private final Runnable stored;
  private final Map<String, Told> told = new HashMap<>();

  /** The last argument is run whenever there is a new event to route. */
  public Warnings(
      Database database,
      Term term,
      Outbox outbox,
      EventMaker events,
      Clock clock,
      Runnable stored) {
    this.term = term;
    this.outbox = outbox;
    this.table = new WarningTable(database);
    this.events = events;
    this.clock = clock;
    this.stored = stored;
    table.all().forEach(each -> told.put(each.cause(), each));
  }

  /** There is something to warn of, since then. */
  public synchronized void raise(String type, String cause, Instant since, String detail) {
    Told before = told.get(cause);
    Instant now = clock.instant();
    boolean same = before != null && before.open();
    boolean soon = before != null && soon(before.at(), now);
    if (same || soon) return;
    tell(type, new Told(cause, since, now, true), detail);
  }

  /** Told at a time that lies ahead means that the clock was set back since. */
  private static boolean soon(Instant told, Instant now) {
    return !told.isAfter(now) && now.isBefore(told.plus(BETWEEN));
  }

  /** Whatever it was is over. */
  public synchronized void clear(String cause, String detail) {
    Told before = told.get(cause);
    if (before == null || !before.open()) return;
    tell(EventTypes.WATCHER_SEES, new Told(cause, before.since(), before.at(), false), detail);
  }

  /** Whether people know of it as something that still is so. */
  synchronized boolean open(String cause) {
    return told.containsKey(cause) && told.get(cause).open();
  }

  private void tell(String type, Told warning, String detail) {
    Instant now = clock.instant();
    WatcherWarning data = WatcherWarning.of(warning.cause(), warning.since(), detail);
    CloudEvent event = events.of(type, data, now);
    term.write(
        connection -> {
          table.put(connection, warning);
          outbox.add(connection, event);
          return null;
        });
    told.put(warning.cause(), warning);
    LOG.atWarn()
        .addKeyValue("event", type.substring("cvp.".length()))
        .addKeyValue("id", event.getId())
        .addKeyValue("cause", warning.cause())
        .log("{}: {}", warning.cause(), detail);
    stored.run();
  }
}
