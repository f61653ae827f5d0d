package io.cvpfunctions.devicemove;

import io.cvpfunctions.remote.Settings;

/** What the operator allows in the CMDB, whichever it is. Immutable. */
public final class CmdbPolicy {
  private final CmdbMode mode;
  private final boolean recordUndefined;

  private CmdbPolicy(CmdbMode mode, boolean recordUndefined) {
    this.mode = mode;
    this.recordUndefined = recordUndefined;
  }

  public static CmdbPolicy of(CmdbMode mode, boolean recordUndefined) {
    return new CmdbPolicy(mode, recordUndefined);
  }

  /** Reads {@code cmdb_mode} and {@code cmdb_record_undefined}. */
  public static CmdbPolicy from(Settings settings) {
    String mode = settings.oneOf("cmdb_mode", CmdbMode.CREATE.word(), CmdbMode.words());
    return of(CmdbMode.of(mode), settings.flag("cmdb_record_undefined", false));
  }

  public boolean proposes() {
    return mode == CmdbMode.PROPOSE;
  }

  /** Whether a device without a record gets one for this. */
  public boolean creates(Observation observation) {
    if (observation.kind() != Observation.Kind.PLACED) return false;
    return recordUndefined || !observation.to().orElseThrow().isUndefined();
  }

  /** Why a device without a record did not get one. */
  public String whyNotCreated(Observation observation) {
    return observation.kind() == Observation.Kind.PLACED
        ? "a device in Undefined is recorded once it is placed (cmdb_record_undefined)"
        : "there is no record of this device";
  }
}
