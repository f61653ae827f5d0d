package io.cvpfunctions.lab.http;

import okhttp3.tls.HeldCertificate;

/** A certificate authority of one's own, whose PEM goes into a client's CA file. */
public final class TlsAuthority {
  private final HeldCertificate root;

  private TlsAuthority(HeldCertificate root) {
    this.root = root;
  }

  public static TlsAuthority named(String name) {
    return new TlsAuthority(TlsIdentity.lasting().commonName(name).certificateAuthority(0).build());
  }

  public String pem() {
    return root.certificatePem();
  }

  /** A server certificate for these names and addresses. */
  public TlsIdentity issue(String... hosts) {
    HeldCertificate.Builder builder = TlsIdentity.lasting().commonName(hosts[0]).signedBy(root);
    for (String host : hosts) {
      builder.addSubjectAlternativeName(host);
    }
    return new TlsIdentity(builder.build(), root.certificate());
  }
}
