package io.cvpfunctions.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A function as the gateway lists it. */
public final class DeployedFunction {
  private final String name;
  private final String namespace;
  private final Map<String, String> annotations;

  private DeployedFunction(String name, String namespace, Map<String, String> annotations) {
    this.name = name;
    this.namespace = namespace;
    this.annotations = annotations;
  }

  /** Reads one item of {@code /system/functions}; what is empty is left out there. */
  static DeployedFunction from(JsonNode item) {
    Map<String, String> annotations = new LinkedHashMap<>();
    JsonNode node = item.path("annotations");
    node.fieldNames().forEachRemaining(key -> annotations.put(key, node.path(key).asText("")));
    return of(item.path("name").asText(""), item.path("namespace").asText(""), annotations);
  }

  /** A function with its annotations; the namespace may be blank. */
  public static DeployedFunction of(
      String name, String namespace, Map<String, String> annotations) {
    return new DeployedFunction(
        name, namespace, Collections.unmodifiableMap(new LinkedHashMap<>(annotations)));
  }

  /** The name it is invoked by, without its namespace. */
  public String name() {
    return name;
  }

  /** Blank where the gateway did not say. */
  public String namespace() {
    return namespace;
  }

  public Map<String, String> annotations() {
    return annotations;
  }

  @Override
  public String toString() {
    return namespace.isBlank() ? name : name + "." + namespace;
  }
}
