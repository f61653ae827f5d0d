package io.cvpfunctions.validation.eapi;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;

/** What one switch has to show in its TLS handshake, and what it did show. */
final class SwitchIdentity {
  private final X509TrustManager trust;
  private final SSLSocketFactory sockets;
  private final boolean byName;
  private final Pins pins;

  private SwitchIdentity(X509TrustManager trust, boolean byName, Pins pins) {
    this.trust = trust;
    this.sockets = sockets(trust);
    this.byName = byName;
    this.pins = pins;
  }

  private static SSLSocketFactory sockets(X509TrustManager trust) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {trust}, null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** One of these certificates; their names do not matter, as factory ones have none. */
  static SwitchIdentity pinned(Set<String> certificates, Pins pins) {
    return new SwitchIdentity(new ServerTrust(certificates), false, pins);
  }

  /** A certificate of that authority in the name, or for the address, of the switch. */
  static SwitchIdentity signed(X509TrustManager authority) {
    return new SwitchIdentity(authority, true, null);
  }

  /** Takes no certificate; what is said of none at all would load the system's authorities. */
  static SwitchIdentity nobody() {
    return new SwitchIdentity(new ServerTrust(Set.of()), true, null);
  }

  /** Any certificate at all. */
  static SwitchIdentity anybody() {
    return new SwitchIdentity(new ServerTrust(null), false, null);
  }

  /** The same client, trusting nobody else. */
  OkHttpClient.Builder appliedTo(OkHttpClient.Builder client) {
    client.sslSocketFactory(sockets, trust);
    return byName ? client : client.hostnameVerifier((host, session) -> true);
  }

  /** Whether its certificate says which one it is. */
  boolean isPinned() {
    return pins != null;
  }

  /** The switches that the shown certificate is pinned to; none where it is not pinned. */
  List<DeviceId> pinned() {
    String shown = trust instanceof ServerTrust ? ((ServerTrust) trust).shown : null;
    return pins == null || shown == null ? List.of() : pins.switches(shown);
  }

  private static String sha256(X509Certificate certificate) throws CertificateException {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      StringBuilder hex = new StringBuilder();
      for (byte b : digest) hex.append(String.format("%02x", b));
      return hex.toString();
    } catch (NoSuchAlgorithmException | CertificateEncodingException unreadable) {
      throw new CertificateException(unreadable);
    }
  }

  /**
   * Takes a server for its certificate's fingerprint. Extended, since the JDK would put its own
   * rules for algorithms before a plain one, and a pinned certificate may be as old as its switch.
   */
  private static final class ServerTrust extends X509ExtendedTrustManager {
    private final Set<String> pinned;
    private volatile String shown;

    /** Null takes any certificate. */
    private ServerTrust(Set<String> pinned) {
      this.pinned = pinned;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      if (pinned == null) return;
      String certificate = sha256(chain[0]);
      if (!pinned.contains(certificate)) {
        String known = pinned.isEmpty() ? "there is no pin for it" : "another one is pinned";
        throw new CertificateException(
            "its certificate has the SHA-256 " + certificate + ", but " + known + " in eapi-pins");
      }
      shown = certificate;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      checkServerTrusted(chain, type);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      checkServerTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      throw new CertificateException("this is for switches only");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      checkClientTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      checkClientTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
