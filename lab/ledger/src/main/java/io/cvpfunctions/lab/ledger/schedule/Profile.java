package io.cvpfunctions.lab.ledger.schedule;

import java.util.List;
import java.util.Map;

/** A kind of run: what is done to the watcher, and on which database. */
public enum Profile {
  /** One watcher on SQLite, killed again and again; devices leave, too. */
  KILLS("2s"),
  /** One watcher on SQLite that lives; everything around it fails, and CloudVision's lists lie. */
  FAULTS("10m");

  private static final int DEVICES = 24;
  private static final List<Trouble> MOSTLY_KILLS =
      List.of(
          Trouble.KILL,
          Trouble.KILL,
          Trouble.LOCK_DATABASE,
          Trouble.ANSWER_LOST,
          Trouble.RESET,
          Trouble.SLOW_GATEWAY,
          Trouble.UNAVAILABLE,
          Trouble.GATEWAY_DOWN);

  private final String removeAfter;

  Profile(String removeAfter) {
    this.removeAfter = removeAfter;
  }

  /** How many devices there are at first. */
  public int devices() {
    return DEVICES;
  }

  /** What the watcher is started with beside the usual. */
  public Map<String, String> flags() {
    return Map.of("--remove-after", removeAfter);
  }

  /** Whether devices are removed and unprovisioned; not where the lists may lie about that. */
  boolean leaving() {
    return this != FAULTS;
  }

  List<Trouble> troubles() {
    return this == FAULTS ? Trouble.allButKills() : MOSTLY_KILLS;
  }
}
