package io.cvpfunctions.remote;

import io.cvpfunctions.remote.CallFailedException.Kind;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import okhttp3.Call;
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

  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final String name;
  private final OkHttpClient http;

  private HttpRemote(String name, OkHttpClient http) {
    this.name = name;
    this.http = http;
  }

  /** A remote reached with the system's trust, by the name that people know it by. */
  public static HttpRemote named(String name) {
    return new HttpRemote(name, strict(new OkHttpClient()));
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
        .connectTimeout(CONNECT)
        .readTimeout(Duration.ZERO)
        .writeTimeout(Duration.ZERO)
        .build();
  }

  public String name() {
    return name;
  }

  /**
   * Makes one attempt within {@code limit}.
   *
   * @throws CallFailedException of the kinds NOT_SENT, NO_ANSWER, OUT_OF_TIME or BROKEN
   */
  public Answer call(Request request, Duration limit) {
    if (limit.isZero()) throw CallFailedException.of(name, Kind.OUT_OF_TIME, "no time was left");
    Call call = http.newCall(request);
    call.timeout().timeout(limit.toNanos(), TimeUnit.NANOSECONDS);
    try (Response response = call.execute()) {
      return new Answer(response.code(), response.headers(), read(response.body()));
    } catch (IOException failure) {
      throw classify(request, failure, limit);
    }
  }

  private byte[] read(ResponseBody body) throws IOException {
    Buffer buffer = new Buffer();
    while (buffer.size() <= LARGEST_ANSWER) {
      if (body.source().read(buffer, 1 << 16) < 0) return buffer.readByteArray();
    }
    throw CallFailedException.of(name, Kind.BROKEN, "its answer does not end");
  }

  /** Messages of exceptions may quote an address that is a secret, so they are not passed on. */
  private CallFailedException classify(Request request, IOException failure, Duration limit) {
    String where = request.url().host() + ":" + request.url().port();
    if (failure instanceof UnknownHostException) {
      String what = "the name " + request.url().host() + " cannot be resolved";
      return CallFailedException.of(name, Kind.NOT_SENT, what, failure);
    }
    if (failure instanceof ConnectException || failure instanceof NoRouteToHostException) {
      return CallFailedException.of(name, Kind.NOT_SENT, "no connection to " + where, failure);
    }
    if (failure instanceof SSLException) {
      String what = "TLS with " + where + " failed: " + firstLine(failure);
      return CallFailedException.of(name, Kind.NOT_SENT, what, failure);
    }
    if (failure instanceof InterruptedIOException) {
      String what = where + " did not answer within " + GoDuration.format(limit);
      return CallFailedException.of(name, Kind.OUT_OF_TIME, what, failure);
    }
    String what = where + " ended the connection before a whole answer";
    return CallFailedException.of(name, Kind.NO_ANSWER, what, failure);
  }

  private static String firstLine(Throwable failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("no reason given");
  }

  @Override
  public void close() {
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }
}
