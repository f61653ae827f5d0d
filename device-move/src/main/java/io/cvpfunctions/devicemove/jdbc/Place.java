package io.cvpfunctions.devicemove.jdbc;

import io.cvpfunctions.events.Container;
import java.util.Objects;

/** The container of a record, as far as it is known. Immutable; any part may be null. */
final class Place {
  static final Place NOWHERE = new Place(null, null, null);

  private final String name;
  private final String key;
  private final String path;

  Place(String name, String key, String path) {
    this.name = name;
    this.key = key;
    this.path = path;
  }

  /**
   * The place after the device was seen in {@code container}.
   *
   * <p>A tag other than {@code Container} says nothing of where the device is. What an event leaves
   * out is kept only while the name stays the same: another container has another key.
   */
  Place seenIn(Container container) {
    if (!container.label().orElse("Container").equals("Container")) return this;
    boolean same = container.name().equals(name);
    return new Place(
        container.name(),
        container.key().orElse(same ? key : null),
        container.path().orElse(same ? path : null));
  }

  /** The place after its container got another name; the path ends with that name. */
  Place renamed(String newName) {
    String last = path == null || name == null ? null : "/" + name;
    boolean ends = last != null && path.endsWith(last);
    String start = ends ? path.substring(0, path.length() - name.length()) : null;
    return new Place(newName, key, ends ? start + newName : path);
  }

  String name() {
    return name;
  }

  String key() {
    return key;
  }

  String path() {
    return path;
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof Place)) return false;
    Place that = (Place) other;
    return Objects.equals(name, that.name)
        && Objects.equals(key, that.key)
        && Objects.equals(path, that.path);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, key, path);
  }

  @Override
  public String toString() {
    return String.valueOf(name);
  }
}
