package io.cvpfunctions.lab.month.stage;

import io.cvpfunctions.lab.month.Pace;
import io.cvpfunctions.lab.openfaas.FunctionRequest;
import io.cvpfunctions.lab.openfaas.FunctionResponse;
import io.cvpfunctions.lab.openfaas.FunctionStub;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Set;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * A function as the month's gateway has it: what it asks its callers to wait is as much shorter as
 * the month's time goes faster. Nothing else of a call is changed.
 */
final class Hastened implements FunctionStub {
  private static final String RETRY_AFTER = "Retry-After";
  private static final Set<String> BODILESS = Set.of("GET", "HEAD");

  /** Of the connection, not of the message. */
  private static final Set<String> HOP =
      Set.of("connection", "content-length", "host", "transfer-encoding");

  private final OkHttpClient client;
  private final InetSocketAddress function;

  Hastened(OkHttpClient client, InetSocketAddress function) {
    this.client = client;
    this.function = function;
  }

  @Override
  public FunctionResponse answer(FunctionRequest request) throws IOException {
    try (Response answer = client.newCall(forwarded(request)).execute()) {
      Headers headers = without(answer.headers());
      return new FunctionResponse(answer.code(), hastened(headers), answer.body().byteString());
    }
  }

  private Request forwarded(FunctionRequest request) {
    HttpUrl url =
        new HttpUrl.Builder()
            .scheme("http")
            .host(function.getHostString())
            .port(function.getPort())
            .encodedPath(request.path())
            .encodedQuery(request.query().isEmpty() ? null : request.query())
            .build();
    RequestBody body =
        BODILESS.contains(request.method()) ? null : RequestBody.create(request.body(), null);
    return new Request.Builder()
        .url(url)
        .headers(without(request.headers()))
        .method(request.method(), body)
        .build();
  }

  private static Headers without(Headers headers) {
    Headers.Builder rest = headers.newBuilder();
    HOP.forEach(rest::removeAll);
    return rest.build();
  }

  /** At least a second, which is the least that the header can say. */
  private static Headers hastened(Headers headers) {
    String asked = headers.get(RETRY_AFTER);
    if (asked == null || !asked.matches("\\d{1,9}")) return headers;
    int seconds = Math.max(1, Integer.parseInt(asked) / Pace.FACTOR);
    return headers.newBuilder().set(RETRY_AFTER, Integer.toString(seconds)).build();
  }
}
