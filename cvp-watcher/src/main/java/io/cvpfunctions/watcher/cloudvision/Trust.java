package io.cvpfunctions.watcher.cloudvision;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;

/**
 * Which certificates are believed to be CloudVision's: what the system trusts, a CA file, pinned
 * certificates, or, by name only, any.
 */
public final class Trust {
  private static final int SHA256_HEX = 64;

  private final X509TrustManager manager;
  private final boolean namesChecked;
  private final String description;

  private Trust(X509TrustManager manager, boolean namesChecked, String description) {
    this.manager = manager;
    this.namesChecked = namesChecked;
    this.description = description;
  }

  /** What the Java runtime trusts. */
  public static Trust system() {
    return new Trust(null, true, "the system's certificate authorities");
  }

  /**
   * The certificates of a PEM file.
   *
   * @throws IOException where it cannot be read, or holds none
   */
  public static Trust caFile(Path file) throws IOException {
    try (InputStream pem = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        store.setCertificateEntry("ca" + store.size(), each);
      }
      if (store.size() == 0) throw new IOException("no certificate in it");
      return new Trust(managerOf(store), true, "the certificates in " + file);
    } catch (GeneralSecurityException notPem) {
      throw new IOException("no PEM certificates in it", notPem);
    }
  }

  private static X509TrustManager managerOf(KeyStore store) throws GeneralSecurityException {
    String algorithm = TrustManagerFactory.getDefaultAlgorithm();
    TrustManagerFactory factory = TrustManagerFactory.getInstance(algorithm);
    factory.init(store);
    for (TrustManager each : factory.getTrustManagers()) {
      if (each instanceof X509TrustManager manager) return manager;
    }
    throw new GeneralSecurityException("no X.509 trust manager");
  }

  /**
   * Whether the text is a pin: a SHA-256 in hex, colons allowed, with or without {@code sha256:}.
   */
  public static boolean isPin(String text) {
    return normal(text).matches("[0-9a-f]{" + SHA256_HEX + "}");
  }

  /** What a certificate is pinned by. */
  public static String sha256(X509Certificate certificate) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(certificate.getEncoded()));
    } catch (GeneralSecurityException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  /** Exactly these certificates, whoever signed them and whatever names they hold. */
  public static Trust pins(List<String> pins) {
    Set<String> hashes = pins.stream().map(Trust::normal).collect(Collectors.toSet());
    return new Trust(new PinnedManager(hashes), false, "pinned certificates");
  }

  /** Any certificate; whoever can reach the connection can read the password. */
  public static Trust anything() {
    return new Trust(new PinnedManager(Set.of()), false, "any certificate (insecure)");
  }

  /** The same client with this trust. */
  public OkHttpClient applyTo(OkHttpClient client) {
    if (manager == null) return client;
    OkHttpClient.Builder builder = client.newBuilder();
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {manager}, null);
      builder.sslSocketFactory(context.getSocketFactory(), manager);
    } catch (GeneralSecurityException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
    if (!namesChecked) builder.hostnameVerifier((host, session) -> true);
    return builder.build();
  }

  /** Who says whether a certificate is CloudVision's; empty for what the Java runtime does. */
  public Optional<X509TrustManager> manager() {
    return Optional.ofNullable(manager);
  }

  @Override
  public String toString() {
    return description;
  }

  private static String normal(String pin) {
    String text = pin.trim().toLowerCase(Locale.ROOT);
    String bare = text.startsWith("sha256:") ? text.substring("sha256:".length()) : text;
    return bare.replace(":", "");
  }

  /**
   * No hash at all lets everything pass. Extended, so that Java does not check names on top: a
   * pinned certificate may hold any.
   */
  private static final class PinnedManager extends X509ExtendedTrustManager {
    private final Set<String> hashes;

    PinnedManager(Set<String> hashes) {
      this.hashes = hashes;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      if (hashes.isEmpty()) return;
      String hash = sha256(chain[0]);
      if (!hashes.contains(hash)) {
        throw new CertificateException("the certificate is not the pinned one, but sha256 " + hash);
      }
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
      throw new CertificateException("no clients here");
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
