package io.cvpfunctions.lab.http;

import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * Where a stand-in listens, and as whom. Port 0 is any free one; {@code http2} is the local port of
 * what serves the connections of clients that speak HTTP/2 only, asked for when the first one
 * comes.
 */
public record Listen(
    String host, int port, Optional<TlsIdentity> tls, Optional<IntSupplier> http2) {
  /** A free port of 127.0.0.1, without TLS. */
  public static Listen anywhere() {
    return new Listen("127.0.0.1", 0, Optional.empty(), Optional.empty());
  }

  public Listen on(String address) {
    return new Listen(address, port, tls, http2);
  }

  public Listen port(int number) {
    return new Listen(host, number, tls, http2);
  }

  public Listen tls(TlsIdentity identity) {
    return new Listen(host, port, Optional.of(identity), http2);
  }

  /** Needs TLS, since ALPN is how the client says what it speaks. */
  public Listen http2(IntSupplier localPort) {
    return new Listen(host, port, tls, Optional.of(localPort));
  }
}
