package io.cvpfunctions.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes inputs that nobody thought of, out of good ones. */
final class Damage {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int DEEP = 3_000;
  private static final int LONG = 100_000;
  private static final int MANY = 200;

  /** Values that have broken somebody's program before. */
  private static final List<String> ODD =
      List.of(
          "null",
          "{}",
          "[]",
          "[[{}]]",
          "true",
          "0",
          "-1",
          "7.5",
          "9223372036854775808",
          "1e308",
          "-1e999",
          "\"\"",
          "\" \"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"\\u202e\\n\\t\"",
          "\"-\"",
          "\"1e999\"",
          "\"http://[\"",
          "\"file:///etc/passwd\"",
          "\"../../../etc/passwd\"",
          "\"%zz %s {0} {x} ${x}\"",
          "\"<!channel>\"",
          "\"'; drop table devices; --\"",
          "\"(((((((((((a*)*)*)*\"",
          "\"2026-13-41T99:00:00Z\"",
          "\"999999999999h\"",
          "\"::ffff:10.0.0.1\"",
          "\"cvp.device.moved\"");

  /** Pieces of text that mean something to some parser. */
  private static final List<String> PIECES =
      List.of(
          "", "\0", "\ud800", "\ufeff", "\"", "\\", "{", "}", "[", "]", ",", ":", "&a ", "*a",
          "!!x ", "<<: ", "- ", "\t", "\n", "\r\n", "# ", "---\n", "'", "|", ">", "%", "1e999",
          "null", "~", "0x", "\u2028");

  private final Random random;

  Damage(Random random) {
    this.random = random;
  }

  /** A value within the tree. */
  private record Place(JsonNode parent, String name, int index) {
    JsonNode value() {
      return name == null ? parent.path(index) : parent.path(name);
    }

    void set(JsonNode value) {
      if (name == null) ((ArrayNode) parent).set(index, value);
      else ((ObjectNode) parent).set(name, value);
    }

    void remove() {
      if (name == null) ((ArrayNode) parent).remove(index);
      else ((ObjectNode) parent).remove(name);
    }
  }

  /** Some values are others, or gone; of a few the text is broken as well. */
  String json(String sample) {
    ArrayNode root = JSON.createArrayNode().add(read(sample));
    for (int left = 1 + random.nextInt(3); left > 0 && !root.isEmpty(); left--) alter(root);
    String text = root.isEmpty() ? "" : root.get(0).toString();
    return random.nextInt(5) == 0 ? text(text) : text;
  }

  private void alter(ArrayNode root) {
    Place place = any(places(root, new ArrayList<>()));
    switch (random.nextInt(8)) {
      case 0 -> place.remove();
      case 1 -> place.set(any(places(root, new ArrayList<>())).value().deepCopy());
      case 2 -> place.set(repeated(place.value()));
      case 3 -> place.set(JSON.createObjectNode().set("a", place.value()));
      case 4 -> place.set(JSON.getNodeFactory().textNode(text(place.value().asText())));
      default -> place.set(read(any(ODD)));
    }
  }

  private ArrayNode repeated(JsonNode value) {
    ArrayNode many = JSON.createArrayNode();
    int count = value.size() > MANY ? 2 : 1 + random.nextInt(MANY);
    for (int i = 0; i < count; i++) many.add(value.deepCopy());
    return many;
  }

  private static List<Place> places(JsonNode node, List<Place> found) {
    for (int i = 0; node.isArray() && i < node.size(); i++) found.add(new Place(node, null, i));
    for (Map.Entry<String, JsonNode> each : node.properties()) {
      found.add(new Place(node, each.getKey(), 0));
    }
    node.forEach(each -> places(each, found));
    return found;
  }

  /** Some pieces are others, or gone, or there twice; seldom there is one that is huge. */
  String text(String sample) {
    String text = sample;
    for (int left = 1 + random.nextInt(3); left > 0; left--) {
      int from = random.nextInt(text.length() + 1);
      int to = Math.min(text.length(), from + random.nextInt(12));
      text = text.substring(0, from) + piece(text) + text.substring(to);
    }
    return text;
  }

  private String piece(String text) {
    int kind = random.nextInt(40);
    if (kind == 0) return any(List.of("[", "{\"a\":", "(", "- ")).repeat(DEEP);
    if (kind == 1) return any(List.of("a", "9", " ", "é", "<")).repeat(LONG);
    if (kind > 12) return any(PIECES);
    int from = random.nextInt(text.length() + 1);
    return text.substring(from, Math.min(text.length(), from + random.nextInt(30)));
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException noSample) {
      throw new IllegalArgumentException("not JSON: " + json, noSample);
    }
  }
}
