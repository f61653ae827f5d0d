package io.cvpfunctions.devicemove;

import io.cvpfunctions.events.Container;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The container of a record, as far as it is known. Immutable; any part may be null. */
final class Place {
  private final String name;
  private final String key;
  private final String path;

  private Place(String name, String key, String path) {
    this.name = name;
    this.key = key;
    this.path = path;
  }

  /** Where a record says that its device is. */
  static Place of(CmdbRecord record) {
    return new Place(
        record.get(Field.CONTAINER).orElse(null),
        record.get(Field.CONTAINER_KEY).orElse(null),
        record.get(Field.CONTAINER_PATH).orElse(null));
  }

  /**
   * The place after the device was seen in {@code container}.
   *
   * <p>What an event leaves out is kept only while the name stays the same: another container has
   * another key.
   */
  Place seenIn(Container container) {
    boolean same = container.name().equals(name);
    return new Place(
        container.name(),
        container.key().orElse(same ? key : null),
        container.path().orElse(same ? path : null));
  }

  /** The place after its container got the name and the path that the event says it has now. */
  Place corrected(Observation seen) {
    Place renamed = seen.newContainerName().map(this::renamed).orElse(this);
    if (renamed.name == null) return this;
    return new Place(renamed.name, key, seen.newContainerPath().orElse(renamed.path));
  }

  /** Without another word the path ends with the name. */
  private Place renamed(String newName) {
    String last = path == null || name == null ? null : "/" + name;
    boolean ends = last != null && path.endsWith(last);
    String start = ends ? path.substring(0, path.length() - name.length()) : null;
    return new Place(newName, key, ends ? start + newName : path);
  }

  /** The container as events have it; empty where it has no name. */
  Optional<Container> container() {
    return Optional.ofNullable(name).map(known -> Container.of(known, key).withPath(path));
  }

  /** What a record says of it; an empty text for what is not known. */
  Map<Field, String> values() {
    Map<Field, String> values = new EnumMap<>(Field.class);
    values.put(Field.CONTAINER, Objects.toString(name, ""));
    values.put(Field.CONTAINER_KEY, Objects.toString(key, ""));
    values.put(Field.CONTAINER_PATH, Objects.toString(path, ""));
    return values;
  }
}
