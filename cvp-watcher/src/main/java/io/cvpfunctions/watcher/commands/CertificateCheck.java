package io.cvpfunctions.watcher.commands;

import io.cvpfunctions.watcher.cloudvision.Trust;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Shows the certificates of a server, and says why they are not believed. */
final class CertificateCheck {
  private static final Duration NOTICE = Duration.ofDays(30);

  private final List<X509Certificate> chain;
  private final Instant now;

  CertificateCheck(List<X509Certificate> chain, Instant now) {
    this.chain = chain;
    this.now = now;
  }

  /** Each with who it is, who says so, and until when; the server's own with its pin. */
  void show(String node, Findings findings) {
    for (int i = 0; i < chain.size(); i++) {
      String which = node + " certificate " + (i + 1) + " of " + chain.size() + ": ";
      String pin = i == 0 ? ", sha256 " + Trust.sha256(chain.get(i)) : "";
      one(which + text(chain.get(i)), pin, chain.get(i).getNotAfter().toInstant(), findings);
    }
  }

  private void one(String what, String pin, Instant end, Findings findings) {
    if (now.isAfter(end)) {
      findings.warning(what + ": ended at " + end + pin, "Renew it on the server.");
    } else if (now.isAfter(end.minus(NOTICE))) {
      findings.warning(
          what + ": ends at " + end + ", " + left(end) + pin,
          "Renew it on the server before that, and what is given by --ca-file or --pin with it.");
    } else {
      findings.ok(what + ": good until " + end + ", " + left(end) + pin);
    }
  }

  private String left(Instant end) {
    return Times.text(Duration.between(now, end)) + " left";
  }

  private static String text(X509Certificate certificate) {
    String subject = certificate.getSubjectX500Principal().getName();
    String issuer = certificate.getIssuerX500Principal().getName();
    return subject + ", by " + (issuer.equals(subject) ? "itself" : issuer);
  }

  /** What to do where Java does not believe them. */
  String todo(Exception refused) {
    boolean ended = chain.stream().anyMatch(each -> now.isAfter(each.getNotAfter().toInstant()));
    if (ended) return "Renew the certificate that has ended, see above.";
    if (refused instanceof SSLPeerUnverifiedException && !chain.isEmpty()) {
      return "Its certificate is for "
          + String.join(", ", names(chain.get(0)))
          + ": say one of these in --cloudvision, or give the certificate by --pin.";
    }
    return "Give CloudVision's certificate (on the server: /etc/nginx/cvp.crt) by --ca-file,"
        + " or its SHA-256 by --pin.";
  }

  private static List<String> names(X509Certificate certificate) {
    List<String> names = new ArrayList<>();
    try {
      Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
      if (alternatives != null)
        alternatives.forEach(each -> names.add(String.valueOf(each.get(1))));
    } catch (CertificateParsingException none) {
      return List.of("no name that can be read");
    }
    return names.isEmpty() ? List.of("no name at all") : names;
  }
}
