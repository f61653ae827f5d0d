package io.cvpfunctions.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.cvpfunctions.remote.CallFailedException.Kind;
import java.time.Duration;
import java.time.Instant;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;

/** A remote whose identity is in doubt is told nothing, and the reason is said. */
class HttpRemoteTlsTest {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  @Test
  void call_trustedCertificate_isAnswered() throws Exception {
    HeldCertificate certificate = certificate().build();
    try (RawServer server = server(certificate)) {
      assertThat(trusting(certificate).call(request(server), LIMIT).text()).isEqualTo("ok");
    }
  }

  @Test
  void call_untrustedCertificate_isNotSent() throws Exception {
    try (RawServer server = server(certificate().build())) {
      CallFailedException failure = failure(HttpRemote.named("Slack"), server);

      assertThat(failure).hasMessageContaining("signed by nobody that is trusted here");
    }
  }

  @Test
  void call_certificateForAnotherName_isNotSent() throws Exception {
    HeldCertificate another =
        new HeldCertificate.Builder().addSubjectAlternativeName("other.example").build();
    try (RawServer server = server(another)) {
      CallFailedException failure = failure(trusting(another), server);

      assertThat(failure).hasMessageContaining("its certificate is for another name");
    }
  }

  @Test
  void call_expiredCertificate_isNotSent() throws Exception {
    HeldCertificate authority = new HeldCertificate.Builder().certificateAuthority(0).build();
    long now = Instant.now().toEpochMilli();
    HeldCertificate old =
        certificate().signedBy(authority).validityInterval(now - 60_000, now - 30_000).build();
    try (RawServer server = server(old)) {
      CallFailedException failure = failure(trusting(authority), server);

      assertThat(failure).hasMessageContaining("its certificate has expired");
    }
  }

  @Test
  void call_plainHttpThere_saysThatItIsNoTls() throws Exception {
    try (RawServer server = RawServer.doing(socket -> RawServer.write(socket, ANSWER))) {
      CallFailedException failure = failure(HttpRemote.named("Slack"), server);

      assertThat(failure).hasMessageContaining("it does not speak TLS");
    }
  }

  @Test
  void call_handshakeCutOff_isNotSent() throws Exception {
    try (RawServer server = RawServer.doing(RawServer::reset)) {
      assertThat(failure(HttpRemote.named("Slack"), server).kind()).isEqualTo(Kind.NOT_SENT);
    }
  }

  private static CallFailedException failure(HttpRemote remote, RawServer server) {
    CallFailedException failure = Failures.of(() -> remote.call(request(server), LIMIT));
    assertThat(failure.kind()).isEqualTo(Kind.NOT_SENT);
    return failure;
  }

  private static HeldCertificate.Builder certificate() {
    return new HeldCertificate.Builder().addSubjectAlternativeName("127.0.0.1");
  }

  private static RawServer server(HeldCertificate certificate) {
    HandshakeCertificates own =
        new HandshakeCertificates.Builder().heldCertificate(certificate).build();
    return RawServer.with(
        own.sslContext().getServerSocketFactory(),
        socket -> {
          RawServer.readRequest(socket);
          RawServer.write(socket, ANSWER);
        });
  }

  private static HttpRemote trusting(HeldCertificate authority) {
    HandshakeCertificates trust =
        new HandshakeCertificates.Builder().addTrustedCertificate(authority.certificate()).build();
    OkHttpClient client =
        new OkHttpClient.Builder()
            .sslSocketFactory(trust.sslSocketFactory(), trust.trustManager())
            .build();
    return HttpRemote.named("Slack", client);
  }

  private static Request request(RawServer server) {
    return new Request.Builder()
        .url(Failures.secretUrl("https", "127.0.0.1", server.port()))
        .build();
  }
}
