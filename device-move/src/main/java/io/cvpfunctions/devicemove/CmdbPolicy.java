package io.cvpfunctions.devicemove;

import io.cvpfunctions.devicemove.mapping.Mapping;
import io.cvpfunctions.devicemove.mapping.MappingSource;
import io.cvpfunctions.devicemove.mapping.Placement;
import io.cvpfunctions.events.Container;
import io.cvpfunctions.events.Device;
import io.cvpfunctions.remote.Settings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** What the operator allows in the CMDB, whichever it is. Immutable. */
public final class CmdbPolicy {
  private static final List<String> REPLACE = List.of("swap", "refuse");

  private final CmdbMode mode;
  private final boolean recordUndefined;
  private final Hostnames hostnames;
  private final boolean replaces;
  private final Duration replacePatience;
  private final boolean createsMissing;
  private final String removedStatus;
  private final Supplier<Mapping> mapping;

  private CmdbPolicy(
      CmdbMode mode,
      boolean recordUndefined,
      Hostnames hostnames,
      boolean replaces,
      Duration replacePatience,
      boolean createsMissing,
      String removedStatus,
      Supplier<Mapping> mapping) {
    this.mode = mode;
    this.recordUndefined = recordUndefined;
    this.hostnames = hostnames;
    this.replaces = replaces;
    this.replacePatience = replacePatience;
    this.createsMissing = createsMissing;
    this.removedStatus = removedStatus;
    this.mapping = mapping;
  }

  public static CmdbPolicy of(CmdbMode mode, boolean recordUndefined) {
    return new CmdbPolicy(
        mode, recordUndefined, Hostnames.ANY, true, Duration.ZERO, true, null, () -> Mapping.NONE);
  }

  /** Reads the settings whose names begin with {@code cmdb_}, and where the mapping is. */
  public static CmdbPolicy from(Settings settings) {
    String mode = settings.oneOf("cmdb_mode", CmdbMode.CREATE.word(), CmdbMode.words());
    return new CmdbPolicy(
        CmdbMode.of(mode),
        settings.flag("cmdb_record_undefined", false),
        Hostnames.from(settings),
        settings.oneOf("cmdb_replace", REPLACE.get(0), REPLACE).equals(REPLACE.get(0)),
        settings.duration("cmdb_replace_patience", Duration.ZERO),
        settings.flag("cmdb_create_missing", true),
        settings.optionalText("cmdb_removed_status").orElse(null),
        MappingSource.from(settings));
  }

  /** The same with another mapping. */
  public CmdbPolicy mapping(Mapping other) {
    return new CmdbPolicy(
        mode,
        recordUndefined,
        hostnames,
        replaces,
        replacePatience,
        createsMissing,
        removedStatus,
        () -> other);
  }

  /** The same, where a hostname has to match that. */
  public CmdbPolicy hostnames(String regex) {
    Hostnames names = Hostnames.matching(regex);
    return new CmdbPolicy(
        mode,
        recordUndefined,
        names,
        replaces,
        replacePatience,
        createsMissing,
        removedStatus,
        mapping);
  }

  /** The same, where one device never takes over the record of another. */
  public CmdbPolicy refusingReplacements() {
    return new CmdbPolicy(
        mode,
        recordUndefined,
        hostnames,
        false,
        replacePatience,
        createsMissing,
        removedStatus,
        mapping);
  }

  /** The same, where a device waits so long for the end of the one whose name it has. */
  public CmdbPolicy replacePatience(Duration time) {
    return new CmdbPolicy(
        mode, recordUndefined, hostnames, replaces, time, createsMissing, removedStatus, mapping);
  }

  /** The same, where a record can only refer to what is there. */
  public CmdbPolicy creatingNothingElse() {
    return new CmdbPolicy(
        mode, recordUndefined, hostnames, replaces, replacePatience, false, removedStatus, mapping);
  }

  public boolean proposes() {
    return mode == CmdbMode.PROPOSE;
  }

  /** Whether fields that are not ours are kept true too. */
  boolean recordsAll() {
    return mode == CmdbMode.RECORD;
  }

  /** Whether what a record refers to is made where it is missing. */
  public boolean createsMissing() {
    return createsMissing;
  }

  /** Whether a device takes over the record of one that it replaces. */
  boolean replaces() {
    return replaces;
  }

  /**
   * Whether it is so new that the end of the device whose name it has may be told yet. What people
   * type, and lists, are answered at once.
   */
  boolean waitsToReplace(Observation seen) {
    if (seen.cloudVision().isEmpty() || seen.isListed()) return false;
    return Clock.systemUTC().instant().isBefore(seen.at().plus(replacePatience));
  }

  String removedStatus(Terms terms) {
    return removedStatus == null ? terms.removed() : removedStatus;
  }

  /** Whether the record says that its device is gone. */
  public boolean isRemoved(CmdbRecord record, Terms terms) {
    return record.text(Field.STATUS).equalsIgnoreCase(removedStatus(terms));
  }

  /** The mapping as it is now, asked for where it is elsewhere. */
  Mapping currentMapping() {
    return mapping.get();
  }

  /** The containers that the mapping has rules for, as patterns of their names. */
  public List<String> containers() {
    return mapping.get().containers();
  }

  /** What the mapping says of a container. */
  Placement placement(Container container) {
    return mapping.get().placement(container);
  }

  /** What the mapping says where no rule does. */
  Placement defaults() {
    return mapping.get().defaults();
  }

  boolean isPlaceholder(Device device) {
    return hostnames.isPlaceholder(device);
  }

  boolean isPlaceholder(String name) {
    return hostnames.isPlaceholder(name);
  }

  /** Whether devices there get a record. */
  boolean recordsIn(Container container) {
    return recordUndefined || !container.isUndefined();
  }
}
