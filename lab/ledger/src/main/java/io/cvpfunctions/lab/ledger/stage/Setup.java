package io.cvpfunctions.lab.ledger.stage;

import io.cvpfunctions.lab.cloudvision.Generation;
import java.util.Map;

/**
 * What is on the stage.
 *
 * @param devices how many there are at first
 * @param flags what the watcher is started with beside the usual
 * @param replicas how many watchers share a PostgreSQL; one alone has a SQLite file
 * @param clockSet whether the watcher has a clock that can be set
 */
public record Setup(
    Generation generation, int devices, Map<String, String> flags, int replicas, boolean clockSet) {
  /**
   * Which container a device is in at first: Undefined, but for one, since who has seen nothing
   * else believes a list that has nothing else.
   */
  public static int container(int device) {
    return device == 0 ? 1 : 0;
  }

  boolean postgres() {
    return replicas > 1;
  }

  /** Whether this machine can do that. */
  public boolean possible() {
    return !postgres() || PostgresState.available();
  }
}
