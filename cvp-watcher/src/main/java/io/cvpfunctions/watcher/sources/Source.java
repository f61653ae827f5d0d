package io.cvpfunctions.watcher.sources;

import java.time.Duration;

/** One way of watching CloudVision, a step at a time, on one thread. */
interface Source extends AutoCloseable {
  /** Does what there is to do, and says how long nothing will be, unless something arrives. */
  Duration step();

  @Override
  default void close() {}
}
