package io.cvpfunctions.runtime;

import com.openfaas.model.IHandler;
import com.sun.net.httpserver.HttpExchange;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Turns one HTTP request into one answer of the handler, or into a problem that says why not.
 *
 * <p>The body is read before a place is taken, so that slow senders never keep others from the
 * handler.
 */
final class Calls {
  private final BodyReader bodies;
  private final Gate gate;
  private final Duration patience;
  private final CallMetrics metrics;
  private final JsonLog log;
  private final CountDownLatch warm = new CountDownLatch(1);
  private volatile IHandler handler;

  Calls(BodyReader bodies, Gate gate, Duration patience, CallMetrics metrics, JsonLog log) {
    this.bodies = bodies;
    this.gate = gate;
    this.patience = patience;
    this.metrics = metrics;
    this.log = log;
  }

  /** Null until {@link #serve}. */
  IHandler handler() {
    return handler;
  }

  /** Those who called before this was known have been waiting for it. */
  void serve(IHandler function) {
    handler = function;
    warm.countDown();
  }

  Reply answer(HttpExchange exchange) {
    try (Body body = bodies.read(exchange)) {
      Worker.hasItsCaller();
      if (!warm.await(patience.toMillis(), TimeUnit.MILLISECONDS)) return notWarm(exchange);
      return admit(ReceivedRequest.of(exchange, body.bytes()));
    } catch (RefusedBodyException e) {
      return refused(e.kind(), callId(exchange));
    } catch (InterruptedException e) {
      throw new IllegalStateException("Nobody interrupts the threads of the server", e);
    }
  }

  private Reply admit(ReceivedRequest request) throws InterruptedException {
    if (!gate.enter()) {
      metrics.rejected("busy");
      return Problem.busy(callId(request.getHeader("X-Call-Id")));
    }
    try {
      return call(request);
    } finally {
      gate.leave();
    }
  }

  /** Whatever a handler throws, errors included, ends here; the caller learns only the call id. */
  private Reply call(ReceivedRequest request) {
    try {
      return Reply.of(handler.Handle(request));
    } catch (Throwable thrown) {
      return failed(request, thrown);
    } finally {
      // A flag left set would close the connection at the next byte written.
      Thread.interrupted();
    }
  }

  private Reply failed(ReceivedRequest request, Throwable thrown) {
    String callId = callId(request.getHeader("X-Call-Id"));
    log.error(
        "the function failed",
        "callId",
        JsonLog.brief(callId),
        "method",
        JsonLog.brief(request.getMethod()),
        "path",
        JsonLog.brief(request.getPathRaw()),
        "error",
        JsonLog.name(thrown),
        "stack",
        JsonLog.stack(thrown));
    return Problem.failed(callId);
  }

  private Reply refused(RefusedBodyException.Kind kind, String callId) {
    metrics.rejected(kind.name().toLowerCase(Locale.ROOT));
    switch (kind) {
      case TOO_LARGE:
        return Problem.tooLarge(bodies.max(), callId);
      case NO_ROOM:
        return Problem.noRoom(callId);
      default:
        return Problem.unreadable(callId);
    }
  }

  private Reply notWarm(HttpExchange exchange) {
    metrics.rejected("not_warm");
    return Problem.notWarm(callId(exchange));
  }

  static String callId(HttpExchange exchange) {
    return callId(exchange.getRequestHeaders().getFirst("X-Call-Id"));
  }

  /** The gateway gives every call an id; one made up here joins the answer to the log at least. */
  private static String callId(String given) {
    if (given != null && !given.isBlank()) return given;
    return String.format("local-%016x", ThreadLocalRandom.current().nextLong());
  }
}
