package io.cvpfunctions.devicemove;

import io.cvpfunctions.remote.Budget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The records of many devices, asked for at once. Immutable. */
final class Prefetched implements RecordLookup {
  /** Addresses of more than 4 KiB are refused by some servers. */
  static final int AT_ONCE = 50;

  private final RecordStore store;
  private final List<CmdbRecord> bySerial;
  private final List<CmdbRecord> byName;

  private Prefetched(RecordStore store, List<CmdbRecord> bySerial, List<CmdbRecord> byName) {
    this.store = store;
    this.bySerial = bySerial;
    this.byName = byName;
  }

  /** Names are asked for only of devices whose serial numbers have no record. */
  static Prefetched of(RecordStore store, List<Observation> all, Budget budget) {
    List<CmdbRecord> bySerial = inParts(serials(all), store::withSerials, budget);
    List<Observation> unknown = new ArrayList<>(all);
    unknown.removeIf(seen -> bySerial.stream().anyMatch(has(Field.SERIAL, seen.serial())));
    return new Prefetched(store, bySerial, inParts(names(unknown), store::withNames, budget));
  }

  private static List<String> serials(List<Observation> all) {
    return all.stream().map(Observation::serial).distinct().collect(Collectors.toList());
  }

  private static List<String> names(List<Observation> all) {
    return all.stream()
        .flatMap(seen -> seen.device().hostname().stream())
        .filter(name -> !name.isBlank())
        .distinct()
        .collect(Collectors.toList());
  }

  /** Asks for many in portions that a server takes. */
  static <T> List<CmdbRecord> inParts(
      List<T> all, BiFunction<List<T>, Budget, List<CmdbRecord>> ask, Budget budget) {
    List<CmdbRecord> records = new ArrayList<>();
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      List<T> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
      records.addAll(ask.apply(some, budget));
    }
    return records;
  }

  private static Predicate<CmdbRecord> has(Field field, String text) {
    return record -> record.says(field, text);
  }

  @Override
  public Terms terms() {
    return store.terms();
  }

  @Override
  public List<CmdbRecord> withSerial(String serial, Budget budget) {
    return bySerial.stream().filter(has(Field.SERIAL, serial)).collect(Collectors.toList());
  }

  @Override
  public List<CmdbRecord> named(String name, Optional<String> site, Budget budget) {
    return byName.stream()
        .filter(has(Field.NAME, name))
        .filter(record -> site.isEmpty() || has(Field.SITE, site.get()).test(record))
        .collect(Collectors.toList());
  }
}
