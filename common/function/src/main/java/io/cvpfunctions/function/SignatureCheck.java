package io.cvpfunctions.function;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.EventCodec;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.remote.Secret;
import io.cvpfunctions.remote.Signature;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lets in only what holds the signature, where the secret for it is mounted. */
final class SignatureCheck {
  private static final Duration WINDOW = Duration.ofMinutes(5);

  private final Signature signature;
  private final String function;
  private final Clock clock;

  private SignatureCheck(Signature signature, String function, Clock clock) {
    this.signature = signature;
    this.function = function;
    this.clock = clock;
  }

  static SignatureCheck of(Optional<Secret> key, String function, Clock clock) {
    return new SignatureCheck(key.map(Signature::with).orElse(null), function, clock);
  }

  /** Whether calls have to be signed. */
  boolean required() {
    return signature != null;
  }

  /** The gateway authenticates no invocation (facts: OpenFaaS B1), so this is all there is. */
  void body(String header, byte[] body) {
    if (signature == null || signature.matches(header, body)) return;
    String what = header.isBlank() ? "there is no signature" : "the signature is wrong";
    throw refused(
        what
            + ": faas-cli invoke "
            + function
            + " --sign "
            + Signature.HEADER
            + " --key \"$(cat payload-secret)\"");
  }

  /** A body that somebody signed could be sent again with attributes of another event. */
  void attributes(Map<String, String> headers) {
    if (signature == null || !EventCodec.isBinary(headers)) return;
    throw refused("headers are not signed: send the event in structured mode, not in binary mode");
  }

  /** A signed body could be sent again later, so it says when it was sent, where it can. */
  void sentAt(CloudEvent event) {
    Optional<String> sentAt = Events.extension(event, Events.SENT_AT);
    if (signature == null || sentAt.isEmpty()) return;
    Instant sent = time(sentAt.get());
    if (Duration.between(sent, clock.instant()).abs().compareTo(WINDOW) > 0) {
      throw refused("the request was sent at " + sentAt.get() + ", more than 300 s off this clock");
    }
  }

  private static Instant time(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException notATime) {
      throw refused("sentat is not a time such as 2026-01-02T03:04:05Z");
    }
  }

  private static ProblemException refused(String error) {
    return new ProblemException(Problem.of(401, "The signature was refused", List.of(error)));
  }
}
