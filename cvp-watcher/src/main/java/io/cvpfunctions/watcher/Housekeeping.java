package io.cvpfunctions.watcher;

import io.cvpfunctions.events.EventTypes;
import io.cvpfunctions.watcher.cloudvision.Credentials;
import io.cvpfunctions.watcher.state.Backlog;
import io.cvpfunctions.watcher.state.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Forgets what was delivered long ago, and warns of what only a person can mend. */
final class Housekeeping {
  private static final Duration INTERVAL = Duration.ofSeconds(10);
  private static final Duration TOKEN_NOTICE = Duration.ofDays(14);
  private static final String DEAD_LETTERS = "dead-letters";
  private static final String TOKEN = "token-expires";
  private static final String HELD = "lane-held:";
  private static final Duration HELD_NOTICE = Duration.ofMinutes(5);
  private static final int PIECE = 1000;

  private final Outbox outbox;
  private final Warnings warnings;
  private final Credentials credentials;
  private final Duration retention;
  private final Supplier<List<String>> held;
  private final Clock clock;
  private final Clock steady;
  private final Instant begin;
  private final Instant begun;
  private final Map<String, Instant> heldSince = new HashMap<>();

  /** Held when another led, or before a restart; these lanes may not have tried yet. */
  private final Set<String> inherited = new HashSet<>();

  /** How many dead letters people know of. */
  private long told = Long.MAX_VALUE;

  /** {@code held} says which functions cannot be reached as they should be. */
  Housekeeping(
      Outbox outbox,
      Warnings warnings,
      Credentials credentials,
      Duration retention,
      Supplier<List<String>> held,
      Clock clock,
      Clock steady) {
    this.outbox = outbox;
    this.warnings = warnings;
    this.credentials = credentials;
    this.retention = retention;
    this.held = held;
    this.clock = clock;
    this.steady = steady;
    this.begin = steady.instant();
    this.begun = clock.instant();
    warnings.open(HELD).forEach(each -> inherited.add(each.substring(HELD.length())));
  }

  static Duration interval() {
    return INTERVAL;
  }

  /** Does it once, and says how long to wait. */
  Duration tidy() {
    deadLetters(outbox.backlog());
    token();
    heldLanes();
    int forgotten = outbox.forgetBefore(now().minus(retention).toEpochMilli());
    return forgotten < PIECE ? INTERVAL : Duration.ofMillis(100);
  }

  /** A clock that was set ahead makes nothing old, nor does one that was ahead at the start. */
  private Instant now() {
    Instant passed = begun.plus(lasted(begin));
    Instant told = clock.instant();
    return told.isBefore(passed) ? told : passed;
  }

  private void deadLetters(Backlog backlog) {
    if (backlog.dead() == 0) {
      warnings.clear(DEAD_LETTERS, "there are no dead letters any more");
      return;
    }
    String what = backlog.dead() + " dead letters: see cvp-watcher dead-letters list";
    Instant now = clock.instant();
    if (warnings.raise(EventTypes.WATCHER_BLIND, DEAD_LETTERS, now, what)) told = backlog.dead();
    told = Math.min(told, backlog.dead());
    boolean more = backlog.dead() > told;
    if (more && warnings.worse(EventTypes.WATCHER_BLIND, DEAD_LETTERS, now, what)) {
      told = backlog.dead();
    }
  }

  private void token() {
    Instant now = clock.instant();
    boolean ending =
        credentials.expiry().filter(at -> now.isAfter(at.minus(TOKEN_NOTICE))).isPresent();
    if (ending) {
      String what = "the service-account token ends at " + credentials.expiry().get();
      warnings.raise(EventTypes.WATCHER_BLIND, TOKEN, now, what);
    } else {
      warnings.clear(TOKEN, "there is a new token");
    }
  }

  /** A redeployment holds a lane for seconds; what lasts is for a person to mend. */
  private void heldLanes() {
    Set<String> now = Set.copyOf(held.get());
    heldSince.keySet().retainAll(now);
    now.forEach(each -> heldSince.computeIfAbsent(each, any -> steady.instant()));
    heldSince.forEach(this::heldLane);
    inherited.removeAll(now);
    if (lasted(begin).compareTo(HELD_NOTICE) >= 0) inherited.clear();
    for (String cause : warnings.open(HELD)) {
      String function = cause.substring(HELD.length());
      if (now.contains(function) || inherited.contains(function)) continue;
      warnings.clear(cause, function + " can be reached again");
    }
  }

  private void heldLane(String function, Instant from) {
    Duration time = lasted(from);
    if (time.compareTo(HELD_NOTICE) < 0) return;
    Instant since = clock.instant().minus(time);
    String what =
        "all that " + function + " is to be told waits: it cannot be reached; see the log";
    warnings.raise(EventTypes.WATCHER_BLIND, HELD + function, since, what);
  }

  private Duration lasted(Instant from) {
    return Duration.between(from, steady.instant());
  }
}
