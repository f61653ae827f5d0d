package io.cvpfunctions.validation.eapi;

import io.cvpfunctions.remote.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Whom we take for a switch: one whose certificate is pinned, or signed by the given authority; or
 * anybody, if that was asked for by name. The system's trust is not used: no public authority
 * vouches for switches. Immutable.
 */
final class SwitchTls {
  private final Pins pins;

  /** For all that are not pinned; a pinned one has its own, which remembers what was shown. */
  private final Optional<SwitchIdentity> shared;

  private SwitchTls(Pins pins, Optional<X509TrustManager> authority, boolean insecure) {
    Optional<SwitchIdentity> anybody =
        insecure ? Optional.of(SwitchIdentity.anybody()) : Optional.empty();
    this.pins = pins;
    this.shared = authority.map(SwitchIdentity::signed).or(() -> anybody);
  }

  static SwitchTls from(Settings settings) {
    Pins pins = Pins.from(settings);
    Optional<String> file = settings.optionalText("eapi_ca_file");
    Optional<X509TrustManager> authority = file.flatMap(path -> authority(path, settings));
    boolean insecure = settings.flag("eapi_insecure", false);
    if (pins.isEmpty() && file.isEmpty() && !insecure) {
      settings.problem(
          "no way to know a switch by: set eapi_ca_file, or mount the secret eapi-pins, or, where"
              + " nobody can listen in, set eapi_insecure: true");
    }
    return new SwitchTls(pins, authority, insecure);
  }

  private static Optional<X509TrustManager> authority(String path, Settings settings) {
    try (InputStream in = Files.newInputStream(Path.of(path))) {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (certificates.isEmpty()) throw new CertificateException("no certificates");
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (Certificate certificate : certificates) {
        store.setCertificateEntry("ca-" + number++, certificate);
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return Optional.of((X509TrustManager) factory.getTrustManagers()[0]);
    } catch (IOException | GeneralSecurityException unreadable) {
      settings.problem("eapi_ca_file=" + path + " cannot be read as PEM certificates");
      return Optional.empty();
    }
  }

  /** How to know that switch, or any if it is not known which one. */
  SwitchIdentity of(DeviceId id) {
    Set<String> pinned = pins.of(id);
    if (!pinned.isEmpty()) return SwitchIdentity.pinned(pinned, pins);
    return shared.orElseGet(() -> SwitchIdentity.pinned(Set.of(), pins));
  }
}
