package io.cvpfunctions.lab.openfaas;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.ConnectionPool;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import okio.ByteString;

/**
 * Sends a request on as it came, and brings the answer back as it is: nothing followed, decoded or
 * added.
 *
 * <p>Like Go's transport it sends bodies chunked, and repeats a GET, but nothing else, whose reused
 * connection ended without an answer. A body on a GET is not passed on.
 */
final class Forwarder implements AutoCloseable {
  private static final Set<String> BODILESS = Set.of("GET", "HEAD");

  private final OkHttpClient client;
  private final Set<Connection> used =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  Forwarder(Duration idle) {
    client =
        new OkHttpClient.Builder()
            .connectionPool(new ConnectionPool(64, idle.toMillis(), TimeUnit.MILLISECONDS))
            .protocols(List.of(Protocol.HTTP_1_1))
            .followRedirects(false)
            .retryOnConnectionFailure(false)
            .readTimeout(Duration.ZERO)
            .writeTimeout(Duration.ZERO)
            .addNetworkInterceptor(this::noteReuse)
            .addNetworkInterceptor(Forwarder::dropWhatOkhttpAdds)
            .build();
  }

  /**
   * Zero means no limit of time.
   *
   * @throws InterruptedIOException when the time is over
   */
  FunctionResponse send(FunctionRequest request, InetSocketAddress to, Duration limit)
      throws IOException {
    return send(request, url(request, to), limit);
  }

  /** The same, where the address is a whole URL and the request's own path does not count. */
  FunctionResponse send(FunctionRequest request, HttpUrl url, Duration limit) throws IOException {
    boolean bodiless = BODILESS.contains(request.method());
    Attempt attempt = new Attempt();
    Request outbound =
        new Request.Builder()
            .url(url)
            .headers(forwardable(request))
            .method(request.method(), bodiless ? null : new OneShot(request.body()))
            .tag(Attempt.class, attempt)
            .build();
    try {
      return execute(outbound, limit);
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException e) {
      if (!bodiless || !attempt.onUsedConnection) throw e;
      return execute(outbound, limit);
    }
  }

  private FunctionResponse execute(Request request, Duration limit) throws IOException {
    Call call = client.newCall(request);
    call.timeout().timeout(limit.toMillis(), TimeUnit.MILLISECONDS);
    try (Response response = call.execute()) {
      return new FunctionResponse(
          response.code(), response.headers(), response.body().byteString());
    }
  }

  private Response noteReuse(Interceptor.Chain chain) throws IOException {
    boolean first = used.add(chain.connection());
    chain.request().tag(Attempt.class).onUsedConnection = !first;
    return chain.proceed(chain.request());
  }

  private static Headers forwardable(FunctionRequest request) {
    return Wire.withoutHopHeaders(request.headers())
        .newBuilder()
        .removeAll("Content-Length")
        .build();
  }

  private static HttpUrl url(FunctionRequest request, InetSocketAddress to) {
    return new HttpUrl.Builder()
        .scheme("http")
        .host(to.getHostString())
        .port(to.getPort())
        .encodedPath(request.path())
        .encodedQuery(request.query().isEmpty() ? null : request.query())
        .build();
  }

  private static Response dropWhatOkhttpAdds(Interceptor.Chain chain) throws IOException {
    Request asked = chain.call().request();
    Request.Builder bare = chain.request().newBuilder();
    for (String name : List.of("Accept-Encoding", "User-Agent")) {
      if (asked.header(name) == null) bare.removeHeader(name);
    }
    return chain.proceed(bare.build());
  }

  @Override
  public void close() {
    client.connectionPool().evictAll();
    client.dispatcher().executorService().shutdown();
  }

  /** What is learned of one request while it is sent; used by one thread. */
  private static final class Attempt {
    private boolean onUsedConnection;
  }

  /** A body without a length, so that it is sent chunked, and which okhttp never sends twice. */
  private static final class OneShot extends RequestBody {
    private final ByteString bytes;

    OneShot(ByteString bytes) {
      this.bytes = bytes;
    }

    @Override
    public MediaType contentType() {
      return null;
    }

    @Override
    public boolean isOneShot() {
      return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      sink.write(bytes);
    }
  }
}
