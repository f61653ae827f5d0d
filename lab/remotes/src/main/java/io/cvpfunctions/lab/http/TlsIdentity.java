package io.cvpfunctions.lab.http;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import okhttp3.tls.Certificates;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** The certificate and key a stand-in shows, and what a client needs to trust it. */
public final class TlsIdentity {
  private final HeldCertificate certificate;
  private final X509Certificate trusted;

  TlsIdentity(HeldCertificate certificate, X509Certificate trusted) {
    this.certificate = certificate;
    this.trusted = trusted;
  }

  /** As network gear ships: no authority, here at least with its names. */
  public static TlsIdentity selfSigned(String... hosts) {
    HeldCertificate.Builder builder = lasting().commonName(hosts[0]);
    for (String host : hosts) {
      builder.addSubjectAlternativeName(host);
    }
    HeldCertificate certificate = builder.build();
    return new TlsIdentity(certificate, certificate.certificate());
  }

  /**
   * A switch as it leaves the factory: self-signed and without any name; only a pin can trust it.
   */
  public static TlsIdentity nameless() {
    HeldCertificate certificate = lasting().commonName("self.signed").build();
    return new TlsIdentity(certificate, certificate.certificate());
  }

  /** A lab may stay up for longer than the one day that okhttp gives by default. */
  static HeldCertificate.Builder lasting() {
    return new HeldCertificate.Builder().duration(365, TimeUnit.DAYS);
  }

  /** What goes into a CA file. */
  public String caPem() {
    return Certificates.certificatePem(trusted);
  }

  /** SHA-256 of the server's certificate (DER), in lower-case hex: what a pin holds. */
  public String sha256() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(certificate.certificate().getEncoded());
      return HexFormat.of().formatHex(digest);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** For a client that trusts this identity and nothing else. */
  public SSLContext clientContext() {
    return new HandshakeCertificates.Builder().addTrustedCertificate(trusted).build().sslContext();
  }

  SSLContext serverContext() {
    return new HandshakeCertificates.Builder().heldCertificate(certificate).build().sslContext();
  }
}
