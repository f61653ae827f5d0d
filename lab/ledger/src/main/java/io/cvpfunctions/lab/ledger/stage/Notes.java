package io.cvpfunctions.lab.ledger.stage;

import io.cvpfunctions.lab.ledger.book.Call;
import io.cvpfunctions.lab.ledger.book.Message;
import io.cvpfunctions.lab.ledger.book.Receipt;
import io.cvpfunctions.lab.openfaas.Invocation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What the functions and the gateway write down while calls come. Thread-safe. */
final class Notes {
  private final List<Receipt> receipts = new ArrayList<>();
  private final Map<String, Call> calls = new ConcurrentHashMap<>();
  private final Duration patience;

  /** Whoever is answered lostr than that may have gone away meanwhile. */
  Notes(Duration patience) {
    this.patience = patience;
  }

  /** A function received something, and is about to say this to it. */
  void received(String function, String callId, Message message, int verdict) {
    received(function, callId, Map.of(message, verdict), verdict);
  }

  /** The same for a batch, of which each event has a verdict of its own. */
  synchronized void received(
      String function, String callId, Map<Message, Integer> verdicts, int answer) {
    Instant now = Instant.now();
    verdicts.forEach(
        (message, verdict) ->
            receipts.add(
                new Receipt(function, callId, message, now, verdict, answer, Optional.empty())));
  }

  /** The gateway has an answer for the caller. */
  void called(Invocation over) {
    String callId = Optional.ofNullable(over.header("X-Call-Id")).orElse("");
    boolean lost = over.took().compareTo(patience) >= 0 || !over.whole();
    Instant end = over.at().plus(over.took());
    calls.putIfAbsent(callId, new Call(over.at(), end, lost ? 0 : over.status()));
  }

  /** Its answer found nobody to take it. */
  void unheard(Invocation over) {
    String callId = Optional.ofNullable(over.header("X-Call-Id")).orElse("");
    calls.computeIfPresent(callId, (id, call) -> new Call(call.sent(), call.ended(), 0));
  }

  /** How much was received so far. */
  synchronized int count() {
    return receipts.size();
  }

  /** All receipts in the order of their arrival, each with its call. */
  synchronized List<Receipt> receipts() {
    return receipts.stream().map(this::withCall).toList();
  }

  private Receipt withCall(Receipt receipt) {
    return new Receipt(
        receipt.function(),
        receipt.callId(),
        receipt.message(),
        receipt.arrived(),
        receipt.verdict(),
        receipt.answer(),
        Optional.ofNullable(calls.get(receipt.callId())));
  }
}
