package io.cvpfunctions.lab.http;

import java.util.Optional;

/** Where a stand-in listens, and as whom. Port 0 is any free one. */
public record Listen(String host, int port, Optional<TlsIdentity> tls) {
  /** A free port of 127.0.0.1, without TLS. */
  public static Listen anywhere() {
    return new Listen("127.0.0.1", 0, Optional.empty());
  }

  public Listen on(String address) {
    return new Listen(address, port, tls);
  }

  public Listen port(int number) {
    return new Listen(host, number, tls);
  }

  public Listen tls(TlsIdentity identity) {
    return new Listen(host, port, Optional.of(identity));
  }
}
