package io.cvpfunctions.validation;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The three operations of RFC 6902 that the mutants use. */
final class JsonPatch {
  private JsonPatch() {}

  static void apply(ObjectNode document, JsonNode step) {
    JsonPointer pointer = JsonPointer.compile(step.path("path").asText());
    JsonNode parent = document.at(pointer.head());
    String key = pointer.last().getMatchingProperty();
    String operation = step.path("op").asText();
    if (parent instanceof ObjectNode object) inObject(object, key, operation, step);
    else inArray((ArrayNode) parent, key, operation, step);
  }

  private static void inObject(ObjectNode parent, String key, String operation, JsonNode step) {
    if (operation.equals("remove")) parent.remove(key);
    else parent.set(key, step.get("value"));
  }

  private static void inArray(ArrayNode parent, String key, String operation, JsonNode step) {
    if (key.equals("-")) parent.add(step.get("value"));
    else if (operation.equals("remove")) parent.remove(Integer.parseInt(key));
    else if (operation.equals("add")) parent.insert(Integer.parseInt(key), step.get("value"));
    else parent.set(Integer.parseInt(key), step.get("value"));
  }
}
