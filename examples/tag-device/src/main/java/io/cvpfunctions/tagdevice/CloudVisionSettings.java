package io.cvpfunctions.tagdevice;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cvpfunctions.remote.HttpRemote;
import io.cvpfunctions.remote.Secret;
import io.cvpfunctions.remote.Settings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;

/** Where CloudVision is, whom to trust to be it, and who calls. */
final class CloudVisionSettings {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Optional<URI> url;
  private final Secret token;
  private final Optional<HandshakeCertificates> trust;

  private CloudVisionSettings(
      Optional<URI> url, Secret token, Optional<HandshakeCertificates> trust) {
    this.url = url;
    this.token = token;
    this.trust = trust;
  }

  static CloudVisionSettings from(Settings settings) {
    settings.requiredText("cloudvision_url", "say where it is, such as https://cvp.example");
    Optional<URI> url = settings.url("cloudvision_url");
    if (url.filter(address -> address.getScheme().equals("http")).isPresent()) {
      settings.problem("cloudvision_url is not https: on the way everybody could read the token");
    }
    Secret token = settings.secret("cloudvision-token");
    if (!token.reveal().matches("[!-~]*")) {
      settings.problem("the secret cloudvision-token holds what no token does, such as a space");
    }
    Optional<Secret> authority = settings.optionalSecret("cloudvision-ca.pem");
    return new CloudVisionSettings(url, token, authority.flatMap(pem -> trust(settings, pem)));
  }

  private static Optional<HandshakeCertificates> trust(Settings settings, Secret pem) {
    HandshakeCertificates.Builder trusted = new HandshakeCertificates.Builder();
    try {
      Collection<? extends Certificate> all =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(pem.revealBytes()));
      all.forEach(each -> trusted.addTrustedCertificate((X509Certificate) each));
      if (!all.isEmpty()) return Optional.of(trusted.build());
      settings.problem("the secret cloudvision-ca.pem is not a PEM file of certificates");
    } catch (CertificateException wrong) {
      settings.problem("the secret cloudvision-ca.pem is none: " + wrong.getMessage());
    }
    return Optional.empty();
  }

  /** When the token ends; it says so itself where it is a JWT (facts: A3). */
  Optional<Instant> tokenEnd() {
    String[] parts = token.reveal().split("\\.", -1);
    if (parts.length != 3) return Optional.empty();
    try {
      long seconds = MAPPER.readTree(Base64.getUrlDecoder().decode(parts[1])).path("exp").asLong();
      return seconds > 0 ? Optional.of(Instant.ofEpochSecond(seconds)) : Optional.empty();
    } catch (IOException | IllegalArgumentException | DateTimeException notAJwt) {
      return Optional.empty();
    }
  }

  /** Once all settings have been found right. */
  CloudVision open() {
    OkHttpClient.Builder client = new OkHttpClient.Builder();
    trust.ifPresent(each -> client.sslSocketFactory(each.sslSocketFactory(), each.trustManager()));
    HttpRemote http = HttpRemote.named(CloudVision.NAME, client.build());
    return new CloudVision(new ResourceClient(http, base(), token));
  }

  private HttpUrl base() {
    return HttpUrl.get(url.orElseThrow().toString());
  }

  /** Where it is and how it is known there, once all settings have been found right. */
  @Override
  public String toString() {
    String by = trust.isPresent() ? "the secret cloudvision-ca.pem" : "the system's authorities";
    return base().host() + ":" + base().port() + ", known by " + by + ",";
  }
}
