package io.cvpfunctions.lab.openfaas;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what {@code faas-cli deploy} sends. */
final class FunctionSpecJson {
  private FunctionSpecJson() {}

  static FunctionSpec read(JsonNode body) {
    return new FunctionSpec(
        body.path("service").asText(),
        body.path("image").asText(),
        body.path("envProcess").asText(),
        map(body.path("envVars")),
        list(body.path("secrets")),
        map(body.path("labels")),
        map(body.path("annotations")),
        map(body.path("limits")),
        map(body.path("requests")),
        body.path("readOnlyRootFilesystem").asBoolean());
  }

  private static Map<String, String> map(JsonNode node) {
    Map<String, String> map = new LinkedHashMap<>();
    node.properties().forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
    return map;
  }

  private static List<String> list(JsonNode node) {
    List<String> list = new ArrayList<>();
    node.forEach(item -> list.add(item.asText()));
    return list;
  }
}
