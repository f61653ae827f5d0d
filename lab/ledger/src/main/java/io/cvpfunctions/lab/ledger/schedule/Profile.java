package io.cvpfunctions.lab.ledger.schedule;

import java.util.List;
import java.util.Map;

/** A kind of run: what is done to the watcher, and on which database. */
public enum Profile {
  /** One watcher on SQLite, killed again and again; devices leave, too. */
  KILLS(
      true,
      Map.of("--remove-after", "2s"),
      List.of(
          Trouble.KILL,
          Trouble.KILL,
          Trouble.LOCK_DATABASE,
          Trouble.ANSWER_LOST,
          Trouble.RESET,
          Trouble.SLOW_GATEWAY,
          Trouble.UNAVAILABLE,
          Trouble.GATEWAY_DOWN)),
  /** One watcher on SQLite that lives; everything around it fails, and CloudVision's lists lie. */
  FAULTS(false, Map.of("--remove-after", "10m"), Trouble.allButKills());

  private static final int DEVICES = 24;

  private final boolean leaving;
  private final Map<String, String> flags;
  private final List<Trouble> troubles;

  Profile(boolean leaving, Map<String, String> flags, List<Trouble> troubles) {
    this.leaving = leaving;
    this.flags = flags;
    this.troubles = troubles;
  }

  /** How many devices there are at first. */
  public int devices() {
    return DEVICES;
  }

  /** What the watcher is started with beside the usual. */
  public Map<String, String> flags() {
    return flags;
  }

  /** Whether devices are removed and unprovisioned. */
  boolean leaving() {
    return leaving;
  }

  List<Trouble> troubles() {
    return troubles;
  }
}
