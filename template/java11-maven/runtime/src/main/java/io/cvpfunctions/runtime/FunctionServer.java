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
    BodyReader bodies = new BodyReader(settings.maxBody);
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

  void serve(IHandler handler) {
    if (state == State.STARTING) state = State.READY;
    calls.serve(handler);
  }

  /** From now on {@code /_/ready} says no, so that nobody new is sent here; calls go on. */
  void stopping() {
    state = State.STOPPING;
  }

  int inFlight() {
    return metrics.inFlight();
  }

  private void exchange(HttpExchange exchange) {
    Reply own = ownPath(exchange.getRequestURI().getPath());
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
        return Reply.text(state == State.READY ? 200 : 503, ContentType.PLAIN_TEXT, state + "\n");
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
      Reply reply = calls.answer(exchange);
      send(reply, exchange);
      metrics.answered(reply.status(), System.nanoTime() - start);
    } catch (Throwable e) {
      // Such as no memory left for the body. Unanswered, the connection would hang.
      exchange.close();
      log.error("a call was lost", "error", e.toString(), "stack", JsonLog.stack(e));
    } finally {
      metrics.finished();
    }
  }

  private void send(Reply reply, HttpExchange exchange) {
    try {
      reply.send(exchange);
    } catch (IOException e) {
      log.info("the caller was gone before the answer", "error", e.toString());
      exchange.close();
    }
  }
}
