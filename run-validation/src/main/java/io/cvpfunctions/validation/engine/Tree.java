package io.cvpfunctions.validation.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A switch's reply, or a part of it, in the order the switch gave it.
 *
 * <p>Strict access ({@link #need}) makes an absent field an error of the test; lenient access
 * ({@link #opt}) leaves it to the test what absence means. Which of the two a test uses decides
 * between error and failure, as it does in ANTA. Immutable.
 */
public final class Tree {
  private final JsonNode node;
  private final String path;

  private Tree(JsonNode node, String path) {
    this.node = node;
    this.path = path;
  }

  /** A whole reply; {@code null} counts as absent. */
  public static Tree of(JsonNode node) {
    return new Tree(node == null ? MissingNode.getInstance() : node, "");
  }

  /** The value behind these keys, each of which must be there; a null value is there. */
  public Tree need(String... keys) {
    Tree here = this;
    for (String key : keys) here = here.needed(key);
    return here;
  }

  private Tree needed(String key) {
    JsonNode child = object().node.get(key);
    if (child == null) throw unexpected("has no " + key);
    return child(child, key);
  }

  /** The value behind these keys, or an absent one as soon as a key leads nowhere. */
  public Tree opt(String... keys) {
    Tree here = this;
    for (String key : keys) here = child(here.node.path(key), key);
    return here;
  }

  /** The element at that index, which must be there. */
  public Tree needAt(int index) {
    if (!node.isArray()) throw unexpected("is not a list");
    if (index >= node.size()) throw unexpected("has no element " + index);
    return child(node.get(index), Integer.toString(index));
  }

  /** The same, known to be an object. */
  public Tree object() {
    if (!node.isObject()) throw unexpected("is not an object");
    return this;
  }

  /** Whether this has fields, or could have. */
  public boolean isObject() {
    return node.isObject();
  }

  /** Whether there is nothing here: no such key, or null. */
  public boolean absent() {
    return node.isMissingNode() || node.isNull();
  }

  /** False for what is absent, false, zero, or empty; as Python has it. */
  public boolean truthy() {
    if (absent()) return false;
    if (node.isBoolean()) return node.booleanValue();
    if (node.isNumber()) return node.doubleValue() != 0;
    return node.isTextual() ? !node.textValue().isEmpty() : node.size() > 0;
  }

  /** Whether this is that text; a number never is. */
  public boolean is(String text) {
    return node.isTextual() && node.textValue().equals(text);
  }

  /** Whether this has that key. */
  public boolean has(String key) {
    return object().node.has(key);
  }

  /** Whether this is that value as Python compares them: true is 1, and no text is a number. */
  public boolean equalTo(Object expected) {
    if (expected == null) return absent();
    if (expected instanceof String) return is((String) expected);
    if (expected instanceof List) return equalTo((List<?>) expected);
    if (!node.isNumber() && !node.isBoolean()) return false;
    if (expected instanceof Boolean) return number() == ((Boolean) expected ? 1 : 0);
    return number() == ((Number) expected).doubleValue();
  }

  /** Whether this is that other value as Python compares them; two absent ones are the same. */
  public boolean same(Tree other) {
    if (absent() || other.absent()) return absent() && other.absent();
    boolean numbers = node.isNumber() || node.isBoolean();
    if (numbers && (other.node.isNumber() || other.node.isBoolean())) {
      return number() == other.number();
    }
    return node.equals(other.node);
  }

  private boolean equalTo(List<?> expected) {
    if (!node.isArray() || node.size() != expected.size()) return false;
    for (int i = 0; i < expected.size(); i++) {
      if (!of(node.get(i)).equalTo(expected.get(i))) return false;
    }
    return true;
  }

  /** Whether this is the number zero, or false, which is the same. */
  public boolean isZero() {
    return (node.isNumber() || node.isBoolean()) && number() == 0;
  }

  /** The text, which must be one. */
  public String text() {
    if (!node.isTextual()) throw unexpected("is not a text");
    return node.textValue();
  }

  /** The number, which must be one; true is 1 and false is 0. */
  public double number() {
    if (node.isBoolean()) return node.booleanValue() ? 1 : 0;
    if (!node.isNumber()) throw unexpected("is not a number");
    return node.doubleValue();
  }

  /** How many elements, fields or characters; what has no length is an error. */
  public int size() {
    if (node.isTextual()) return node.textValue().length();
    if (!node.isContainerNode()) throw unexpected("has no length");
    return node.size();
  }

  /** Whether this is a number without decimals. */
  public boolean isInteger() {
    return node.isIntegralNumber() || node.isBoolean();
  }

  /** Whether this is a text. */
  public boolean isText() {
    return node.isTextual();
  }

  /** Whether this is true, and not merely something that counts as true. */
  public boolean isTrue() {
    return node.isBoolean() && node.booleanValue();
  }

  /** Whether this is false, and not merely something that counts as false. */
  public boolean isFalse() {
    return node.isBoolean() && !node.booleanValue();
  }

  /** The elements of a list. */
  public List<Tree> items() {
    if (!node.isArray()) throw unexpected("is not a list");
    List<Tree> items = new ArrayList<>(node.size());
    for (int i = 0; i < node.size(); i++) items.add(child(node.get(i), Integer.toString(i)));
    return items;
  }

  /** The names in a list of texts, or the keys of an object. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    if (node.isObject()) node.fieldNames().forEachRemaining(names::add);
    else items().forEach(item -> names.add(item.text()));
    return names;
  }

  /** The fields of an object, in the switch's order. */
  public Map<String, Tree> fields() {
    Map<String, Tree> fields = new LinkedHashMap<>();
    object()
        .node
        .properties()
        .forEach(e -> fields.put(e.getKey(), child(e.getValue(), e.getKey())));
    return Collections.unmodifiableMap(fields);
  }

  /** The fields of an object; none where there is nothing here. */
  public Map<String, Tree> fieldsIfAny() {
    return absent() ? Map.of() : fields();
  }

  /** The elements of a list; none where there is nothing here. */
  public List<Tree> itemsIfAny() {
    return absent() ? List.of() : items();
  }

  /**
   * The first element of a list whose field is that value, a text in any case; an absent one where
   * there is none.
   */
  public Tree item(String field, Object value) {
    for (Tree item : node.isArray() ? items() : List.<Tree>of()) {
      Tree actual = item.opt(field);
      boolean texts = value instanceof String && actual.isText();
      boolean same = texts ? actual.text().equalsIgnoreCase((String) value) : actual.equalTo(value);
      if (same) return item;
    }
    return of(null);
  }

  /** The value as messages show it, spelled as ANTA's users know it: None, True, 75.0. */
  public String show() {
    if (absent()) return "None";
    if (node.isBoolean()) return node.booleanValue() ? "True" : "False";
    if (node.isFloatingPointNumber()) return PythonNumbers.show(node.doubleValue());
    return node.isValueNode() ? node.asText() : node.toString();
  }

  private Tree child(JsonNode child, String key) {
    return new Tree(child, path.isEmpty() ? key : path + "." + key);
  }

  private UnexpectedReplyException unexpected(String what) {
    String where = path.isEmpty() ? "the reply" : "the reply's " + path;
    return new UnexpectedReplyException(where + " " + what);
  }

  @Override
  public String toString() {
    return node.toString();
  }
}
