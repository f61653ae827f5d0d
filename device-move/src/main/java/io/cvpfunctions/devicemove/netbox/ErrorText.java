package io.cvpfunctions.devicemove.netbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.cvpfunctions.remote.Answer;
import java.util.ArrayList;
import java.util.List;

/** Reads what NetBox and its kin say of a request that they refuse. */
final class ErrorText {
  private ErrorText() {}

  /** What is said of the whole request. */
  static String detail(Answer answer) {
    JsonNode json = answer.json().orElse(null);
    if (json == null) return answer.excerpt();
    if (json.has("detail")) return json.path("detail").asText();
    return json.has("exception") ? json.path("exception").asText() : answer.excerpt();
  }

  /**
   * Every field with its reasons, as {@code site: This field is required.}; of several objects,
   * those of the ones that have any.
   */
  static String fields(Answer answer) {
    JsonNode json = answer.json().orElse(null);
    if (json == null || !json.isContainerNode()) return answer.excerpt();
    List<String> all = new ArrayList<>();
    List<JsonNode> objects = new ArrayList<>();
    if (json.isArray()) json.forEach(objects::add);
    else objects.add(json);
    for (JsonNode each : objects) {
      each.properties().forEach(f -> all.add(f.getKey() + ": " + texts(f.getValue())));
    }
    return all.isEmpty() ? answer.excerpt() : String.join("; ", all);
  }

  private static String texts(JsonNode node) {
    if (!node.isArray()) return node.isValueNode() ? node.asText() : node.toString();
    List<String> texts = new ArrayList<>();
    node.forEach(each -> texts.add(each.isValueNode() ? each.asText() : each.toString()));
    return String.join(" ", texts);
  }
}
