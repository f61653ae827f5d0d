package io.cvpfunctions.remote;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA256 over the raw body, in the form that {@code faas-cli invoke --sign} sends (facts:
 * OpenFaaS A6).
 */
public final class Signature {
  /** The header it travels in. */
  public static final String HEADER = "X-Signature-256";

  private static final String ALGORITHM = "HmacSHA256";
  private static final String PREFIX = "sha256=";

  private final Secret key;

  private Signature(Secret key) {
    this.key = key;
  }

  /** Signs and verifies with {@code key}. */
  public static Signature with(Secret key) {
    return new Signature(key);
  }

  /** The header's value for a body: {@code sha256=} and lower-case hex. */
  public String sign(byte[] body) {
    StringBuilder text = new StringBuilder(PREFIX);
    for (byte b : mac(body)) {
      text.append(Character.forDigit(b >> 4 & 15, 16)).append(Character.forDigit(b & 15, 16));
    }
    return text.toString();
  }

  /** Whether the header's value is the body's signature; compares in constant time. */
  public boolean matches(String header, byte[] body) {
    byte[] expected = sign(body).getBytes(StandardCharsets.US_ASCII);
    return MessageDigest.isEqual(expected, header.trim().getBytes(StandardCharsets.UTF_8));
  }

  private byte[] mac(byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.revealBytes(), ALGORITHM));
      return mac.doFinal(body);
    } catch (GeneralSecurityException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
