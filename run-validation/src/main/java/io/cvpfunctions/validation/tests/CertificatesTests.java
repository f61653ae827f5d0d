package io.cvpfunctions.validation.tests;

import static io.cvpfunctions.validation.inputs.InputObject.object;

import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.Judgement;
import io.cvpfunctions.validation.engine.NetworkTest;
import io.cvpfunctions.validation.engine.Tree;
import io.cvpfunctions.validation.inputs.InputObject;
import io.cvpfunctions.validation.inputs.Inputs;
import io.cvpfunctions.validation.inputs.Types;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The tests of {@code anta.tests.security} that look at certificates. */
final class CertificatesTests {
  private static final String MODULE = SecurityTests.MODULE;
  private static final double SECONDS_PER_DAY = 86400;
  private static final Set<Long> RSA_SIZES = Set.of(2048L, 3072L, 4096L);

  private CertificatesTests() {}

  static List<NetworkTest> all() {
    return List.of(certificates());
  }

  private static NetworkTest certificates() {
    InputObject certificate =
        object()
            .required("certificate_name", Types.text())
            .required("expiry_threshold", Types.integer())
            .required("common_name", Types.text())
            .required("encryption_algorithm", Types.oneOf("RSA", "ECDSA"))
            .required("key_size", Types.oneOf(2048, 3072, 4096, 256, 384, 512))
            .rule(CertificatesTests::keySizeFits);
    return NetworkTest.of(
            MODULE, "VerifyAPISSLCertificate", "Each listed certificate is as listed and lasts.")
        .takes(object().required("certificates", Types.list(certificate)))
        .asks(
            Command.json("show management security ssl certificate", 1),
            Command.json("show clock", 1))
        .judgedBy(CertificatesTests::judgeCertificates);
  }

  private static Optional<String> keySizeFits(Inputs certificate) {
    boolean rsa = certificate.text("encryption_algorithm").equals("RSA");
    if (rsa == RSA_SIZES.contains(certificate.integer("key_size"))) return Optional.empty();
    return Optional.of("key_size does not go with encryption_algorithm");
  }

  private static void judgeCertificates(Judgement it) {
    Tree now = it.reply(1).need("utcTime");
    for (Inputs wanted : it.inputs().objects("certificates")) {
      String name = wanted.text("certificate_name");
      Tree shown = it.reply().opt("certificates", name);
      if (shown.truthy()) judgeCertificate(it, wanted, shown, now);
      else it.fail("Certificate: " + name + " - not found");
    }
  }

  private static void judgeCertificate(Judgement it, Inputs wanted, Tree shown, Tree now) {
    String name = "Certificate: " + wanted.text("certificate_name") + " - ";
    double left = shown.need("notAfter").number() - now.number();
    double days = Math.floor(left / SECONDS_PER_DAY);
    long threshold = wanted.integer("expiry_threshold");
    if (days < 0) it.fail(name + "has expired");
    else if (days < threshold) {
      it.fail(name + "expires within " + threshold + " days: in " + (long) days + " days");
    }
    it.expect(name + "common name", wanted.text("common_name"), shown.opt("subject", "commonName"));
    it.expect(
        name + "encryption algorithm",
        wanted.text("encryption_algorithm"),
        shown.opt("publicKey", "encryptionAlgorithm"));
    it.expect(name + "key size", wanted.integer("key_size"), shown.opt("publicKey", "size"));
  }
}
