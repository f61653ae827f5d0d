package io.cvpfunctions.lab.ledger.book;

/** A delivery that the watcher has given up on. */
public record DeadLetter(String function, String id, String reason) {
  String key() {
    return Receipt.key(function, id);
  }
}
