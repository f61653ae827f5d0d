package io.cvpfunctions.lab.cmdb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Objects by kind and id, each with the time of its last change. Not thread-safe. */
final class ObjectStore {
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00.000001Z");

  private final Map<String, Map<String, ObjectNode>> kinds = new TreeMap<>();
  private final Supplier<String> ids;
  private long changes;

  ObjectStore(Supplier<String> ids) {
    this.ids = ids;
  }

  List<ObjectNode> all(String path) {
    return List.copyOf(kind(path).values());
  }

  /** Null where there is none. */
  ObjectNode get(String path, String id) {
    return kind(path).get(id);
  }

  ObjectNode add(String path, ObjectNode object) {
    String id = ids.get();
    if (id.matches("\\d+")) {
      object.put("id", Long.parseLong(id));
    } else {
      object.put("id", id);
    }
    kind(path).put(id, object);
    object.put("created", stamp());
    object.put("last_updated", object.path("created").asText());
    return object;
  }

  void change(ObjectNode object, JsonNode fields) {
    object.setAll((ObjectNode) fields);
    object.put("last_updated", stamp());
  }

  /** It is of another kind from now on. */
  void move(String path, String id, String to) {
    kind(to).put(id, kind(path).remove(id));
  }

  void remove(String path, String id) {
    kind(path).remove(id);
  }

  private String stamp() {
    return BEGIN.plusNanos(++changes * 1000).toString();
  }

  private Map<String, ObjectNode> kind(String path) {
    return kinds.computeIfAbsent(path, any -> new LinkedHashMap<>());
  }
}
