package io.cvpfunctions.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/** A plain HTTP client, so that the stand-ins are tried by something we did not write. */
public final class Caller {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final HttpClient http;
  private final String base;
  private final String[] headers;

  private Caller(HttpClient http, String base, String... headers) {
    this.http = http;
    this.base = base;
    this.headers = headers;
  }

  public static Caller of(String base) {
    return new Caller(HttpClient.newHttpClient(), base);
  }

  public static Caller of(String base, SSLContext tls) {
    return new Caller(HttpClient.newBuilder().sslContext(tls).build(), base);
  }

  /** The same caller, sending these headers (name, value, ...) with every request. */
  public Caller with(String... sent) {
    return new Caller(http, base, sent);
  }

  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send("GET", path, "");
  }

  public JsonNode json(String path) throws IOException, InterruptedException {
    return MAPPER.readTree(get(path).body());
  }

  public HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    return send("POST", path, body);
  }

  public JsonNode postJson(String path, String body) throws IOException, InterruptedException {
    return MAPPER.readTree(post(path, body).body());
  }

  public HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(10));
    if (headers.length > 0) {
      request.headers(headers);
    }
    request.method(method, BodyPublishers.ofString(body));
    return http.send(request.build(), BodyHandlers.ofString());
  }
}
