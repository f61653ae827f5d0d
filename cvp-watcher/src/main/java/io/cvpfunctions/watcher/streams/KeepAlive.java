package io.cvpfunctions.watcher.streams;

import java.time.Duration;

/**
 * How a connection that is half open is noticed: by a ping that nobody answers.
 *
 * @param after how long nothing was heard before the ping
 * @param patience how long the answer may take
 */
record KeepAlive(Duration after, Duration patience) {
  /** CloudVision's policy is not known; once a minute, and only while a stream is open, is safe. */
  static final KeepAlive USUAL = new KeepAlive(Duration.ofMinutes(1), Duration.ofSeconds(20));
}
