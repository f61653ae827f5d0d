package io.cvpfunctions.watcher.commands;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Looks at a server as a stranger does: which certificates it shows and what its clock says. It
 * believes any certificate, to be able to show it, and so never sends credentials.
 */
final class ServerProbe {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final Recorder recorder = new Recorder();
  private final HttpUrl url;

  private ServerProbe(HttpUrl url) {
    this.url = url;
  }

  /**
   * What a server shows to anybody.
   *
   * @param chain as it was sent, its own certificate first; none without TLS
   * @param date its clock, to the second, where it tells
   * @param at when that came, by our clock
   */
  record Shown(List<X509Certificate> chain, Optional<Instant> date, Instant at) {}

  /** Shows little where it cannot be talked to; whoever asks it in earnest says why. */
  static Shown look(HttpUrl url) {
    return new ServerProbe(url).look();
  }

  private Shown look() {
    Optional<Instant> date = date();
    return new Shown(recorder.chain, date, Instant.now());
  }

  private Optional<Instant> date() {
    OkHttpClient client = client();
    Request request = new Request.Builder().url(url.newBuilder().encodedPath("/").build()).build();
    try (Response response = client.newCall(request).execute()) {
      return Optional.ofNullable(response.headers().getInstant("Date"));
    } catch (IOException noAnswer) {
      return Optional.empty();
    } finally {
      client.dispatcher().executorService().shutdown();
      client.connectionPool().evictAll();
    }
  }

  private OkHttpClient client() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {recorder}, null);
      return new OkHttpClient.Builder()
          .sslSocketFactory(context.getSocketFactory(), recorder)
          .hostnameVerifier((host, session) -> true)
          .followRedirects(false)
          .callTimeout(LIMIT)
          .build();
    } catch (GeneralSecurityException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  /** Extended, so that Java refuses nothing by itself before it was seen. */
  private static final class Recorder extends X509ExtendedTrustManager {
    private volatile List<X509Certificate> chain = List.of();

    @Override
    public void checkServerTrusted(X509Certificate[] shown, String type) {
      chain = List.of(shown);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] shown, String type, Socket socket) {
      checkServerTrusted(shown, type);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] shown, String type, SSLEngine engine) {
      checkServerTrusted(shown, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] shown, String type) {
      throw new UnsupportedOperationException("no clients here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] shown, String type, Socket socket) {
      checkClientTrusted(shown, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] shown, String type, SSLEngine engine) {
      checkClientTrusted(shown, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
