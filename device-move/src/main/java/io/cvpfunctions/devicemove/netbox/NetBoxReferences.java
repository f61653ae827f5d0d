package io.cvpfunctions.devicemove.netbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.devicemove.rest.CustomFields;
import io.cvpfunctions.devicemove.rest.Remembered;
import io.cvpfunctions.devicemove.rest.Slug;
import io.cvpfunctions.remote.Answer;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What a device refers to: found by name or slug, or made where that is allowed. Thread-safe. */
final class NetBoxReferences implements References {
  private static final String GREY = "9e9e9e";

  private final NetBoxApi api;
  private final boolean creates;
  private final Remembered ids = new Remembered();

  NetBoxReferences(NetBoxApi api, boolean creates) {
    this.api = api;
    this.creates = creates;
  }

  @Override
  public void forget() {
    ids.forget();
  }

  long site(String name, Budget budget) {
    return id("dcim/sites", "site", name, budget, node -> node.put("status", "active"));
  }

  long location(String name, long site, Budget budget) {
    return id(
        "dcim/locations",
        "location",
        name,
        budget,
        node -> node.put("site", site).put("status", "active"),
        "site_id",
        Long.toString(site));
  }

  long role(String name, Budget budget) {
    return id("dcim/device-roles", "role", name, budget, node -> node.put("color", GREY));
  }

  long platform(Budget budget) {
    return id("dcim/platforms", "platform", "EOS", budget, node -> node);
  }

  long model(String name, Budget budget) {
    long arista = id("dcim/manufacturers", "manufacturer", "Arista", budget, node -> node);
    String maker = Long.toString(arista);
    return id(
        "dcim/device-types",
        "device type",
        name,
        budget,
        node -> {
          node.remove("name");
          return node.put("model", name).put("manufacturer", arista);
        },
        "manufacturer_id",
        maker);
  }

  void tag(String name, Budget budget) {
    id("extras/tags", "tag", name, budget, node -> node.put("color", GREY));
  }

  @Override
  public void customFields(Budget budget) {
    for (String name : CustomFields.all()) {
      id("extras/custom-fields", "custom field", name, budget, node -> customField(node, name));
    }
  }

  private ObjectNode customField(ObjectNode node, String name) {
    node.remove("slug");
    node.put("type", "text").put("label", CustomFields.label(name));
    node.put("description", "Kept by device-move");
    ArrayNode types = node.putArray(api.isFrom(4, 0) ? "object_types" : "content_types");
    types.add("dcim.device");
    return node;
  }

  private long id(
      String path,
      String what,
      String name,
      Budget budget,
      UnaryOperator<ObjectNode> more,
      String... scope) {
    String key = path + " " + String.join("=", scope) + " " + name;
    Optional<String> known = ids.get(key, () -> find(path, name, budget, scope));
    if (known.isPresent()) return NetBoxId.number(known.get());
    if (!creates) throw missing(what, name);
    String id = create(path, what, name, budget, more, scope);
    ids.put(key, id);
    return NetBoxId.number(id);
  }

  private static CallFailedException missing(String what, String name) {
    return CallFailedException.of(
        NetBox.NAME,
        Kind.OPERATOR,
        "there is no "
            + what
            + " "
            + name
            + ": make it, correct mapping.yml, or set cmdb_create_missing to true");
  }

  private Optional<String> find(String path, String name, Budget budget, String... scope) {
    String field = path.endsWith("device-types") ? "model" : "name";
    Optional<JsonNode> byName = one(path, field, name, budget, with(field + "__ie", name, scope));
    if (byName.isPresent() || path.endsWith("custom-fields"))
      return byName.map(NetBoxReferences::id);
    String slug = Slug.of(name);
    return one(path, "slug", slug, budget, with("slug", slug, scope)).map(NetBoxReferences::id);
  }

  private Optional<JsonNode> one(
      String path, String field, String value, Budget budget, String... query) {
    return api
        .some(path, each -> each.path(field).asText().equalsIgnoreCase(value), budget, query)
        .stream()
        .findFirst();
  }

  private static String[] with(String name, String value, String... scope) {
    String[] query = new String[scope.length + 2];
    query[0] = name;
    query[1] = value;
    System.arraycopy(scope, 0, query, 2, scope.length);
    return query;
  }

  private static String id(JsonNode node) {
    return node.path("id").asText();
  }

  /** Another replica may have made it in the same moment. */
  private String create(
      String path,
      String what,
      String name,
      Budget budget,
      UnaryOperator<ObjectNode> more,
      String... scope) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("name", name).put("slug", Slug.of(name));
    Answer answer = api.post(path, more.apply(body), budget);
    if (Refusals.lostRace(answer)) {
      return find(path, name, budget, scope).orElseThrow(() -> missing(what, name));
    }
    return id(api.failures("add", path).done(answer, "id"));
  }
}
