package io.cvpfunctions.devicemove;

import io.cvpfunctions.remote.Budget;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds records of one CMDB: what {@link Finding} needs of it. */
public interface RecordLookup {
  /** What it keeps, and its words for it. */
  Terms terms();

  /** All records with that serial number, and no others. */
  List<CmdbRecord> withSerial(String serial, Budget budget);

  /** All records of that name; at that site only, where the CMDB has sites and it is given. */
  List<CmdbRecord> named(String name, Optional<String> site, Budget budget);

  /**
   * Looks whether a record with these values would be made, as far as that can be asked without
   * making it; throws why not.
   */
  default void tryCreate(Map<Field, String> values, Budget budget) {}
}
