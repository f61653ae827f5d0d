package io.cvpfunctions.lab.ledger.schedule;

import io.cvpfunctions.lab.cloudvision.Generation;
import io.cvpfunctions.lab.ledger.stage.Setup;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A kind of run: what is done to the watcher, and on which database. */
public enum Profile {
  /** One watcher on SQLite, killed again and again; devices leave, or lists lie about that. */
  KILLS("2s", 1),
  /** One watcher on SQLite that lives; everything around it fails, and CloudVision's lists lie. */
  FAULTS("10m", 1),
  /** Three watchers on PostgreSQL, which lose their leader again and again; the same of lists. */
  REPLICAS("3s", 3);

  private static final int DEVICES = 24;
  private static final List<Generation> GENERATIONS =
      List.of(Generation.V2018_1, Generation.V2021_3, Generation.V2025_2);
  private static final List<Trouble> MOSTLY_KILLS =
      List.of(
          Trouble.KILL,
          Trouble.KILL,
          Trouble.QUIET,
          Trouble.LOCK_DATABASE,
          Trouble.STREAMS_END,
          Trouble.ANSWER_LOST,
          Trouble.RESET,
          Trouble.SLOW_GATEWAY,
          Trouble.UNAVAILABLE,
          Trouble.GATEWAY_DOWN);

  private static final List<Trouble> LOST_LEADERS =
      List.of(
          Trouble.KILL,
          Trouble.KILL_LEADER,
          Trouble.END_LEADERS_SESSION,
          Trouble.CUT_COMMIT,
          Trouble.CUT_COMMIT,
          Trouble.QUIET,
          Trouble.LOCK_DATABASE,
          Trouble.ANSWER_LOST,
          Trouble.RESET,
          Trouble.SLOW_GATEWAY,
          Trouble.TOO_MANY,
          Trouble.SESSIONS_EXPIRE,
          Trouble.STREAMS_END,
          Trouble.NODE_DOWN);

  private static final List<Trouble> LIES =
      List.of(Trouble.LISTS_EMPTY, Trouble.LISTS_HALF, Trouble.LISTS_LIE);

  private final String removeAfter;
  private final int replicas;

  Profile(String removeAfter, int replicas) {
    this.removeAfter = removeAfter;
    this.replicas = replicas;
  }

  int devices() {
    return DEVICES;
  }

  /** What is on the stage; the seed says which release of CloudVision. */
  public Setup setup(long seed) {
    Generation generation = GENERATIONS.get(Math.floorMod(seed, GENERATIONS.size()));
    Map<String, String> flags =
        Map.of("--remove-after", lying(seed) ? FAULTS.removeAfter : removeAfter);
    return new Setup(generation, DEVICES, flags, replicas, this == FAULTS);
  }

  /** Whether lists lie: always in the one, by every other seed in the others. */
  private boolean lying(long seed) {
    return this == FAULTS || Math.floorMod(seed, 2) == 1;
  }

  /** Whether devices are removed and unprovisioned; not where the lists may lie about that. */
  boolean leaving(long seed) {
    return !lying(seed);
  }

  List<Trouble> troubles(long seed) {
    List<Trouble> usual = usual();
    if (this == FAULTS || !lying(seed)) return usual;
    return Stream.concat(usual.stream(), LIES.stream()).toList();
  }

  private List<Trouble> usual() {
    return switch (this) {
      case KILLS -> MOSTLY_KILLS;
      case FAULTS -> Trouble.allButKills();
      case REPLICAS -> LOST_LEADERS;
    };
  }
}
