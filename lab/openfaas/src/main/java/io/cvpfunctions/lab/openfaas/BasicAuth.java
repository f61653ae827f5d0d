package io.cvpfunctions.lab.openfaas;

import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

/** Who may see and change what is deployed; never prints its password. */
final class BasicAuth {
  private final byte[] expected;

  private BasicAuth(byte[] expected) {
    this.expected = expected;
  }

  /** Lets everybody in. */
  static BasicAuth none() {
    return new BasicAuth(new byte[0]);
  }

  static BasicAuth of(String user, String password) {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return new BasicAuth(
        ("Basic " + Base64.getEncoder().encodeToString(pair)).getBytes(StandardCharsets.UTF_8));
  }

  boolean allows(HttpExchange exchange) {
    if (expected.length == 0) return true;
    String given = exchange.getRequestHeaders().getFirst("Authorization");
    return given != null && MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8));
  }

  static FunctionResponse refusal() {
    return FunctionResponse.text(401, "invalid credentials\n")
        .header("WWW-Authenticate", "Basic realm=\"Restricted\"");
  }
}
