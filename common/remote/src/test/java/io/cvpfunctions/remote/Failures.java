package io.cvpfunctions.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import okhttp3.HttpUrl;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Catches what a call threw, and looks whether the address, which is a secret, shows in it. */
final class Failures {
  private static final String SECRET = "hush-hush";

  private Failures() {}

  /** An address like a webhook's, of which nothing but host and port may be said. */
  static HttpUrl secretUrl(String scheme, String host, int port) {
    String path = "/services/T0/" + SECRET + "?token=" + SECRET;
    return HttpUrl.get(scheme + "://" + host + ":" + port + path);
  }

  static CallFailedException of(ThrowingCallable call) {
    CallFailedException failure = catchThrowableOfType(CallFailedException.class, call);
    assertThat(failure).isNotNull().hasMessageStartingWith("Slack: ");
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      assertThat(cause.toString()).doesNotContain(SECRET).doesNotContain("/services");
    }
    return failure;
  }
}
