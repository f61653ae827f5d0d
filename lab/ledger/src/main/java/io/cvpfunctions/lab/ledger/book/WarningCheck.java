package io.cvpfunctions.lab.ledger.book;

import io.cvpfunctions.lab.ledger.book.Finding.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Nobody was warned of what is not so: blind only after what was not seen for long, suspicious only
 * where a list lacked many devices, over only what was told before; and of a cause at most once an
 * hour, whoever set the clock.
 */
final class WarningCheck implements Check {
  private static final Duration BLIND_AFTER = Duration.ofMinutes(5);
  private static final Duration BETWEEN = Duration.ofHours(1);
  private static final int FEW = 20;
  private static final Set<String> SOURCES =
      Set.of("cloudvision", "devices", "provisioned", "tags", "events");

  @Override
  public List<Finding> findings(Ledger ledger) {
    Hearing hearing = new Hearing(ledger);
    ledger.outbox().stream().filter(Message::warns).forEach(hearing::hear);
    return hearing.findings;
  }

  /** All warnings, heard in their order. */
  private static final class Hearing {
    private final Ledger ledger;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> open = new HashSet<>();
    private final Map<String, Instant> toldAt = new HashMap<>();

    Hearing(Ledger ledger) {
      this.ledger = ledger;
    }

    void hear(Message message) {
      Instant at = ledger.stored().getOrDefault(message.id(), ledger.end());
      String cause = message.cause();
      boolean over = message.type().equals(Message.SEES);
      if (over && !open.remove(cause)) lie("over, though never told", message, at);
      if (over) return;
      open.add(cause);
      unfounded(message, at).ifPresent(why -> lie(why, message, at));
      Instant before = toldAt.put(cause, at);
      boolean again = before != null && at.isBefore(before.plus(BETWEEN));
      if (again) add(Kind.DUPLICATE, "twice within an hour", message, at);
    }

    /** Why there was nothing to warn of; empty where there was. */
    private Optional<String> unfounded(Message message, Instant at) {
      String cause = message.cause();
      if (message.type().equals(Message.SUSPICIOUS)) return suspicious(cause, at);
      if (cause.equals("dead-letters")) {
        return because(ledger.deadLetters().isEmpty(), "there is no dead letter");
      }
      boolean known = cause.startsWith("lane-held:") || SOURCES.contains(source(cause));
      if (!known) return Optional.of("of what nobody ordered");
      Duration blind = Duration.between(message.since(), message.time());
      return because(blind.compareTo(BLIND_AFTER) < 0, "blind for " + blind + " only");
    }

    private static String source(String cause) {
      return cause.substring(0, Math.max(0, cause.lastIndexOf('-')));
    }

    private Optional<String> suspicious(String cause, Instant at) {
      boolean devices = cause.equals("devices-missing");
      return because(devices && !lacking(at), "no list lacked so many devices");
    }

    /** Whether a list lacked many of those that one before it had, as it was on the wire. */
    private boolean lacking(Instant until) {
      Set<String> shown = new HashSet<>();
      for (Look each : ledger.looks()) {
        if (each.asked().isAfter(until)) break;
        long missing = shown.stream().filter(s -> !each.places().containsKey(s)).count();
        if (missing > FEW) return true;
        shown.addAll(each.places().keySet());
      }
      return false;
    }

    private static Optional<String> because(boolean so, String why) {
      return so ? Optional.of(why) : Optional.empty();
    }

    private void lie(String why, Message message, Instant at) {
      add(Kind.LIE, why, message, at);
    }

    private void add(Kind kind, String why, Message message, Instant at) {
      findings.add(new Finding(kind, at, why + ": " + message.type() + " " + message.data()));
    }
  }
}
