package io.cvpfunctions.devicemove;

import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** Keeps the records of a CMDB on somebody else's server: finds, decides, writes, notes. */
public final class RecordKeeper implements Cmdb {
  private static final int LOOKS_AGAIN = 2;
  private static final int LONGEST_PAUSE_MILLIS = 500;
  private static final Duration FOR_AN_ATTEMPT = Duration.ofSeconds(1);

  private final RecordStore store;
  private final CmdbPolicy policy;
  private final SerialTurns turns;

  public RecordKeeper(RecordStore store, CmdbPolicy policy, SerialTurns turns) {
    this.store = store;
    this.policy = policy;
    this.turns = turns;
  }

  @Override
  public String system() {
    return store.terms().name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Recorded record(Observation seen, Budget budget) {
    return turns.inTurn(system(), seen.serial(), budget, () -> untilNobodyWasQuicker(seen, budget));
  }

  private Recorded untilNobodyWasQuicker(Observation seen, Budget budget) {
    int taken = 0;
    int lost = 0;
    do {
      Keeping attempt = new Keeping(store, policy, seen, budget);
      Optional<Recorded> done = attempt.write();
      if (done.isPresent()) return done.get();
      if (attempt.isTaken() && ++taken > LOOKS_AGAIN) throw attempt.taken();
      pause(lost++);
    } while (budget.left().compareTo(FOR_AN_ATTEMPT) > 0);
    String what = "others wrote the same record each time that it was tried; repeat it";
    throw CallFailedException.of(store.terms().name(), Kind.OUT_OF_TIME, what);
  }

  /** Longer each time, so that nobody is kept busy by those who hinder each other. */
  private static void pause(int lost) {
    int most = Math.min(LONGEST_PAUSE_MILLIS, 10 << Math.min(lost, 10));
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(ThreadLocalRandom.current().nextInt(most)));
  }

  @Override
  public Recorded preview(Observation seen, Budget budget) {
    return new Finding(store, policy, seen, budget).preview();
  }

  /** Asks for all records at once, and for the mapping. */
  @Override
  public List<Attempt> previewAll(List<Observation> all, Budget budget) {
    CmdbPolicy now = policy.mapping(policy.currentMapping());
    RecordLookup known = Prefetched.of(store, all, budget);
    return all.stream()
        .map(seen -> Attempt.atOffline(new Finding(known, now, seen, budget)::preview))
        .collect(Collectors.toList());
  }

  /** New ones in few requests where the CMDB can; the others, held to what was read, at once. */
  @Override
  public List<Attempt> recordEach(List<Observation> all, BooleanSupplier goesOn, Budget budget) {
    List<Attempt> attempts = new ArrayList<>();
    for (int from = 0; from < all.size(); from += Prefetched.AT_ONCE) {
      int end = Math.min(all.size(), from + Prefetched.AT_ONCE);
      attempts.addAll(some(all.subList(from, end), goesOn, budget));
    }
    return attempts;
  }

  private List<Attempt> some(List<Observation> some, BooleanSupplier goesOn, Budget budget) {
    Map<Observation, Attempt> first = goesOn.getAsBoolean() ? first(some, budget) : Map.of();
    return AtOnce.each(
        some,
        system(),
        seen -> {
          if (first.containsKey(seen)) return first.get(seen);
          return goesOn.getAsBoolean() ? Attempt.at(() -> record(seen, budget)) : Attempt.NOT_BEGUN;
        });
  }

  private Map<Observation, Attempt> first(List<Observation> some, Budget budget) {
    if (store.many().isEmpty()) return Map.of();
    List<String> serials = some.stream().map(Observation::serial).collect(Collectors.toList());
    FirstRecords first = new FirstRecords(store, store.many().get(), policy, budget);
    return turns.inTurns(system(), serials, budget, () -> first.make(some));
  }

  @Override
  public List<CmdbRecord> placed(Budget budget) {
    List<CmdbRecord> there = new ArrayList<>(store.placed(budget));
    there.removeIf(record -> policy.isRemoved(record, store.terms()));
    return there;
  }

  @Override
  public List<CmdbRecord> unprovisioned(List<CmdbRecord> records, Budget budget) {
    return Prefetched.inParts(records, store::unprovisioned, budget);
  }

  @Override
  public List<String> check(Budget budget) {
    return store.check(policy, budget);
  }

  @Override
  public List<String> containers() {
    return policy.containers();
  }

  @Override
  public void close() {
    store.close();
  }
}
