package io.cvpfunctions.watcher.commands;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Compares a server's clock with ours. */
final class ClockCheck {
  /** Its header holds whole seconds, and was on its way. */
  private static final Duration NOTICE = Duration.ofSeconds(5);

  /** What signed calls may be off; functions refuse more. */
  static final Duration SIGNED = Duration.ofMinutes(5);

  /** Where nothing breaks, but times cannot be compared. */
  static final Duration NEVER_FAILS = ChronoUnit.FOREVER.getDuration();

  private ClockCheck() {}

  /**
   * Says how far it is off.
   *
   * @param limit from where on it is a failure
   */
  static void run(
      String server, Optional<Instant> date, Instant now, Duration limit, Findings findings) {
    if (date.isEmpty()) return;
    Duration off = Duration.between(now, date.get());
    String what = "the clock of " + server + " is ";
    String way = off.isNegative() ? " s behind ours" : " s before ours";
    String text = what + off.abs().toSeconds() + way;
    String todo = "Have both hosts follow the same NTP servers.";
    if (off.abs().compareTo(NOTICE) <= 0) findings.ok(what + "ours");
    else if (off.abs().compareTo(limit) < 0) findings.warning(text, todo);
    else findings.failure(text + ", and functions refuse what was signed then", todo);
  }
}
