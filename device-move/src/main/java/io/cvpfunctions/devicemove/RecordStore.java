package io.cvpfunctions.devicemove;

import io.cvpfunctions.remote.Budget;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One CMDB on somebody else's server: finds, makes, changes and notes records. Thread-safe.
 *
 * <p>What is done when is decided in {@link RecordKeeper}, the same for all; another CMDB is one
 * class that does this. What goes wrong is thrown as {@link
 * io.cvpfunctions.remote.CallFailedException} with what to do about it.
 */
public interface RecordStore extends AutoCloseable {
  /** What it keeps, and its words for it. */
  Terms terms();

  /** All records with that serial number, and no others. */
  List<CmdbRecord> withSerial(String serial, Budget budget);

  /** The records of those serial numbers that have any, in as few requests as it can. */
  List<CmdbRecord> withSerials(List<String> serials, Budget budget);

  /** All records of that name; at that site only, where the CMDB has sites and it is given. */
  List<CmdbRecord> named(String name, Optional<String> site, Budget budget);

  /** Makes a record; empty where somebody else was quicker with it, so that it is to be found. */
  Optional<CmdbRecord> create(Map<Field, String> values, Note why, Budget budget);

  /** Changes a record; empty where somebody else changed it since it was read. */
  Optional<CmdbRecord> update(
      CmdbRecord before, Map<Field, String> changes, Note why, Budget budget);

  /** Whether the history of the record has that note. */
  boolean hasNote(CmdbRecord record, Note note, Budget budget);

  /** Adds to the history, and sees to it that two who do so at once add it once. */
  void note(CmdbRecord record, Note note, Budget budget);

  /** Whether its history is kept apart from its records, so that it can be of a device without. */
  default boolean notesWithoutRecord() {
    return false;
  }

  /** All records that have a container, whatever else the CMDB holds. */
  List<CmdbRecord> placed(Budget budget);

  /** Tries what it needs, and answers with a line for each thing that is wrong. */
  List<String> check(Budget budget);

  @Override
  default void close() {}
}
