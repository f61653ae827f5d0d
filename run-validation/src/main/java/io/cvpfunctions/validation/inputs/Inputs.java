package io.cvpfunctions.validation.inputs;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** A test's inputs, or an object among them, valid and with their defaults. Immutable. */
public final class Inputs {
  private final Map<String, Object> values;

  /** Keeps the map, which nobody may change from now on. */
  Inputs(Map<String, Object> values) {
    this.values = Collections.unmodifiableMap(values);
  }

  /** Whether the input has a value; an optional one may not. */
  public boolean has(String name) {
    return values.get(name) != null;
  }

  public String text(String name) {
    return (String) value(name);
  }

  /** The text where it has a value. */
  public Optional<String> optionalText(String name) {
    return Optional.ofNullable((String) values.get(name));
  }

  /** All fields by name, {@code null} where an optional one has no value. */
  public Map<String, Object> fields() {
    return values;
  }

  /** What a message puts behind its name: the description in brackets, where it has one. */
  public String note() {
    return optionalText("description").map(description -> " (" + description + ")").orElse("");
  }

  /** The object where it has a value. */
  public Optional<Inputs> object(String name) {
    return Optional.ofNullable((Inputs) values.get(name));
  }

  public long integer(String name) {
    return (Long) value(name);
  }

  public double number(String name) {
    return ((Number) value(name)).doubleValue();
  }

  public boolean flag(String name) {
    return (Boolean) value(name);
  }

  /** The texts of a list; none where it has no value. */
  public List<String> texts(String name) {
    return list(name).stream().map(String.class::cast).collect(Collectors.toUnmodifiableList());
  }

  /** The objects of a list; none where it has no value. */
  public List<Inputs> objects(String name) {
    return list(name).stream().map(Inputs.class::cast).collect(Collectors.toUnmodifiableList());
  }

  /** The whole numbers of a list; none where it has no value. */
  public List<Long> integers(String name) {
    return list(name).stream().map(Long.class::cast).collect(Collectors.toUnmodifiableList());
  }

  /** The lists or mappings of a list; none where it has no value. */
  public List<Object> values(String name) {
    return List.copyOf(list(name));
  }

  /** The mapping, by the text of its keys; empty where it has no value. */
  @SuppressWarnings("unchecked")
  public Map<String, Object> map(String name) {
    return has(name) ? (Map<String, Object>) value(name) : Map.of();
  }

  /** The value as it is; {@code null} where an optional one has none. */
  public Object get(String name) {
    return values.get(name);
  }

  private List<?> list(String name) {
    return has(name) ? (List<?>) value(name) : List.of();
  }

  private Object value(String name) {
    return Objects.requireNonNull(values.get(name), name);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Inputs && ((Inputs) other).values.equals(values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
