package io.cvpfunctions.lab.openfaas;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import okhttp3.Headers;
import okhttp3.HttpUrl;

/**
 * Answers {@code /async-function/NAME} and works its queue off, as CE does: one call at a time, no
 * retry whatever the status, one callback.
 */
final class AsyncRoute implements AutoCloseable {
  private static final int MOST_QUEUED = 10;
  private static final int LARGEST_BODY = 256 * 1024;

  private final BlockingQueue<FunctionRequest> queue = new ArrayBlockingQueue<>(MOST_QUEUED);
  private final Supplier<HttpUrl> gateway;
  private final Forwarder forwarder = new Forwarder(Duration.ofSeconds(1));
  private volatile boolean closed;

  AsyncRoute(Supplier<HttpUrl> gateway) {
    this.gateway = gateway;
    Daemons.start("queue-worker", this::work);
  }

  void handle(HttpExchange exchange, String rest) throws IOException {
    FunctionRequest request = Wire.read(exchange);
    CallHeaders headers = CallHeaders.of(request, exchange.getRemoteAddress());
    Wire.write(exchange, headers.on(submit(request, headers, rest)));
  }

  private FunctionResponse submit(FunctionRequest request, CallHeaders headers, String rest) {
    if (!request.method().equals("POST")) return Platform.methodNotAllowed();
    if (request.body().size() > LARGEST_BODY) {
      return FunctionResponse.text(413, "the queue takes " + LARGEST_BODY + " bytes\n");
    }
    Headers queued =
        headers.inbound().newBuilder().set("User-Agent", "openfaas-ce/nats-queue-worker").build();
    String path = "/function/" + GoPath.encode(rest);
    boolean accepted = queue.offer(request.withHeaders(queued).withPath(path));
    return accepted
        ? FunctionResponse.empty(202)
        : FunctionResponse.text(500, "the queue holds " + MOST_QUEUED + " calls and is full\n");
  }

  private void work() {
    try {
      while (!closed) {
        FunctionRequest next = queue.poll(1, TimeUnit.SECONDS);
        if (next != null) run(next);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(FunctionRequest call) {
    long started = System.nanoTime();
    FunctionResponse answer = invoke(call);
    HttpUrl callback = call.header("X-Callback-Url").map(HttpUrl::parse).orElse(null);
    if (callback == null) return;
    FunctionRequest report =
        new FunctionRequest("POST", "/", "", callbackHeaders(call, answer, started), answer.body());
    try {
      forwarder.send(report, callback, Duration.ZERO);
    } catch (IOException e) {
      System.getLogger(AsyncRoute.class.getName())
          .log(System.Logger.Level.INFO, "callback failed and is not repeated: " + e.getMessage());
    }
  }

  private FunctionResponse invoke(FunctionRequest call) {
    try {
      HttpUrl url =
          gateway
              .get()
              .newBuilder()
              .encodedPath(call.path())
              .encodedQuery(call.query().isEmpty() ? null : call.query())
              .build();
      return forwarder.send(call, url, Duration.ZERO);
    } catch (IOException e) {
      return FunctionResponse.empty(503);
    }
  }

  private static Headers callbackHeaders(
      FunctionRequest call, FunctionResponse answer, long started) {
    double seconds = (System.nanoTime() - started) / 1e9;
    String name = call.path().split("/", 0)[2];
    return Wire.withoutHopHeaders(answer.headers())
        .newBuilder()
        .removeAll("Content-Length")
        .set("X-Call-Id", call.header("X-Call-Id").orElse(""))
        .set("X-Duration-Seconds", String.valueOf(seconds))
        .set("X-Function-Status", String.valueOf(answer.status()))
        .set("X-Function-Name", name)
        .build();
  }

  @Override
  public void close() {
    closed = true;
    forwarder.close();
  }
}
