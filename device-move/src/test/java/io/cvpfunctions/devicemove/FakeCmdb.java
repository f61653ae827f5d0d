package io.cvpfunctions.devicemove;

import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** Remembers what it was told, and fails on the devices it is told to fail on. */
final class FakeCmdb implements Cmdb {
  final List<String> log = new ArrayList<>();
  final Map<String, Kind> fails = new HashMap<>();
  final List<CmdbRecord> placed = new ArrayList<>();
  boolean together = true;
  int most = Integer.MAX_VALUE;

  @Override
  public String system() {
    return "fake";
  }

  @Override
  public Recorded record(Observation observation, Budget budget) {
    log.add(observation.eventId());
    check(observation);
    return Recorded.of(Action.UPDATED).at("https://cmdb.example/" + observation.serial());
  }

  @Override
  public Optional<List<Recorded>> recordTogether(List<Observation> observations, Budget budget) {
    if (!together) return Optional.empty();
    log.add(observations.size() + " together");
    observations.forEach(this::check);
    List<Recorded> recorded = new ArrayList<>();
    observations.forEach(observation -> recorded.add(Recorded.of(Action.CREATED)));
    return Optional.of(recorded);
  }

  /** Has time for so many. */
  @Override
  public List<Attempt> recordEach(
      List<Observation> observations, BooleanSupplier goesOn, Budget budget) {
    AtomicInteger begun = new AtomicInteger();
    return Cmdb.super.recordEach(
        observations, () -> goesOn.getAsBoolean() && begun.incrementAndGet() <= most, budget);
  }

  @Override
  public Recorded preview(Observation observation, Budget budget) {
    return Recorded.of(Action.UPDATED);
  }

  @Override
  public List<CmdbRecord> placed(Budget budget) {
    return placed;
  }

  @Override
  public List<CmdbRecord> unprovisioned(List<CmdbRecord> records, Budget budget) {
    return List.of();
  }

  @Override
  public List<String> check(Budget budget) {
    return List.of();
  }

  private void check(Observation observation) {
    Kind kind = fails.get(observation.serial());
    if (kind != null) throw CallFailedException.of("fake", kind, "told to fail");
  }
}
