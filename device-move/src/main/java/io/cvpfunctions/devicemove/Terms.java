package io.cvpfunctions.devicemove;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What one CMDB keeps of a device, and its words for it. Immutable. */
public final class Terms {
  /** What stands where a CMDB demands what CloudVision has not told yet. */
  public static final String UNKNOWN = "Unknown";

  private static final String NO_PLACE = " has no place for it, mapping.yml says ";

  private static final Set<Field> THEIRS =
      EnumSet.of(
          Field.NAME,
          Field.STATUS,
          Field.SITE,
          Field.LOCATION,
          Field.ROLE,
          Field.TAGS,
          Field.MODEL,
          Field.ADDRESS);

  private final String name;
  private final Set<Field> kept;
  private final Set<Field> own;
  private final boolean needsSite;
  private final String active;
  private final String removed;
  private final Set<String> retired;

  private Terms(
      String name,
      Set<Field> kept,
      Set<Field> own,
      boolean needsSite,
      String active,
      String removed,
      Set<String> retired) {
    this.name = name;
    this.kept = kept;
    this.own = own;
    this.needsSite = needsSite;
    this.active = active;
    this.removed = removed;
    this.retired = retired;
  }

  /** A CMDB by the name people know it by, with its statuses of devices that are there and gone. */
  public static Terms of(String name, Set<Field> kept, String active, String removed) {
    EnumSet<Field> own = EnumSet.copyOf(kept);
    own.removeAll(THEIRS);
    return new Terms(name, EnumSet.copyOf(kept), own, false, active, removed, Set.of());
  }

  /** The same, where nobody but device-move tells of these fields either. */
  public Terms owning(Set<Field> more) {
    EnumSet<Field> all = EnumSet.copyOf(own);
    all.addAll(more);
    return new Terms(name, kept, all, needsSite, active, removed, retired);
  }

  /** The same, where there is no record without a site. */
  public Terms needingSite() {
    return new Terms(name, kept, own, true, active, removed, retired);
  }

  /** The same, where people say with these statuses that a device is out of use. */
  public Terms retiring(String... statuses) {
    return new Terms(name, kept, own, needsSite, active, removed, Set.of(statuses));
  }

  String name() {
    return name;
  }

  boolean keeps(Field field) {
    return kept.contains(field);
  }

  /** Whether the field is ours, and so kept true in every mode that writes records. */
  boolean owns(Field field) {
    return own.contains(field);
  }

  /** Whether a record says that; what is ours to the letter. */
  boolean agree(CmdbRecord record, Field field, String value) {
    String held = record.text(field);
    if (field == Field.TAGS) return Tags.hold(held, value);
    return owns(field) ? held.equals(value) : record.says(field, value);
  }

  boolean needsSite() {
    return needsSite;
  }

  String active() {
    return active;
  }

  /** What a mapping says that nobody will find here. */
  List<String> notKept(Map<Field, String> meant) {
    List<String> lost = new ArrayList<>();
    meant.forEach(
        (field, value) -> {
          if (!keeps(field)) lost.add(field.word() + ": " + name + NO_PLACE + value);
        });
    return lost;
  }

  /** Whether nobody is to expect a device of that status. */
  boolean isOutOfUse(String status) {
    return status.equalsIgnoreCase(removed) || retired.contains(status.toLowerCase(Locale.ROOT));
  }

  String removed() {
    return removed;
  }
}
