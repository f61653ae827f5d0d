package io.cvpfunctions.lab.openfaas;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okio.ByteString;

/** The watchdog's own paths, and everything else handed to the function. */
final class WatchdogRoutes implements HttpHandler {
  private final WatchdogSettings settings;
  private final BooleanSupplier healthy;
  private final Inflight inflight;
  private final Forwarder forwarder = new Forwarder(Duration.ofMillis(500));

  WatchdogRoutes(WatchdogSettings settings, BooleanSupplier healthy, Inflight inflight) {
    this.settings = settings;
    this.healthy = healthy;
    this.inflight = inflight;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      FunctionRequest request = Wire.read(exchange);
      Wire.write(
          exchange,
          switch (request.path()) {
            case "/_/health" -> health(request);
            case "/_/ready" -> ready(request);
            default -> limited(request);
          });
    }
  }

  private FunctionResponse health(FunctionRequest request) {
    if (!request.method().equals("GET")) return Platform.methodNotAllowed();
    return healthy.getAsBoolean() ? FunctionResponse.text(200, "OK") : FunctionResponse.empty(503);
  }

  private FunctionResponse ready(FunctionRequest request) {
    if (!healthy.getAsBoolean()) return FunctionResponse.empty(503);
    if (inflight.full()) return Platform.tooMany(inflight.limit());
    if (settings.readyPath().isEmpty()) return FunctionResponse.text(200, "OK");
    return call(
        new FunctionRequest("GET", settings.readyPath(), "", request.headers(), ByteString.EMPTY));
  }

  private FunctionResponse limited(FunctionRequest request) {
    if (!inflight.enter()) return Platform.tooMany(inflight.limit());
    try {
      return call(request);
    } finally {
      inflight.leave();
    }
  }

  private FunctionResponse call(FunctionRequest request) {
    long started = System.nanoTime();
    boolean streams = streams(request);
    Duration limit =
        streams ? Duration.ZERO : WatchdogHeaders.limit(request, settings.execTimeout());
    FunctionResponse answer;
    try {
      answer = forwarder.send(request, url(request), limit);
    } catch (InterruptedIOException e) {
      answer = Platform.outOfTime();
    } catch (IOException e) {
      answer = streams ? FunctionResponse.empty(200) : Platform.handlerDied();
    }
    return WatchdogHeaders.timed(answer, started);
  }

  /** Such calls go past the timeout, and their failures look like an empty success. */
  private static boolean streams(FunctionRequest request) {
    Headers headers = request.headers();
    return request.accepts("text/event-stream")
        || request.accepts("application/x-ndjson")
        || headers.values("Upgrade").contains("websocket");
  }

  private HttpUrl url(FunctionRequest request) {
    return settings
        .upstream()
        .newBuilder()
        .encodedPath(request.path())
        .encodedQuery(request.query().isEmpty() ? null : request.query())
        .build();
  }

  void close() {
    forwarder.close();
  }
}
