package io.cvpfunctions.lab.ledger.book;

import java.util.List;
import java.util.stream.Stream;

/** One promise of the watcher, held against a ledger. */
public interface Check {
  /** What is found wanting; nothing where the promise was kept. */
  List<Finding> findings(Ledger ledger);

  /** All promises at once. */
  static List<Finding> all(Ledger ledger) {
    return Stream.of(
            new LossCheck(),
            new DetectionCheck(),
            new HoldCheck(),
            new WaitingCheck(),
            new DuplicateCheck(),
            new OrderCheck(),
            new TruthCheck(),
            new ViewCheck(),
            new CloudVisionEventCheck(),
            new TagCheck(),
            new WarningCheck())
        .flatMap(check -> check.findings(ledger).stream())
        .toList();
  }
}
