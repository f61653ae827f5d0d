package io.cvpfunctions.lab.ledger.book;

import io.cvpfunctions.lab.ledger.book.Finding.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Every event reached every function that is to be told, or is a dead letter with its reason; what
 * is withheld instead is judged by {@link HoldCheck}.
 */
final class LossCheck implements Check {
  @Override
  public List<Finding> findings(Ledger ledger) {
    List<Finding> findings = new ArrayList<>();
    Set<String> accepted = ledger.accepted();
    Set<String> dead = ledger.dead();
    Set<String> withheld = ledger.withheldKeys();
    for (Subscriber each : ledger.subscribers()) {
      for (Message message : ledger.due(each)) {
        String key = Receipt.key(each.name(), message.id());
        if (accepted.contains(key) || dead.contains(key) || withheld.contains(key)) continue;
        findings.add(loss(ledger, each.name() + " never accepted " + message));
      }
    }
    Map<String, List<Receipt>> receipts = ledger.receiptsByDelivery();
    for (DeadLetter each : ledger.deadLetters()) {
      judge(each, receipts.getOrDefault(each.key(), List.of()), ledger, findings);
    }
    return findings;
  }

  private static void judge(
      DeadLetter letter, List<Receipt> own, Ledger ledger, List<Finding> findings) {
    String name = "the dead letter " + letter.key();
    if (letter.reason().isBlank()) findings.add(loss(ledger, name + " has no reason"));
    if (own.stream().noneMatch(Receipt::refused)) {
      findings.add(loss(ledger, name + " was refused by nobody: " + letter.reason()));
    }
    if (own.stream().anyMatch(r -> r.accepted() && !ledger.excused(r))) {
      findings.add(loss(ledger, name + " was accepted"));
    }
  }

  private static Finding loss(Ledger ledger, String what) {
    return new Finding(Kind.LOSS, ledger.end(), what);
  }
}
