package io.cvpfunctions.lab.launcher;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What has to be observed at the remotes before the run counts as good. Thread-safe. */
final class Checklist {
  private final Map<String, Boolean> seen = new LinkedHashMap<>();

  /** Adds something to wait for. */
  synchronized void expect(String what) {
    seen.putIfAbsent(what, false);
  }

  /** Ticks it off, where it was waited for. */
  synchronized void saw(String what) {
    seen.replace(what, true);
    notifyAll();
  }

  synchronized int size() {
    return seen.size();
  }

  /** What has not been seen. */
  synchronized List<String> missing() {
    List<String> missing = new ArrayList<>();
    seen.forEach(
        (what, was) -> {
          if (!was) missing.add(what);
        });
    return missing;
  }

  /** Waits until everything has been seen, or the time is over; answers what is missing. */
  synchronized List<String> await(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!missing().isEmpty()) {
      long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
      if (left <= 0) break;
      wait(left);
    }
    return missing();
  }
}
