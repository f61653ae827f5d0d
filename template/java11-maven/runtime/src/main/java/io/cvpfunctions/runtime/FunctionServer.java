package io.cvpfunctions.runtime;

import com.openfaas.model.IHandler;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;

/**
 * The HTTP side of a function. It listens before the function is ready: probes are answered, and
 * calls wait instead of being refused.
 */
final class FunctionServer {
  private static final int BACKLOG = 1024;
  private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private enum State {
    STARTING,
    READY,
    STOPPING
  }

  private final HttpServer http;
  private final Calls calls;
  private final CallMetrics metrics;
  private final JsonLog log;
  private volatile State state = State.STARTING;

  private FunctionServer(HttpServer http, Calls calls, CallMetrics metrics, JsonLog log) {
    this.http = http;
    this.calls = calls;
    this.metrics = metrics;
    this.log = log;
  }

  static FunctionServer start(RuntimeSettings settings, JsonLog log) throws StartException {
    ServerProperties.set(settings);
    HttpServer http;
    try {
      http = HttpServer.create(settings.listen, BACKLOG);
    } catch (IOException e) {
      throw new StartException("Cannot listen on " + settings.listen + ": " + e.getMessage(), e);
    }
    Gate gate = new Gate(settings.maxConcurrency, settings.maxQueue, settings.patience());
    CallMetrics metrics = new CallMetrics(gate::queued);
    BodyReader bodies = new BodyReader(settings.maxBody, Runtime.getRuntime().maxMemory());
    Calls calls = new Calls(bodies, gate, settings.patience(), metrics, log);
    FunctionServer server = new FunctionServer(http, calls, metrics, log);
    http.setExecutor(new Workers(settings.maxConcurrency, settings.maxQueue));
    http.createContext("/", server::exchange);
    http.start();
    return server;
  }

  int port() {
    return http.getAddress().getPort();
  }

  synchronized void serve(IHandler handler) {
    if (state == State.STARTING) state = State.READY;
    calls.serve(handler);
  }

  boolean isReady() {
    return state == State.READY;
  }

  /** Null until there is one. */
  IHandler handler() {
    return calls.handler();
  }

  /** From now on {@code /_/ready} says no, so that nobody new is sent here; calls go on. */
  synchronized void stopping() {
    state = State.STOPPING;
  }

  int inFlight() {
    return metrics.inFlight();
  }

  private void exchange(HttpExchange exchange) {
    Reply own = ownPath(String.valueOf(exchange.getRequestURI().getPath()));
    if (own != null) {
      send(own, exchange);
    } else {
      call(exchange);
    }
  }

  private Reply ownPath(String path) {
    switch (path) {
      case "/_/health":
        return Reply.text(200, ContentType.PLAIN_TEXT, "OK\n");
      case "/_/ready":
        return Reply.text(isReady() ? 200 : 503, ContentType.PLAIN_TEXT, state + "\n");
      case "/_/metrics":
        return Reply.text(200, METRICS_TYPE, metrics.text());
      default:
        return null;
    }
  }

  private void call(HttpExchange exchange) {
    metrics.started();
    long start = System.nanoTime();
    try {
      int status = send(answer(exchange), exchange);
      metrics.answered(status, System.nanoTime() - start);
    } finally {
      metrics.finished();
    }
  }

  private Reply answer(HttpExchange exchange) {
    try {
      return calls.answer(exchange);
    } catch (Throwable e) {
      return failed(e, exchange);
    }
  }

  /** The status that was sent. */
  private int send(Reply reply, HttpExchange exchange) {
    Worker.waitsForCaller();
    try {
      reply.send(exchange);
      return reply.status();
    } catch (IOException e) {
      log.info("the caller was gone before the answer", "error", JsonLog.name(e));
      return reply.status();
    } catch (Throwable e) {
      return sendInstead(failed(e, exchange), exchange);
    } finally {
      close(exchange);
    }
  }

  /** Where part of the first answer is on its way already, this one is refused by the server. */
  private static int sendInstead(Reply problem, HttpExchange exchange) {
    try {
      problem.send(exchange);
    } catch (IOException | RuntimeException e) {
      // The connection ends unanswered, or in the middle of an answer: the caller sees as much.
    }
    return problem.status();
  }

  private Reply failed(Throwable e, HttpExchange exchange) {
    String callId = Calls.callId(exchange);
    log.error(
        "a call failed in the runtime",
        "callId",
        JsonLog.brief(callId),
        "error",
        JsonLog.name(e),
        "stack",
        JsonLog.stack(e));
    return Problem.failed(callId);
  }

  /** The body first, by itself: one that cannot be read to its end would keep the rest open. */
  private static void close(HttpExchange exchange) {
    try {
      exchange.getRequestBody().close();
    } catch (IOException | RuntimeException e) {
      // The server does not use such a connection again.
    }
    exchange.close();
  }
}
