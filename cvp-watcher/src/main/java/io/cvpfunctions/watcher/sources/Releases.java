package io.cvpfunctions.watcher.sources;

import io.cvpfunctions.watcher.state.ReleaseTable;
import io.cvpfunctions.watcher.telemetry.Loop;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks whether a person has said that what is missing is gone. */
final class Releases {
  private static final Logger LOG = LoggerFactory.getLogger(Releases.class);
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  private final ReleaseTable table;
  private final Runnable released;

  /** {@code released} is run where somebody has. */
  Releases(ReleaseTable table, Runnable released) {
    this.table = table;
    this.released = released;
  }

  Loop loop() {
    return new Loop("releases", INTERVAL, this::look);
  }

  private Duration look() {
    if (table.take()) {
      LOG.atInfo()
          .addKeyValue("event", "released")
          .log("what is missing is believed to be gone: a person says so");
      released.run();
    }
    return INTERVAL;
  }
}
