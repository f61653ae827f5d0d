package io.cvpfunctions.remote;

import io.cvpfunctions.remote.CallFailedException.Kind;
import io.cvpfunctions.tracing.Hop;
import io.cvpfunctions.tracing.Traceparent;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;

/**
 * One remote over HTTP: makes one attempt, reads the answer whole and capped, follows no redirect.
 *
 * <p>Any status is an answer; a {@link CallFailedException} means that there was none. Thread-safe.
 */
public final class HttpRemote implements AutoCloseable {
  /** More than any answer we have use for; an endless one ends here. */
  private static final long LARGEST_ANSWER = 32L << 20;

  private static final int UNAVAILABLE = 503;
  private static final String RETRY_AFTER = "Retry-After";
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final String name;
  private final OkHttpClient http;

  private HttpRemote(String name, OkHttpClient http) {
    this.name = name;
    this.http = http;
  }

  /** A remote reached with the system's trust, by the name that people know it by. */
  public static HttpRemote named(String name) {
    return named(name, new OkHttpClient());
  }

  /** A remote reached with the given client's TLS, DNS, pool and dispatcher. */
  public static HttpRemote named(String name, OkHttpClient client) {
    return new HttpRemote(name, strict(client));
  }

  /**
   * Neither redirects nor silent repeats: a redirect elsewhere would carry credentials along, and
   * what may be repeated is decided in {@link Retries}.
   */
  private static OkHttpClient strict(OkHttpClient client) {
    return client
        .newBuilder()
        .followRedirects(false)
        .followSslRedirects(false)
        .retryOnConnectionFailure(false)
        .addNetworkInterceptor(HttpRemote::withoutInvitation)
        .connectTimeout(CONNECT)
        .readTimeout(Duration.ZERO)
        .writeTimeout(Duration.ZERO)
        .build();
  }

  /**
   * okhttp repeats a POST by itself when it is answered 503 with {@code Retry-After: 0}; an attempt
   * that nobody counts could overtake, or double, another.
   */
  private static Response withoutInvitation(Interceptor.Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    String pause = response.header(RETRY_AFTER, "");
    boolean invited = response.code() == UNAVAILABLE && pause.matches("0+");
    return invited ? response.newBuilder().removeHeader(RETRY_AFTER).build() : response;
  }

  public String name() {
    return name;
  }

  /**
   * Makes one attempt within {@code limit}. A request that says which trace it belongs to belongs
   * to this hop of it.
   *
   * @throws CallFailedException of the kinds NOT_SENT, NO_ANSWER, OUT_OF_TIME or BROKEN
   */
  public Answer call(Request request, Duration limit) {
    try (Hop hop = Hop.client(request.method() + " " + name)) {
      hop.with("server.address", request.url().host());
      return call(request, limit, hop);
    }
  }

  private Answer call(Request request, Duration limit, Hop hop) {
    try {
      Answer answer = attempt(of(request, hop), limit);
      hop.status(answer.status());
      return answer;
    } catch (CallFailedException failed) {
      hop.failed(failed.kind().name().toLowerCase(Locale.ROOT));
      throw failed;
    }
  }

  private static Request of(Request request, Hop hop) {
    String before = request.header(Traceparent.NAME);
    if (before == null) return request;
    return request.newBuilder().header(Traceparent.NAME, hop.traceparent(before)).build();
  }

  private Answer attempt(Request request, Duration limit) {
    if (limit.isZero() || limit.isNegative()) {
      throw CallFailedException.of(name, Kind.OUT_OF_TIME, "no time was left to call it");
    }
    Call call = http.newCall(request);
    call.timeout().timeout(limit.toNanos(), TimeUnit.NANOSECONDS);
    Progress progress = new Progress();
    call.addEventListener(progress);
    try (Response response = execute(call)) {
      return new Answer(response.code(), response.headers(), read(response.body()));
    } catch (IOException failure) {
      throw new Breakdown(name, request.url(), progress, limit).exception(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw CallFailedException.of(name, Kind.OUT_OF_TIME, Breakdown.INTERRUPTED, interrupted);
    }
  }

  /** okhttp is written in Kotlin, where nobody declares that a wait may be interrupted. */
  private static Response execute(Call call) throws IOException, InterruptedException {
    return call.execute();
  }

  private byte[] read(ResponseBody body) throws IOException {
    Buffer buffer = new Buffer();
    while (buffer.size() <= LARGEST_ANSWER) {
      if (body.source().read(buffer, 1 << 16) < 0) return buffer.readByteArray();
    }
    String what = "its answer does not end; more than " + (LARGEST_ANSWER >> 20) + " MiB came";
    throw CallFailedException.of(name, Kind.BROKEN, what);
  }

  @Override
  public void close() {
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }
}
