package bench;

import java.time.Duration;
import okhttp3.OkHttpClient;
import okhttp3.tls.Certificates;
import okhttp3.tls.HandshakeCertificates;

/** A client that trusts the lab's CloudVision. */
final class Client {
  private Client() {}

  static OkHttpClient trusting(String caPem) {
    HandshakeCertificates trust =
        new HandshakeCertificates.Builder()
            .addTrustedCertificate(Certificates.decodeCertificatePem(caPem))
            .build();
    return new OkHttpClient.Builder()
        .sslSocketFactory(trust.sslSocketFactory(), trust.trustManager())
        .readTimeout(Duration.ofMinutes(1))
        .build();
  }
}
