package io.cvpfunctions.lab.ledger.book;

/** A delivery of which the watcher says that the function is better not told. */
public record Withheld(String function, String id, String reason) {
  String key() {
    return Receipt.key(function, id);
  }
}
