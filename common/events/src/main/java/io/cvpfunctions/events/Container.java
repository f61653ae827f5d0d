package io.cvpfunctions.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import java.util.Optional;

/**
 * A CloudVision container, or the value of a tag that stands in for one.
 *
 * <p>Folds {@code undefined_container}, which CloudVision uses as key and, in its resource API, as
 * name too, into one spelling (facts: CloudVision B3, C5).
 */
public final class Container {
  /** The key of the container of devices that nobody has placed. */
  public static final String UNDEFINED_KEY = "undefined_container";

  /** The name of the container of devices that nobody has placed. */
  public static final String UNDEFINED_NAME = "Undefined";

  private final String name;
  private final String key;
  private final String path;
  private final String label;

  private Container(String name, String key, String path, String label) {
    this.name = name;
    this.key = key;
    this.path = path;
    this.label = label;
  }

  /** A container by name; its key is known too where REST told of it. */
  public static Container of(String name, String key) {
    if (name.isBlank()) throw new IllegalArgumentException("a container's name is blank");
    String folded = name.equals(UNDEFINED_KEY) ? UNDEFINED_NAME : name;
    return new Container(folded, key, null, null);
  }

  /** Reads a container, which needs a {@code name}. */
  public static Container from(DataReader data) {
    return of(data.requiredText("name"), data.text("key").orElse(null))
        .withPath(data.text("path").orElse(null))
        .withLabel(data.text("label").orElse(null));
  }

  /** The same container with the names from the root down, as {@code Tenant/DC1/DC1-Leaf}. */
  public Container withPath(String newPath) {
    return new Container(name, key, newPath, label);
  }

  /** The same with the label of the tag whose value this is. */
  public Container withLabel(String newLabel) {
    return new Container(name, key, path, newLabel);
  }

  public String name() {
    return name;
  }

  public Optional<String> key() {
    return Optional.ofNullable(key);
  }

  public Optional<String> path() {
    return Optional.ofNullable(path);
  }

  public Optional<String> label() {
    return Optional.ofNullable(label);
  }

  /** Whether devices here wait for somebody to place them. */
  public boolean isUndefined() {
    return UNDEFINED_KEY.equals(key) || name.equals(UNDEFINED_NAME);
  }

  /** The container as events carry it. */
  public ObjectNode toJson() {
    ObjectNode node = Json.object().put("name", name);
    Json.put(node, "key", key());
    Json.put(node, "path", path());
    Json.put(node, "label", label());
    return node;
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof Container)) return false;
    Container that = (Container) other;
    return name.equals(that.name)
        && Objects.equals(key, that.key)
        && Objects.equals(path, that.path)
        && Objects.equals(label, that.label);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, key, path, label);
  }

  @Override
  public String toString() {
    return name;
  }
}
