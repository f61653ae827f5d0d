package io.cvpfunctions.watcher.sources;

import io.cvpfunctions.watcher.cloudvision.Standing;
import io.cvpfunctions.watcher.placements.Placement;
import io.cvpfunctions.watcher.placements.Rules;
import io.cvpfunctions.watcher.placements.Snapshot;
import io.cvpfunctions.watcher.sources.Dimension.Looked;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds one dimension from a stream: looks whenever something has changed or is due, and doubts a
 * list that misses devices until the token is known to be good. Not thread-safe.
 */
final class Placing {
  private static final Logger LOG = LoggerFactory.getLogger(Placing.class);

  /** Why a list is not believed. */
  static final String DISBELIEVED =
      "lists fewer devices than before, and the credentials cannot be shown good";

  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration SOON = Duration.ofMillis(10);

  private final String source;
  private final String name;
  private final Dimension dimension;
  private final Telling telling;
  private final Supplier<Standing> credentials;
  private final Duration relist;
  private final Clock steady;
  private boolean changed;
  private boolean listed;
  private boolean undecided;
  private boolean refused;

  /**
   * {@code credentials} asks elsewhere what the token is still worth; {@code steady} is a clock
   * that nobody sets.
   */
  Placing(
      String source,
      String name,
      Dimension dimension,
      Telling telling,
      Supplier<Standing> credentials,
      Duration removeAfter,
      Clock steady) {
    this.source = source;
    this.name = name;
    this.dimension = dimension;
    this.telling = telling;
    this.credentials = credentials;
    Duration third = removeAfter.dividedBy(Rules.LOOKS);
    this.relist = longer(SHORTEST, third.compareTo(LONGEST) < 0 ? third : LONGEST);
    this.steady = steady;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  Dimension dimension() {
    return dimension;
  }

  /** Something in the stream is different now. */
  void changed() {
    changed = true;
  }

  /** The stream has listed everything anew. */
  void listed() {
    listed = true;
    refused = false;
    changed = true;
  }

  /**
   * Whether the first list waits to be looked at: what comes after it is no part of the baseline,
   * and stays in the stream. A list made with credentials that are refused is none.
   */
  boolean holds() {
    return listed && !refused && !dimension.baselined();
  }

  /** Whether a look is worth while. */
  boolean due() {
    Instant now = steady.instant();
    return changed || dimension.nextDue().filter(at -> !now.isBefore(at)).isPresent();
  }

  /** Another source leads: what the stream says is not looked at. */
  void skip() {
    changed = false;
  }

  /** Looks at what the stream says by now; says whether that is believed. */
  boolean look(Snapshot.Builder seen, Set<String> devices) {
    boolean missing = devices.isEmpty() || !devices.containsAll(dimension.devices());
    if (listed && missing && !shownGood()) return false;
    Snapshot snapshot = seen.fresh(listed).build();
    Looked looked = dimension.look(snapshot, source);
    changed = false;
    listed = false;
    undecided = !snapshot.present().isEmpty();
    if (looked.baseline()) baseline(snapshot, looked.told().size());
    telling.of(looked, source, name);
    return true;
  }

  /** Where that cannot be asked, the first list is looked at again, since no other is as old. */
  private boolean shownGood() {
    Standing standing = credentials.get();
    if (standing == Standing.GOOD) return true;
    refused = standing == Standing.REFUSED;
    changed = holds();
    LOG.atWarn()
        .addKeyValue("event", "stream.disbelieved")
        .addKeyValue("source", source)
        .log("{} {}", name, DISBELIEVED);
    return false;
  }

  private void baseline(Snapshot snapshot, int told) {
    long places = snapshot.placements().stream().map(Placement::container).distinct().count();
    String what = told == 0 ? "nothing is told until one moves" : "of these, " + told + " are told";
    LOG.atInfo()
        .addKeyValue("event", name.equals(Sources.CONTAINER) ? "baseline" : "tags.baseline")
        .addKeyValue("source", source)
        .addKeyValue("dimension", name)
        .log("{}: {} devices in {} places; {}", name, snapshot.placements().size(), places, what);
  }

  /**
   * Whether the stream should list everything anew: its list does not say of all where they are.
   */
  boolean wantsList(Duration age) {
    return doubts() && age.compareTo(relist) >= 0;
  }

  private boolean doubts() {
    return (dimension.doubts() || listed || undecided) && !holds();
  }

  /** How long nothing will be due here. */
  Duration pause(Duration age) {
    Duration due =
        dimension
            .nextDue()
            .map(at -> Duration.between(steady.instant(), at).plus(SOON))
            .orElse(LONGEST);
    Duration again = doubts() ? relist.minus(age).plus(SOON) : LONGEST;
    return longer(SOON, due.compareTo(again) < 0 ? due : again);
  }
}
