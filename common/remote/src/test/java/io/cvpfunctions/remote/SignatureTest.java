package io.cvpfunctions.remote;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureTest {
  /** What openssl says: {@code printf '%s' "$BODY" | openssl dgst -sha256 -hmac key}. */
  private static final String VECTOR =
      "sha256=f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8";

  private static final byte[] BODY = "The quick brown fox jumps over the lazy dog".getBytes(UTF_8);

  private final Signature signature = Signature.with(Secret.of("key"));

  @Test
  void sign_knownBody_isTheKnownSignature() {
    assertThat(signature.sign(BODY)).isEqualTo(VECTOR);
  }

  @Test
  void matches_ownSignature_isTrueWithSpaceAroundItToo() {
    assertThat(signature.matches(VECTOR, BODY)).isTrue();
    assertThat(signature.matches(" " + VECTOR + "\t", BODY)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sha256=", "sha1=f7bc83f4", "f7bc83f4", "sha256=ä", "sha256=00"})
  void matches_anythingElse_isFalse(String header) {
    assertThat(signature.matches(header, BODY)).isFalse();
    assertThat(signature.matches(VECTOR.substring(0, VECTOR.length() - 1), BODY)).isFalse();
  }

  @Test
  void matches_anotherBodyOrKey_isFalse() {
    assertThat(signature.matches(VECTOR, new byte[0])).isFalse();
    assertThat(Signature.with(Secret.of("Key")).matches(VECTOR, BODY)).isFalse();
  }
}
