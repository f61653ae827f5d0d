package io.cvpfunctions.remote;

import io.cvpfunctions.remote.CallFailedException.Kind;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.HttpUrl;

/**
 * What it means that an attempt broke off, in words for people.
 *
 * <p>An address may itself be a secret (a webhook's is), so that nothing of it but host and port is
 * ever said, nor what an exception says of it.
 */
final class Breakdown {
  static final String INTERRUPTED = "the call was interrupted";

  private final String remote;
  private final HttpUrl url;
  private final Progress progress;
  private final Duration limit;

  Breakdown(String remote, HttpUrl url, Progress progress, Duration limit) {
    this.remote = remote;
    this.url = url;
    this.progress = progress;
    this.limit = limit;
  }

  CallFailedException exception(IOException failure) {
    return CallFailedException.of(remote, kind(failure), what(failure), failure);
  }

  private Kind kind(IOException failure) {
    if (interrupted()) return Kind.OUT_OF_TIME;
    if (!progress.sent()) return Kind.NOT_SENT;
    if (failure instanceof InterruptedIOException) return Kind.OUT_OF_TIME;
    return isNoHttp(failure) ? Kind.BROKEN : Kind.NO_ANSWER;
  }

  private String what(IOException failure) {
    String where = url.host() + ":" + url.port();
    if (interrupted()) return INTERRUPTED;
    if (failure instanceof UnknownHostException) {
      return "the name " + url.host() + " cannot be resolved";
    }
    if (failure instanceof SSLException) return "TLS with " + where + " failed: " + tls(failure);
    if (!progress.sent()) return "no connection to " + where;
    if (failure instanceof InterruptedIOException) {
      return where + " did not answer within " + GoDuration.format(limit);
    }
    if (isNoHttp(failure)) return "what " + where + " answered is not HTTP";
    return where + " ended the connection before a whole answer";
  }

  private boolean isNoHttp(IOException failure) {
    return failure instanceof ProtocolException && !progress.answered();
  }

  private static boolean interrupted() {
    return Thread.currentThread().isInterrupted();
  }

  private static String tls(IOException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateExpiredException) return "its certificate has expired";
      if (cause instanceof CertificateNotYetValidException) {
        return "its certificate is not valid yet";
      }
      if (cause instanceof CertPathBuilderException) {
        return "its certificate is signed by nobody that is trusted here";
      }
    }
    String message = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    if (message.startsWith("Unsupported or unrecognized")) return "it does not speak TLS";
    boolean pinned = message.startsWith("Certificate pinning");
    if (failure instanceof SSLPeerUnverifiedException && !pinned) {
      return "its certificate is for another name";
    }
    return message;
  }
}
