package io.cvpfunctions.devicemove;

import io.cvpfunctions.remote.Budget;
import java.util.List;

/** For those who have no CMDB and want the rest of the chain. */
final class NoCmdb implements Cmdb {
  @Override
  public String system() {
    return "none";
  }

  @Override
  public Recorded record(Observation observation, Budget budget) {
    return Recorded.of(Action.UNCHANGED).because("cmdb is none: nothing is recorded");
  }

  @Override
  public Recorded preview(Observation observation, Budget budget) {
    return record(observation, budget);
  }

  @Override
  public List<CmdbRecord> placed(Budget budget) {
    return List.of();
  }

  @Override
  public List<CmdbRecord> unprovisioned(List<CmdbRecord> records, Budget budget) {
    return List.of();
  }

  @Override
  public List<String> check(Budget budget) {
    return List.of();
  }

  @Override
  public boolean keepsRecords() {
    return false;
  }
}
