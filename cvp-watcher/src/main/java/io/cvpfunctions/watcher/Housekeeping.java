package io.cvpfunctions.watcher;

import io.cvpfunctions.events.EventTypes;
import io.cvpfunctions.watcher.cloudvision.Credentials;
import io.cvpfunctions.watcher.state.Backlog;
import io.cvpfunctions.watcher.state.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Forgets what was delivered long ago, and warns of what only a person can mend. */
final class Housekeeping {
  private static final Duration INTERVAL = Duration.ofSeconds(10);
  private static final Duration TOKEN_NOTICE = Duration.ofDays(14);
  private static final String DEAD_LETTERS = "dead-letters";
  private static final String TOKEN = "token-expires";
  private static final int PIECE = 1000;

  private final Outbox outbox;
  private final Warnings warnings;
  private final Credentials credentials;
  private final Duration retention;
  private final Clock clock;

  Housekeeping(
      Outbox outbox, Warnings warnings, Credentials credentials, Duration retention, Clock clock) {
    this.outbox = outbox;
    this.warnings = warnings;
    this.credentials = credentials;
    this.retention = retention;
    this.clock = clock;
  }

  static Duration interval() {
    return INTERVAL;
  }

  /** Does it once, and says how long to wait. */
  Duration tidy() {
    deadLetters(outbox.backlog());
    token();
    int forgotten = outbox.forgetBefore(clock.instant().minus(retention).toEpochMilli());
    return forgotten < PIECE ? INTERVAL : Duration.ofMillis(100);
  }

  private void deadLetters(Backlog backlog) {
    if (backlog.dead() == 0) {
      warnings.clear(DEAD_LETTERS, "there are no dead letters any more");
      return;
    }
    String what = backlog.dead() + " dead letters: see cvp-watcher dead-letters list";
    warnings.raise(EventTypes.WATCHER_BLIND, DEAD_LETTERS, clock.instant(), what);
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
}
