package io.cvpfunctions.watcher.delivery;

import static java.util.stream.Collectors.toSet;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.EventCodec;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.remote.Answer;
import io.cvpfunctions.remote.Gateway;
import io.cvpfunctions.remote.GoDuration;
import io.cvpfunctions.remote.Invocation;
import io.cvpfunctions.remote.Secret;
import io.cvpfunctions.remote.Signature;
import io.cvpfunctions.tracing.Hop;
import io.cvpfunctions.tracing.Traceparent;
import io.cvpfunctions.watcher.state.Delivery;
import io.cvpfunctions.watcher.state.Threads;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes one attempt: an invocation of a function with an event, or with a batch. Thread-safe. */
public final class Sender {
  private static final String CONNECTOR = "cvp-watcher";

  /** What the gateway may take on top, so that the function's own 504 is what arrives. */
  private static final Duration GATEWAY = Duration.ofSeconds(2);

  /** A clock that is off by more than this was set. */
  private static final Duration SKEW = Duration.ofMinutes(1);

  private final Gateway gateway;
  private final Optional<Signature> signature;
  private final Duration attempt;
  private final Threads threads;
  private final UpToDate upToDate;
  private final Clock clock;
  private final EventCodec codec = new EventCodec();

  /** Sends through that gateway, signed where there is a secret for it. */
  public Sender(
      Gateway gateway,
      Optional<Secret> payloadSecret,
      Duration attempt,
      Threads threads,
      UpToDate upToDate,
      Clock clock) {
    this.gateway = gateway;
    this.signature = payloadSecret.map(Signature::with);
    this.attempt = attempt;
    this.threads = threads;
    this.upToDate = upToDate;
    this.clock = clock;
  }

  /** The longest that an attempt can take. */
  public static Duration longest(Duration attempt) {
    return attempt.plus(GATEWAY);
  }

  /** Sends one event as itself, and more as a batch. */
  Answer send(List<Delivery> deliveries, String callId) {
    Delivery first = deliveries.get(0);
    List<String> origins = deliveries.stream().map(Sender::origin).toList();
    try (Hop hop = Hop.delivery("deliver to " + first.function(), origins)) {
      hop.with("call.id", callId);
      String otherwise = Traceparent.next(origins.get(0));
      Answer answer = send(deliveries, callId, hop.traceparent(otherwise));
      hop.status(answer.status());
      return answer;
    }
  }

  private static String origin(Delivery delivery) {
    return Events.extension(delivery.event(), Events.TRACE_PARENT).orElse("");
  }

  private Answer send(List<Delivery> deliveries, String callId, String traceparent) {
    Delivery first = deliveries.get(0);
    List<byte[]> events = deliveries.stream().map(this::encoded).toList();
    boolean single = events.size() == 1;
    byte[] body = single ? events.get(0) : EventCodec.batchOf(events);
    Invocation invocation =
        Invocation.of(single ? EventCodec.STRUCTURED : EventCodec.BATCH, body)
            .with(Invocation.CALL_ID, callId)
            .with(Invocation.TIMEOUT, GoDuration.format(attempt))
            .with(Invocation.FIRST_ATTEMPT, firstAttempt(deliveries).toString())
            .with("X-Connector", CONNECTOR)
            .with(Traceparent.NAME, traceparent);
    Set<String> types = deliveries.stream().map(d -> d.event().getType()).collect(toSet());
    if (types.size() == 1) invocation = invocation.with("X-Topic", types.iterator().next());
    if (signature.isPresent()) {
      invocation = invocation.with(Signature.HEADER, signature.get().sign(body));
    }
    if (first.async()) return gateway.invokeAsync(first.function(), invocation, longest(attempt));
    Invocation chained = invocation.with(Invocation.CHAIN, "caller");
    return gateway.invoke(first.function(), chained, longest(attempt));
  }

  /** Mostly it goes as it is stored. */
  private byte[] encoded(Delivery delivery) {
    CloudEvent dressed = dressed(delivery.event());
    boolean asStored = dressed == delivery.event();
    return asStored ? delivery.message().encoded() : codec.structured(dressed);
  }

  private Instant firstAttempt(List<Delivery> deliveries) {
    return deliveries.stream().map(this::firstAttempt).min(Instant::compareTo).orElseThrow();
  }

  /**
   * As it was noted, unless the clock was set since: functions measure their patience by it, so it
   * is no more and no less than the time tried.
   */
  private Instant firstAttempt(Delivery delivery) {
    Instant tried = clock.instant().minus(delivery.triedFor());
    Duration off = Duration.between(delivery.firstAttempt(), tried).abs();
    return off.compareTo(SKEW) < 0 ? delivery.firstAttempt() : tried;
  }

  /** What is added on the way: what is pending by now, where in Slack it belongs, when it goes. */
  private CloudEvent dressed(CloudEvent stored) {
    CloudEvent event = upToDate.of(stored);
    if (Events.extension(event, Events.SLACK_THREAD).isEmpty()) {
      String correlation = Events.extension(event, Events.CORRELATION_ID).orElse(event.getId());
      Optional<String> thread = threads.of(correlation);
      if (thread.isPresent()) {
        event = Events.withExtension(event, Events.SLACK_THREAD, thread.get());
      }
    }
    if (signature.isEmpty()) return event;
    return Events.withExtension(event, Events.SENT_AT, clock.instant().toString());
  }
}
