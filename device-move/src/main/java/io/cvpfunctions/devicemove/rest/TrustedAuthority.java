package io.cvpfunctions.devicemove.rest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;

/** The authority that signed a server's certificate, where it is one's own. Immutable. */
final class TrustedAuthority {
  private final X509TrustManager trust;

  private TrustedAuthority(X509TrustManager trust) {
    this.trust = trust;
  }

  /**
   * Reads certificates as PEM.
   *
   * @throws IllegalArgumentException saying what is wrong with the file
   */
  static TrustedAuthority ofFile(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (certificates.isEmpty()) throw new IllegalArgumentException("holds no certificate");
      return new TrustedAuthority(trusting(certificates));
    } catch (IOException unreadable) {
      throw new IllegalArgumentException("cannot be read", unreadable);
    } catch (GeneralSecurityException wrong) {
      throw new IllegalArgumentException("is not a PEM file of certificates", wrong);
    }
  }

  private static X509TrustManager trusting(Collection<? extends Certificate> certificates)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    for (Certificate each : certificates) store.setCertificateEntry("ca" + store.size(), each);
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return (X509TrustManager) factory.getTrustManagers()[0];
  }

  void trust(OkHttpClient.Builder builder) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {trust}, null);
      builder.sslSocketFactory(context.getSocketFactory(), trust);
    } catch (GeneralSecurityException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
