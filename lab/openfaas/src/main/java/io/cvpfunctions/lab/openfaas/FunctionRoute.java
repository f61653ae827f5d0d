package io.cvpfunctions.lab.openfaas;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import okhttp3.Headers;

/** Answers {@code /function/NAME}: the gateway's proxy and the provider's behind it. */
final class FunctionRoute {
  private final GatewayState state;
  private final String namespace;
  private final Duration upstreamTimeout;

  FunctionRoute(GatewayState state, String namespace, Duration upstreamTimeout) {
    this.state = state;
    this.namespace = namespace;
    this.upstreamTimeout = upstreamTimeout;
  }

  void handle(HttpExchange exchange, FunctionTarget target) throws IOException {
    Instant at = Instant.now();
    long started = System.nanoTime();
    FunctionRequest request = Wire.read(exchange);
    CallHeaders headers = CallHeaders.of(request, exchange.getRemoteAddress());
    Outcome outcome =
        outcome(target, request.withHeaders(headers.inbound()).withPath(target.path()));
    outcome = asTheCallerSees(outcome, request, headers);
    Invocation over =
        new Invocation(
            target.name(),
            request,
            outcome.reached(),
            outcome.statusSeen(),
            outcome.ending() == Outcome.Ending.WHOLE,
            outcome.response(),
            at,
            Duration.ofNanos(System.nanoTime() - started));
    state.over(over);
    try {
      outcome.write(exchange);
    } catch (IOException gone) {
      state.unheard(over);
      throw gone;
    }
  }

  private Outcome outcome(FunctionTarget target, FunctionRequest request) throws IOException {
    Optional<Fault> fault = state.nextFault(target.name());
    if (fault.isEmpty()) return call(target, request, upstreamTimeout);
    Duration delay = fault.get().delay();
    if (delay.compareTo(upstreamTimeout) >= 0) {
      Holding.hold(upstreamTimeout);
      return Outcome.failed(FunctionResponse.empty(502), false);
    }
    Holding.hold(delay);
    Outcome without =
        fault.get().functionRuns()
            ? call(target, request, upstreamTimeout.minus(delay))
            : Outcome.notReached();
    return fault.get().over(without);
  }

  private Outcome call(FunctionTarget target, FunctionRequest request, Duration limit) {
    DeployedFunction function = state.functions().get(target.name());
    if (function == null || !target.namespace().equals(namespace)) {
      return Outcome.failed(
          Platform.unknownFunction(target.name() + "." + target.namespace()), false);
    }
    function.entered();
    try {
      return Outcome.answered(function.backend().call(request, limit));
    } catch (InterruptedIOException e) {
      return Outcome.failed(FunctionResponse.empty(502), true);
    } catch (IOException e) {
      return Outcome.failed(Platform.cannotReach(target.name()), Backend.mayHaveRun(e));
    } finally {
      function.left();
    }
  }

  private static Outcome asTheCallerSees(
      Outcome outcome, FunctionRequest request, CallHeaders headers) {
    FunctionResponse response = outcome.response();
    if (outcome.platformFailed() && request.accepts("text/event-stream")) {
      response = FunctionResponse.empty(200);
    } else if (!outcome.platformFailed()) {
      response = withContentType(response, request);
    }
    return new Outcome(
        headers.on(response), outcome.reached(), outcome.platformFailed(), outcome.ending());
  }

  /** Where the function names no type, the provider names that of the request. */
  private static FunctionResponse withContentType(
      FunctionResponse response, FunctionRequest request) {
    Headers headers = response.headers();
    if (headers.get("Content-Type") != null) return response;
    return response.header("Content-Type", request.header("Content-Type").orElse("text/plain"));
  }
}
