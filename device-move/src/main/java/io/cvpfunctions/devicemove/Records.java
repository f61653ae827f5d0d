package io.cvpfunctions.devicemove;

import io.cvpfunctions.remote.Budget;
import java.util.Map;
import java.util.Optional;

/** Finds, makes, changes and notes records of one CMDB: what {@link Keeping} needs of it. */
public interface Records extends RecordLookup {
  /**
   * Makes a record, the only one of its serial number; empty where somebody else was quicker with
   * it, so that it is to be found.
   */
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
}
