package io.cvpfunctions.validation.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One value of a catalog as somebody wrote it, with the line it stands on.
 *
 * <p>Unlike a JSON tree it keeps repeated keys, which ANTA loses without a word. Immutable.
 */
public final class Source {
  /** What kind of value it is. */
  public enum Kind {
    MAP("a mapping"),
    LIST("a list"),
    TEXT("a text"),
    INTEGER("a whole number"),
    DECIMAL("a number"),
    BOOLEAN("true or false"),
    NULL("nothing"),
    OTHER("a date or binary value");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** As a message calls it. */
    public String words() {
      return words;
    }
  }

  /** One key of a mapping with its value. */
  public static final class Entry {
    private final Source key;
    private final Source value;

    Entry(Source key, Source value) {
      this.key = key;
      this.value = value;
    }

    public Source key() {
      return key;
    }

    public Source value() {
      return value;
    }
  }

  private final Kind kind;
  private final Object value;
  private final int line;

  private Source(Kind kind, Object value, int line) {
    this.kind = kind;
    this.value = value;
    this.line = line;
  }

  /** A mapping without entries. */
  public static Source empty(int line) {
    return map(List.of(), line);
  }

  static Source map(List<Entry> entries, int line) {
    return new Source(Kind.MAP, Collections.unmodifiableList(entries), line);
  }

  static Source list(List<Source> elements, int line) {
    return new Source(Kind.LIST, Collections.unmodifiableList(elements), line);
  }

  static Source text(String text, int line) {
    return new Source(Kind.TEXT, text, line);
  }

  static Source integer(BigInteger number, int line) {
    return new Source(Kind.INTEGER, number, line);
  }

  static Source decimal(double number, int line) {
    return new Source(Kind.DECIMAL, number, line);
  }

  static Source truth(boolean truth, int line) {
    return new Source(Kind.BOOLEAN, truth, line);
  }

  static Source nothing(int line) {
    return new Source(Kind.NULL, "null", line);
  }

  static Source other(String text, int line) {
    return new Source(Kind.OTHER, text, line);
  }

  /** The same on another line. */
  Source at(int other) {
    return other == line ? this : new Source(kind, value, other);
  }

  /** A value that came as JSON inside a request, where lines mean nothing. */
  public static Source of(JsonNode node) {
    if (node.isObject()) {
      List<Entry> entries = new ArrayList<>();
      node.properties().forEach(e -> entries.add(new Entry(text(e.getKey(), 0), of(e.getValue()))));
      return map(entries, 0);
    }
    if (node.isArray()) {
      List<Source> elements = new ArrayList<>();
      node.forEach(element -> elements.add(of(element)));
      return list(elements, 0);
    }
    if (node.isIntegralNumber()) return integer(node.bigIntegerValue(), 0);
    if (node.isNumber()) return decimal(node.doubleValue(), 0);
    if (node.isBoolean()) return truth(node.booleanValue(), 0);
    return node.isTextual() ? text(node.textValue(), 0) : nothing(0);
  }

  public Kind kind() {
    return kind;
  }

  public boolean is(Kind asked) {
    return kind == asked;
  }

  /** The line, counted from 1; 0 where it is not known. */
  public int line() {
    return line;
  }

  /** The entries of a mapping, repeated keys included; none of anything else. */
  @SuppressWarnings("unchecked")
  public List<Entry> entries() {
    return kind == Kind.MAP ? (List<Entry>) value : List.of();
  }

  /** The elements of a list; none of anything else. */
  @SuppressWarnings("unchecked")
  public List<Source> elements() {
    return kind == Kind.LIST ? (List<Source>) value : List.of();
  }

  /** The scalar as text. */
  public String text() {
    return String.valueOf(value);
  }

  /** The number of an INTEGER. */
  public BigInteger integer() {
    return (BigInteger) value;
  }

  /** The number of an INTEGER or DECIMAL. */
  public double decimal() {
    return ((Number) value).doubleValue();
  }

  /** The truth of a BOOLEAN. */
  public boolean truth() {
    return (Boolean) value;
  }

  /** As a message quotes it: short, a mapping or list only by its kind. */
  public String quoted() {
    if (kind == Kind.MAP || kind == Kind.LIST || kind == Kind.NULL) return kind.words();
    String text = text();
    return text.length() <= 60 ? "'" + text + "'" : "'" + text.substring(0, 60) + "...'";
  }

  /** The value as a report repeats it. */
  public JsonNode toJson() {
    JsonNodeFactory json = JsonNodeFactory.instance;
    switch (kind) {
      case MAP:
        ObjectNode object = json.objectNode();
        entries().forEach(e -> object.set(e.key().text(), e.value().toJson()));
        return object;
      case LIST:
        ArrayNode array = json.arrayNode();
        elements().forEach(element -> array.add(element.toJson()));
        return array;
      case INTEGER:
        return json.numberNode(integer());
      case DECIMAL:
        return json.numberNode(decimal());
      case BOOLEAN:
        return json.booleanNode(truth());
      case NULL:
        return json.nullNode();
      default:
        return json.textNode(text());
    }
  }

  @Override
  public String toString() {
    return quoted();
  }
}
