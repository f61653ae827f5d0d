package io.cvpfunctions.lab.ledger.book;

import io.cvpfunctions.lab.ledger.book.Finding.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A function that waits for devices to settle is told of none while something was pending on it all
 * along; one that waits while people want quiet is told of nothing that falls into that time.
 *
 * <p>Where somebody set the watcher's clock, both may have ended early.
 */
final class WaitingCheck implements Check {
  @Override
  public List<Finding> findings(Ledger ledger) {
    if (ledger.clockJumped()) return List.of();
    Map<String, Subscriber> functions =
        ledger.subscribers().stream().collect(Collectors.toMap(Subscriber::name, each -> each));
    Map<String, Message> stored = ledger.byId();
    List<Finding> findings = new ArrayList<>();
    for (Receipt each : ledger.receipts()) {
      Subscriber function = functions.get(each.function());
      Message message = stored.get(each.message().id());
      if (function == null || message == null) continue;
      if (function.settled() && pending(message, each, ledger)) {
        findings.add(lie("told while something was pending", each));
      }
      if (function.quiet() && disturbs(each, ledger)) findings.add(lie("told in the quiet", each));
    }
    return findings;
  }

  /** From before the device came until the function was told, so that every look has shown it. */
  private static boolean pending(Message message, Receipt receipt, Ledger ledger) {
    if (!message.arrives()) return false;
    Instant came = came(message, ledger);
    return ledger.history().restless(message.subject()).stream()
        .anyMatch(each -> !each.from().isAfter(came) && receipt.arrived().isBefore(each.until()));
  }

  /** When the stay began that the message tells of, the last that it can mean. */
  private static Instant came(Message message, Ledger ledger) {
    Instant told = ledger.stored().get(message.id());
    return ledger.history().stays(message.subject(), ledger.end()).stream()
        .filter(stay -> stay.place().equals(message.place()) && stay.from().isBefore(told))
        .map(Stay::from)
        .reduce(Instant.MIN, (first, second) -> second);
  }

  private static boolean disturbs(Receipt receipt, Ledger ledger) {
    Instant planned = ledger.planned().get(receipt.key());
    Set<String> places = receipt.message().containers().collect(Collectors.toSet());
    return planned != null
        && ledger.quiets().stream()
            .filter(each -> places.contains(each.container()))
            .anyMatch(each -> each.spans(planned) && each.spans(receipt.arrived()));
  }

  private static Finding lie(String what, Receipt receipt) {
    return new Finding(Kind.LIE, receipt.arrived(), what + ": " + receipt);
  }
}
