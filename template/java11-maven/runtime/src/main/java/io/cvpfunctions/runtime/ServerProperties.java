package io.cvpfunctions.runtime;

import java.time.Duration;

/** The JDK server is tuned by system properties only, which it reads when its class is loaded. */
final class ServerProperties {
  private static final String PREFIX = "sun.net.httpserver.";
  private static final Duration TO_WRITE = Duration.ofSeconds(30);

  private ServerProperties() {}

  static void set(RuntimeSettings settings) {
    // Without it a delayed acknowledgement costs every second answer 40 ms.
    unlessGiven("nodelay", "true");
    // Beyond this many the server closes connections that the watchdog is about to use again.
    unlessGiven("maxIdleConnections", "4096");
    // A request with more is dropped unanswered, and 200 by default are few. What bounds them is
    // their size then, 380 KiB.
    unlessGiven("maxReqHeaders", "10000");
    if (!settings.readTimeout.isZero()) unlessGiven("maxReqTime", seconds(settings.readTimeout));
    if (settings.behindWatchdog && !settings.execTimeout.isZero()) {
      unlessGiven("maxRspTime", seconds(settings.execTimeout.plus(TO_WRITE)));
    }
  }

  private static String seconds(Duration duration) {
    return Long.toString(Math.max(1, duration.plusMillis(999).toSeconds()));
  }

  private static void unlessGiven(String name, String value) {
    if (System.getProperty(PREFIX + name) == null) System.setProperty(PREFIX + name, value);
  }
}
