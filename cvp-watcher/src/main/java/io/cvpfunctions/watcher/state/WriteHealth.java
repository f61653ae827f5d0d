package io.cvpfunctions.watcher.state;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the state takes what is written; says so when that changes. Thread-safe. */
public final class WriteHealth {
  private static final Logger LOG = LoggerFactory.getLogger(WriteHealth.class);

  private final AtomicBoolean failing = new AtomicBoolean();
  private final LongAdder failures = new LongAdder();

  void good() {
    if (!failing.compareAndSet(true, false)) return;
    LOG.atInfo().addKeyValue("event", "state.writable").log("the state can be written again");
  }

  void failed(Exception why) {
    failures.increment();
    if (failing.getAndSet(true)) return;
    LOG.atError()
        .addKeyValue("event", "state.unwritable")
        .log(
            "the state cannot be written: {}; nothing is lost, but nothing new is told until it"
                + " can: is its disk full, or is it locked?",
            why.getMessage());
  }

  /** Whether the last write was stored. */
  public boolean isGood() {
    return !failing.get();
  }

  /** Writes that failed so far. */
  public long failures() {
    return failures.sum();
  }
}
