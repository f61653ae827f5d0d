package io.cvpfunctions.watcher;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.EventTypes;
import io.cvpfunctions.events.WatcherWarning;
import io.cvpfunctions.watcher.state.Database;
import io.cvpfunctions.watcher.state.Outbox;
import io.cvpfunctions.watcher.state.Term;
import io.cvpfunctions.watcher.state.WarningTable;
import io.cvpfunctions.watcher.state.WarningTable.State;
import io.cvpfunctions.watcher.state.WarningTable.Told;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Tells people what the watcher cannot see, or would not believe: once while it lasts, or when it
 * is worse, at most once an hour a cause, and once more when it is over. The log has every time.
 * Thread-safe.
 */
public final class Warnings {
  private static final Logger LOG = LoggerFactory.getLogger(Warnings.class);
  private static final Duration BETWEEN = Duration.ofHours(1);

  private final Term term;
  private final Outbox outbox;
  private final WarningTable table;
  private final EventMaker events;
  private final Clock clock;
  private final Clock steady;
  private final Runnable stored;
  private final Map<String, Told> told = new HashMap<>();

  /** When people were told of a cause, by the steady clock; none where that is long ago. */
  private final Map<String, Instant> toldAt = new HashMap<>();

  /**
   * {@code steady} is a clock that nobody sets, by which an hour passes; {@code stored} is run
   * whenever there is a new event to route.
   */
  public Warnings(
      Database database,
      Term term,
      Outbox outbox,
      EventMaker events,
      Clock clock,
      Clock steady,
      Runnable stored) {
    this.term = term;
    this.outbox = outbox;
    this.table = new WarningTable(database);
    this.events = events;
    this.clock = clock;
    this.steady = steady;
    this.stored = stored;
    table.all().forEach(this::remember);
  }

  /**
   * Told before the start: how long ago that is, only the clock on the wall can say. A time that
   * lies ahead means that it was set back since, and counts as long ago: better told once more.
   */
  private void remember(Told before) {
    told.put(before.cause(), before);
    Duration age = Duration.between(before.at(), clock.instant());
    if (!age.isNegative()) toldAt.put(before.cause(), steady.instant().minus(age));
  }

  /** There is something to warn of, since then; says whether people are told of it now. */
  public synchronized boolean raise(String type, String cause, Instant since, String detail) {
    Told before = told.get(cause);
    if (before != null && before.known()) return false;
    return tellUnlessSoon(type, cause, since, detail);
  }

  /** What was warned of is worse than it was told; says whether people are told of it now. */
  synchronized boolean worse(String type, String cause, Instant since, String detail) {
    return tellUnlessSoon(type, cause, since, detail);
  }

  private boolean tellUnlessSoon(String type, String cause, Instant since, String detail) {
    Told before = told.get(cause);
    boolean open = isOpen(cause);
    Instant begin = open ? before.since() : since;
    if (!toldWithinTheHour(cause)) {
      tell(type, new Told(cause, begin, clock.instant(), State.TOLD), detail);
      toldAt.put(cause, steady.instant());
      return true;
    }
    if (!open) note(type, new Told(cause, begin, before.at(), State.NOT_TOLD), detail);
    return false;
  }

  private boolean toldWithinTheHour(String cause) {
    Instant at = toldAt.get(cause);
    return at != null && steady.instant().isBefore(at.plus(BETWEEN));
  }

  /** Whatever it was is over. */
  public synchronized void clear(String cause, String detail) {
    if (!isOpen(cause)) return;
    Told before = told.get(cause);
    Told over = new Told(cause, before.since(), before.at(), State.OVER);
    if (before.known()) tell(EventTypes.WATCHER_SEES, over, detail);
    else note(EventTypes.WATCHER_SEES, over, detail);
  }

  /** Whether that was warned of and is so still, as far as is known. */
  public synchronized boolean isOpen(String cause) {
    Told before = told.get(cause);
    return before != null && before.open();
  }

  /** The causes that begin so, of what is so still. */
  synchronized List<String> open(String prefix) {
    return told.values().stream()
        .filter(each -> each.open() && each.cause().startsWith(prefix))
        .map(Told::cause)
        .toList();
  }

  private void tell(String type, Told warning, String detail) {
    WatcherWarning data = WatcherWarning.of(warning.cause(), warning.since(), detail);
    CloudEvent event = events.of(type, data, clock.instant());
    term.write(
        connection -> {
          table.put(connection, warning);
          outbox.add(connection, event);
          return null;
        });
    told.put(warning.cause(), warning);
    EventLine.of(line(type, warning), event).log("{}: {}", warning.cause(), detail);
    stored.run();
  }

  /** Functions were told of the cause within the hour, so it is in the log and the state alone. */
  private void note(String type, Told warning, String detail) {
    term.write(
        connection -> {
          table.put(connection, warning);
          return null;
        });
    told.put(warning.cause(), warning);
    line(type, warning).log("{}: {}", warning.cause(), detail);
  }

  private static LoggingEventBuilder line(String type, Told warning) {
    return LOG.atWarn()
        .addKeyValue("event", type.substring("cvp.".length()))
        .addKeyValue("cause", warning.cause());
  }
}
