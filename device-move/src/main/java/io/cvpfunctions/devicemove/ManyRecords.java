package io.cvpfunctions.devicemove;

import io.cvpfunctions.remote.Budget;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What some CMDBs do to many records in one request: {@link FirstRecords} fills them with it. */
public interface ManyRecords {
  /**
   * Makes a record for each of them, with those values, and answers all but those with which
   * somebody else was quicker. Empty, and none is made, where not all of them can be.
   */
  Optional<List<CmdbRecord>> createAll(
      List<Map<Field, String>> values, List<Note> whys, Budget budget);

  /** Adds one note to each record, and sees to it that two who do so at once add it once. */
  void noteAll(Map<CmdbRecord, Note> notes, Budget budget);
}
