package io.cvpfunctions.lab.cmdb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.lab.http.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Several objects in one request: all or nothing, errors as a list in the order of the request, in
 * which good ones are empty. {@code rules} are those of one object, given what is sent of it and
 * what is there.
 */
record BulkWrite(
    ObjectStore objects, Kind kind, BiFunction<JsonNode, ObjectNode, ObjectNode> rules) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Two of one request that exclude each other are found out by the database only. */
  List<ObjectNode> create(JsonNode list) {
    List<ObjectNode> before = new ArrayList<>();
    list.forEach(each -> before.add(MAPPER.createObjectNode()));
    accepted(list, before);
    List<ObjectNode> made = new ArrayList<>();
    try {
      list.forEach(
          each -> made.add(objects.add(kind.path(), rules.apply(each, MAPPER.createObjectNode()))));
      return made;
    } catch (Refusal twice) {
      made.forEach(each -> objects.remove(kind.path(), each.path("id").asText()));
      throw new Refusal(integrityError(kind.unique().toString()));
    }
  }

  /** Each says by its id which one it is. */
  List<ObjectNode> change(JsonNode list) {
    List<ObjectNode> before = new ArrayList<>();
    list.forEach(each -> before.add(there(each)));
    List<ObjectNode> kept = accepted(list, before);
    for (int i = 0; i < kept.size(); i++) objects.change(before.get(i), kept.get(i));
    return before;
  }

  private ObjectNode there(JsonNode sent) {
    ObjectNode object = objects.get(kind.path(), sent.path("id").asText());
    if (object != null) {
      return object;
    }
    ObjectNode error = MAPPER.createObjectNode();
    error.putArray("id").add("No " + kind.title() + " has this id.");
    throw new Refusal(Reply.json(400, MAPPER.createArrayNode().add(error)));
  }

  private List<ObjectNode> accepted(JsonNode list, List<ObjectNode> before) {
    ArrayNode errors = MAPPER.createArrayNode();
    List<ObjectNode> kept = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      ObjectNode sent = ((ObjectNode) list.get(i)).deepCopy();
      sent.remove("id");
      try {
        kept.add(rules.apply(sent, before.get(i)));
        errors.addObject();
      } catch (Refusal refusal) {
        errors.add(errors(refusal));
      }
    }
    if (kept.size() < list.size()) {
      throw new Refusal(Reply.json(400, errors));
    }
    return kept;
  }

  private static JsonNode errors(Refusal refusal) {
    if (refusal.reply().status() != 400) {
      throw refusal;
    }
    try {
      return MAPPER.readTree(refusal.reply().body());
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static Reply integrityError(String what) {
    ObjectNode body = MAPPER.createObjectNode();
    body.put("error", "duplicate key value violates unique constraint on " + what);
    body.put("exception", "IntegrityError")
        .put("netbox_version", "4.x")
        .put("python_version", "3.12");
    return Reply.json(500, body);
  }
}
