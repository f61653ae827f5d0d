package io.cvpfunctions.lab.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How long each part of a run took. Not thread-safe. */
final class Phases {
  private final List<String> all = new ArrayList<>();
  private long begin = System.nanoTime();

  /** What went on until now is called so. */
  void end(String name) {
    long now = System.nanoTime();
    all.add(name + " in " + Duration.ofNanos(now - begin).toSeconds() + " s");
    begin = now;
  }

  @Override
  public String toString() {
    return String.join(", ", all);
  }
}
