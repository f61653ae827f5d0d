package io.cvpfunctions.validation.eapi;

import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Says of a failed TLS handshake what somebody can do about it. */
final class TlsTrouble {
  private TlsTrouble() {}

  /** The same failure, as one for an operator where it is about the certificate. */
  static CallFailedException explained(CallFailedException failure) {
    Throwable cause = failure.getCause();
    if (isCertificate(cause)) {
      String detail =
          withoutRemote(failure)
              + " - the switch has to show a certificate of eapi_ca_file for the address it is"
              + " called by, or one pinned in eapi-pins";
      return CallFailedException.of(failure.remote(), Kind.OPERATOR, detail, cause);
    }
    if (!(cause instanceof SSLHandshakeException)) return failure;
    String detail =
        withoutRemote(failure)
            + " - offered were TLS 1.3 and 1.2; an old EOS may have only TLS 1.0, or only cipher"
            + " suites with RSA key exchange (TLS_RSA_...), which Java no longer takes";
    return CallFailedException.of(failure.remote(), failure.kind(), detail, cause);
  }

  private static boolean isCertificate(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException) return true;
      if (cause instanceof SSLPeerUnverifiedException) return true;
    }
    return false;
  }

  private static String withoutRemote(CallFailedException failure) {
    return failure.getMessage().substring(failure.remote().length() + ": ".length());
  }
}
