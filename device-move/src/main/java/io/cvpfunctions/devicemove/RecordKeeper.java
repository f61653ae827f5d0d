package io.cvpfunctions.devicemove;

import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Keeps the records of a CMDB on somebody else's server: finds, decides, writes, notes. */
public final class RecordKeeper implements Cmdb {
  /** Addresses of more than 4 KiB are refused by some servers. */
  private static final int SERIALS_AT_ONCE = 50;

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
    while (!budget.spent()) {
      Optional<Recorded> done = new Keeping(store, policy, seen, budget).write();
      if (done.isPresent()) return done.get();
    }
    String what = "others wrote the same record, or no time was left; repeat it";
    throw CallFailedException.of(store.terms().name(), Kind.OUT_OF_TIME, what);
  }

  @Override
  public Recorded preview(Observation seen, Budget budget) {
    return new Keeping(store, policy, seen, budget).preview();
  }

  /** Asks for all records at once; what differs is then looked at, and done, one by one. */
  @Override
  public List<Recorded> previewAll(List<Observation> all, Budget budget) {
    List<CmdbRecord> records = records(all, budget);
    List<Recorded> previews = new ArrayList<>();
    for (Observation seen : all) {
      previews.add(new Keeping(store, policy, seen, budget).preview(of(seen.serial(), records)));
    }
    return previews;
  }

  private List<CmdbRecord> records(List<Observation> all, Budget budget) {
    List<CmdbRecord> records = new ArrayList<>();
    for (int from = 0; from < all.size(); from += SERIALS_AT_ONCE) {
      List<Observation> some = all.subList(from, Math.min(all.size(), from + SERIALS_AT_ONCE));
      List<String> serials =
          some.stream().map(Observation::serial).collect(Collectors.toUnmodifiableList());
      records.addAll(store.withSerials(serials, budget));
    }
    return records;
  }

  private static List<CmdbRecord> of(String serial, List<CmdbRecord> records) {
    List<CmdbRecord> those = new ArrayList<>();
    for (CmdbRecord record : records) {
      if (record.text(Field.SERIAL).equalsIgnoreCase(serial)) those.add(record);
    }
    return those;
  }

  @Override
  public List<CmdbRecord> placed(Budget budget) {
    List<CmdbRecord> there = new ArrayList<>(store.placed(budget));
    there.removeIf(record -> policy.isRemoved(record, store.terms()));
    return there;
  }

  @Override
  public List<String> check(Budget budget) {
    return store.check(budget);
  }

  @Override
  public void close() {
    store.close();
  }
}
