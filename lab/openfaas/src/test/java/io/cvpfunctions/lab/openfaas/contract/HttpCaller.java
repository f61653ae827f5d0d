package io.cvpfunctions.lab.openfaas.contract;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;

/** A caller of a watchdog who keeps connections, as the gateway does. */
final class HttpCaller {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final int NOBODY = 0;

  private final String base;

  HttpCaller(int port) {
    base = "http://127.0.0.1:" + port;
  }

  HttpResponse<String> get(String path) throws IOException {
    return send(HttpRequest.newBuilder(URI.create(base + path)).build());
  }

  HttpResponse<String> post(String path, String body, String... headers) throws IOException {
    return send(posting(path, BodyPublishers.ofString(body), headers));
  }

  HttpResponse<byte[]> post(String path, byte[] body) throws IOException {
    try {
      return HTTP.send(
          posting(path, BodyPublishers.ofByteArray(body), "Content-Type", "image/png"),
          BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  CompletableFuture<Integer> postLater(String path) {
    return HTTP.sendAsync(posting(path, BodyPublishers.ofString("x")), BodyHandlers.discarding())
        .thenApply(HttpResponse::statusCode)
        .exceptionally(failure -> NOBODY);
  }

  /** The status of a GET; 0 where nobody answers. */
  int status(String path) throws IOException {
    try {
      return get(path).statusCode();
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException e) {
      return NOBODY;
    }
  }

  private HttpRequest posting(String path, BodyPublisher body, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path)).POST(body);
    if (headers.length > 0) request.headers(headers);
    return request.build();
  }

  private static HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return HTTP.send(request, BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static IOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException();
  }
}
