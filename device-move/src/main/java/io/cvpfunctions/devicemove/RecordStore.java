package io.cvpfunctions.devicemove;

import io.cvpfunctions.remote.Budget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One CMDB on somebody else's server. Thread-safe.
 *
 * <p>What is done when is decided in {@link RecordKeeper}, the same for all; another CMDB is one
 * class that does this. What goes wrong is thrown as {@link
 * io.cvpfunctions.remote.CallFailedException} with what to do about it.
 */
public interface RecordStore extends Records, AutoCloseable {
  /** The records of those serial numbers that have any, in one request; at most 50 are asked. */
  List<CmdbRecord> withSerials(List<String> serials, Budget budget);

  @Override
  default List<CmdbRecord> withSerial(String serial, Budget budget) {
    return withSerials(List.of(serial), budget);
  }

  /** The same by name, wherever they are, for at most 50 names. */
  List<CmdbRecord> withNames(List<String> names, Budget budget);

  @Override
  default List<CmdbRecord> named(String name, Optional<String> site, Budget budget) {
    List<CmdbRecord> named = new ArrayList<>(withNames(List.of(name), budget));
    if (site.isPresent()) {
      named.removeIf(record -> !record.says(Field.SITE, site.get()));
    }
    return named;
  }

  /** How it does many records in one request, where it can. */
  default Optional<ManyRecords> many() {
    return Optional.empty();
  }

  /** All records that have a container, whatever else the CMDB holds. */
  List<CmdbRecord> placed(Budget budget);

  /**
   * Those of at most 50 records of which the history tells that they are no longer provisioned: a
   * text that {@link Note#tellsUnprovisioned} knows.
   */
  List<CmdbRecord> unprovisioned(List<CmdbRecord> records, Budget budget);

  /**
   * Tries what it needs under that policy, and writes nothing; a line for each thing that is wrong.
   */
  List<String> check(CmdbPolicy policy, Budget budget);

  @Override
  void close();
}
