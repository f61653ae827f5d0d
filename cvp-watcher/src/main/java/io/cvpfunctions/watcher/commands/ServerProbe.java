package io.cvpfunctions.watcher.commands;

import io.cvpfunctions.watcher.cloudvision.Trust;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
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

  private final HttpUrl url;
  private volatile List<X509Certificate> chain = List.of();

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
    return new Shown(chain, date, Instant.now());
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
    OkHttpClient client =
        new OkHttpClient.Builder().followRedirects(false).callTimeout(LIMIT).build();
    return Trust.anything().applyTo(client).newBuilder().hostnameVerifier(this::shown).build();
  }

  /** Whatever name its certificate holds. */
  private boolean shown(String host, SSLSession session) {
    try {
      chain = Stream.of(session.getPeerCertificates()).map(X509Certificate.class::cast).toList();
    } catch (SSLPeerUnverifiedException showsNone) {
      chain = List.of();
    }
    return true;
  }
}
