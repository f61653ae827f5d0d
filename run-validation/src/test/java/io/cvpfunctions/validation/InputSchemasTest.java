package io.cvpfunctions.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.cvpfunctions.validation.catalog.CatalogReader;
import io.cvpfunctions.validation.source.CatalogException;
import io.cvpfunctions.validation.source.Source;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Spoils the inputs of every vector in each place and way that ANTA's JSON Schema of them forbids,
 * and holds the reader of catalogs to refusing each.
 */
class InputSchemasTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Set<String> accepted = new LinkedHashSet<>();
  private final Set<JsonNode> tried = new LinkedHashSet<>();
  private JsonNode schema;
  private ObjectNode catalog;
  private String test;

  @Test
  void read_whatASchemaForbids_isRefused() throws IOException {
    JsonNode schemas = AntaData.json("input-schemas.json");
    for (JsonNode vector : AntaData.vectors().values()) {
      String module = AntaVectorsTest.module(vector);
      test = vector.path("test").asText();
      schema = schemas.path(module + "." + test);
      ObjectNode entry = JSON.createObjectNode();
      JsonNode inputs = vector.path("inputs");
      entry.set(test, inputs.isObject() ? inputs.deepCopy() : JSON.createObjectNode());
      catalog = JSON.createObjectNode();
      catalog.putArray(module).add(entry);
      visit(entry.get(test), schema, node -> entry.set(test, node), "");
    }
    assertThat(accepted).isEmpty();
    assertThat(tried).hasSizeGreaterThan(5000);
  }

  private void visit(JsonNode value, JsonNode declared, Consumer<JsonNode> put, String path) {
    List<JsonNode> types = types(declared);
    boolean nullable = types.removeIf(type -> type.path("type").asText().equals("null"));
    if (!nullable && !path.isEmpty()) spoil(value, put, NullNode.instance, path);
    if (types.size() != 1) return;
    JsonNode type = types.get(0);
    String word = type.path("type").asText();
    if (word.equals("object") && type.has("properties")) object((ObjectNode) value, type, path);
    else if (word.equals("array") && value.isArray()) array((ArrayNode) value, type, put, path);
    else wrong(type, word).forEach(other -> spoil(value, put, other, path));
  }

  private List<JsonNode> types(JsonNode declared) {
    List<JsonNode> types = new ArrayList<>();
    JsonNode type = declared;
    if (type.has("$ref")) {
      type = schema.at(type.path("$ref").asText().substring(1));
    }
    if (type.has("anyOf")) type.path("anyOf").forEach(one -> types.addAll(types(one)));
    else types.add(type);
    return types;
  }

  private void object(ObjectNode value, JsonNode type, String path) {
    if (type.has("additionalProperties") && !type.path("additionalProperties").asBoolean()) {
      value.put("no_such_input", 1);
      refuse(path + ".no_such_input");
      value.remove("no_such_input");
    }
    type.path("properties")
        .properties()
        .forEach(
            field -> {
              String name = field.getKey();
              if (!value.has(name)) return;
              visit(value.get(name), field.getValue(), v -> value.set(name, v), path + "." + name);
            });
    for (JsonNode required : type.path("required")) {
      JsonNode before = value.remove(required.asText());
      if (before == null) continue;
      refuse(path + "." + required.asText() + " missing");
      value.set(required.asText(), before);
    }
  }

  private void array(ArrayNode value, JsonNode type, Consumer<JsonNode> put, String path) {
    spoil(value, put, TextNode.valueOf("zz"), path);
    for (int i = 0; i < Math.min(2, value.size()); i++) {
      int index = i;
      visit(value.get(i), type.path("items"), v -> value.set(index, v), path + "[]");
    }
  }

  private static List<JsonNode> wrong(JsonNode type, String word) {
    List<JsonNode> wrong = new ArrayList<>();
    if (type.has("minimum")) wrong.add(NODES.numberNode(type.get("minimum").asLong() - 1));
    if (type.has("maximum")) wrong.add(NODES.numberNode(type.get("maximum").asLong() + 1));
    if (type.has("exclusiveMinimum")) wrong.add(type.get("exclusiveMinimum"));
    if (type.has("enum") || type.has("format")) wrong.add(TextNode.valueOf("qqq"));
    if (type.has("pattern")) wrong.add(TextNode.valueOf("?? 1"));
    if (word.equals("string")) wrong.add(LongNode.valueOf(7));
    if (word.equals("boolean")) wrong.add(TextNode.valueOf("maybe"));
    if (word.equals("integer")) wrong.add(DoubleNode.valueOf(10.5));
    if (word.equals("integer") || word.equals("number")) wrong.add(TextNode.valueOf("x1"));
    return wrong;
  }

  private void spoil(JsonNode before, Consumer<JsonNode> put, JsonNode wrong, String path) {
    put.accept(wrong);
    refuse(path + " = " + wrong);
    put.accept(before);
  }

  private void refuse(String what) {
    if (isInherited(what) || !tried.add(catalog.deepCopy())) return;
    try {
      CatalogReader.read("vector", Source.of(catalog));
      accepted.add(test + what);
    } catch (CatalogException refused) {
      assertThat(refused.problems()).isNotEmpty();
    }
  }

  /** What the schema calls required, and ANTA's model fills in from the bounds for all VRFs. */
  private boolean isInherited(String what) {
    return test.equals("VerifyRoutingTableSize")
        && what.startsWith(".vrfs")
        && what.endsWith(" missing");
  }
}
