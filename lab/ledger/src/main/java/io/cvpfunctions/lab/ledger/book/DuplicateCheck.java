package io.cvpfunctions.lab.ledger.book;

import io.cvpfunctions.lab.ledger.book.Finding.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * No function accepted an event twice, unless the caller could not know that it had: once more for
 * each answer that got lost, and for each kill while the delivery was in flight.
 */
final class DuplicateCheck implements Check {
  @Override
  public List<Finding> findings(Ledger ledger) {
    List<Finding> findings = new ArrayList<>();
    for (List<Receipt> all : ledger.receiptsByDelivery().values()) {
      List<Receipt> accepted = all.stream().filter(Receipt::accepted).toList();
      long excused = accepted.stream().filter(ledger::excused).count();
      if (accepted.size() <= 1 + excused) continue;
      Receipt last = accepted.get(accepted.size() - 1);
      String what = "accepted %d times, of which %d excused: %s";
      String text = what.formatted(accepted.size(), excused, accepted);
      findings.add(new Finding(Kind.DUPLICATE, last.arrived(), text));
    }
    return findings;
  }
}
