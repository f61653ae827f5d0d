package io.cvpfunctions.devicemove;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What a CMDB holds of one device. Immutable. */
public final class CmdbRecord {
  /** What stands for streaming of a device that CloudVision no longer knows. */
  static final String GONE = "removed";

  /** Of a device that has none. */
  static final CmdbRecord NONE = of("", Map.of());

  private final String id;
  private final String url;
  private final String version;
  private final String kind;
  private final Map<Field, String> values;
  private final Map<Field, String> slugs;
  private final Map<Field, String> remarks;

  private CmdbRecord(
      String id,
      String url,
      String version,
      String kind,
      Map<Field, String> values,
      Map<Field, String> slugs,
      Map<Field, String> remarks) {
    this.id = id;
    this.url = url;
    this.version = version;
    this.kind = kind;
    this.values = values;
    this.slugs = slugs;
    this.remarks = remarks;
  }

  /** A record by the CMDB's own key, with the values that are not empty. */
  public static CmdbRecord of(String id, Map<Field, String> values) {
    EnumMap<Field, String> there = new EnumMap<>(Field.class);
    values.forEach((field, value) -> put(there, field, value));
    return new CmdbRecord(
        id, null, null, null, Collections.unmodifiableMap(there), Map.of(), Map.of());
  }

  private static void put(Map<Field, String> values, Field field, String value) {
    if (value == null || value.isBlank()) values.remove(field);
    else values.put(field, value);
  }

  /** The same, with the page where a person can look at it. */
  public CmdbRecord at(String page) {
    return new CmdbRecord(id, page, version, kind, values, slugs, remarks);
  }

  /** The same, with what a write has to name so that it meets what was read; null for nothing. */
  public CmdbRecord asOf(String token) {
    return new CmdbRecord(id, url, token, kind, values, slugs, remarks);
  }

  /** The same, where the CMDB tells several kinds of records apart. */
  public CmdbRecord ofKind(String name) {
    return new CmdbRecord(id, url, version, name, values, slugs, remarks);
  }

  /** The same, where the CMDB has other names too for what these fields refer to. */
  public CmdbRecord alsoCalled(Map<Field, String> others) {
    return new CmdbRecord(id, url, version, kind, values, Map.copyOf(others), remarks);
  }

  /** The same with these values; an empty one takes the field's value away. */
  public CmdbRecord with(Map<Field, String> changes) {
    EnumMap<Field, String> now = new EnumMap<>(Field.class);
    now.putAll(values);
    changes.forEach((field, value) -> put(now, field, value));
    return new CmdbRecord(id, url, version, kind, Collections.unmodifiableMap(now), slugs, remarks);
  }

  /** The same, with what could not be written and was left alone. */
  public CmdbRecord remarking(Field field, String why) {
    return new CmdbRecord(id, url, version, kind, values, slugs, Map.of(field, why));
  }

  public Map<Field, String> remarks() {
    return remarks;
  }

  public String id() {
    return id;
  }

  public Optional<String> url() {
    return Optional.ofNullable(url);
  }

  public Optional<String> version() {
    return Optional.ofNullable(version);
  }

  /** What the CMDB calls such a record, where it tells several kinds apart. */
  public Optional<String> kind() {
    return Optional.ofNullable(kind);
  }

  public Optional<String> get(Field field) {
    return Optional.ofNullable(values.get(field));
  }

  /** The value, or nothing at all. */
  public String text(Field field) {
    return values.getOrDefault(field, "");
  }

  /** Whether the field has that value, by either name. */
  boolean says(Field field, String text) {
    return text(field).equalsIgnoreCase(text)
        || (!text.isEmpty() && slugs.getOrDefault(field, "").equalsIgnoreCase(text));
  }

  /** The time that a field holds; the beginning of all time where it holds none. */
  public Instant time(Field field) {
    try {
      return get(field)
          .map(OffsetDateTime::parse)
          .map(OffsetDateTime::toInstant)
          .orElse(Instant.MIN);
    } catch (DateTimeParseException aPersonsWords) {
      return Instant.MIN;
    }
  }

  /** Whether CloudVision has ever told anything of its device. */
  public boolean isTold() {
    return get(Field.LAST_MOVE).isPresent() || get(Field.FACTS_AS_OF).isPresent();
  }

  /** Whether we wrote that its device is gone; the status alone may be a person's. */
  boolean saysGone() {
    return text(Field.STREAMING).equals(GONE);
  }

  /** The name with its page or key, for people who have to look at it. */
  public String described() {
    return get(Field.NAME).orElse("a record without a name") + " (" + url().orElse(id) + ")";
  }

  @Override
  public String toString() {
    return text(Field.SERIAL) + " in " + text(Field.CONTAINER);
  }
}
