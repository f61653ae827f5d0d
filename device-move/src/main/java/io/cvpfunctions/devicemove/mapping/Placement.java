package io.cvpfunctions.devicemove.mapping;

import io.cvpfunctions.devicemove.Field;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** What a container means in the CMDB: some of site, location, role, tags and status. Immutable. */
public final class Placement {
  /** Of a container that means nothing there. */
  public static final Placement NONE = new Placement(Map.of());

  private final Map<Field, String> values;

  private Placement(Map<Field, String> values) {
    this.values = values;
  }

  public static Placement of(Map<Field, String> values) {
    return new Placement(Map.copyOf(values));
  }

  /** The same, with what another one says of what this one leaves open. */
  public Placement or(Placement other) {
    Map<Field, String> all = new EnumMap<>(Field.class);
    all.putAll(other.values);
    all.putAll(values);
    return new Placement(Collections.unmodifiableMap(all));
  }

  /** Only what it says something of. */
  public Map<Field, String> values() {
    return values;
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
