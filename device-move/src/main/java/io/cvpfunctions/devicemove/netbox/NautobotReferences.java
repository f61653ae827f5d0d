package io.cvpfunctions.devicemove.netbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.devicemove.rest.CustomFields;
import io.cvpfunctions.devicemove.rest.Remembered;
import io.cvpfunctions.remote.Answer;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What a device refers to: found by name, or made where that is allowed. Thread-safe. */
final class NautobotReferences implements References {
  private static final String DEVICE = "dcim.device";

  private final NetBoxApi api;
  private final boolean creates;
  private final Remembered ids = new Remembered();

  NautobotReferences(NetBoxApi api, boolean creates) {
    this.api = api;
    this.creates = creates;
  }

  @Override
  public void forget() {
    ids.forget();
  }

  /** A status means something to people, so that none is made. */
  String status(String name, Budget budget) {
    return ids.get(
            "status " + name, () -> find("extras/statuses", name, NautobotReferences::any, budget))
        .orElseThrow(() -> missing("status", name));
  }

  String role(String name, Budget budget) {
    return id("extras/roles", "role", name, NautobotReferences::any, () -> ofDevices(name), budget);
  }

  String platform(Budget budget) {
    return id(
        "dcim/platforms",
        "platform",
        "EOS",
        NautobotReferences::any,
        () -> named("EOS").put("manufacturer", manufacturer(budget)),
        budget);
  }

  private String manufacturer(Budget budget) {
    return id(
        "dcim/manufacturers",
        "manufacturer",
        "Arista",
        NautobotReferences::any,
        () -> named("Arista"),
        budget);
  }

  String model(String name, Budget budget) {
    String maker = manufacturer(budget);
    return id(
        "dcim/device-types",
        "device type",
        name,
        each -> each.at("/manufacturer/id").asText().equals(maker),
        () -> JsonNodeFactory.instance.objectNode().put("model", name).put("manufacturer", maker),
        budget);
  }

  String tag(String name, Budget budget) {
    return id("extras/tags", "tag", name, NautobotReferences::any, () -> ofDevices(name), budget);
  }

  @Override
  public void customFields(Budget budget) {
    List<JsonNode> there = api.all("extras/custom-fields", NautobotReferences::any, budget);
    for (String key : CustomFields.all()) {
      if (there.stream().anyMatch(each -> each.path("key").asText().equals(key))) continue;
      if (!creates) throw missing("custom field", key);
      ObjectNode body = JsonNodeFactory.instance.objectNode().put("key", key).put("type", "text");
      body.put("label", CustomFields.label(key)).put("description", "Kept by device-move");
      body.putArray("content_types").add(DEVICE);
      Answer answer = api.post("extras/custom-fields", body, budget);
      if (!Refusals.lostRace(answer))
        api.failures("add", "extras/custom-fields").done(answer, "id");
    }
  }

  /** What was asked for in the last minutes. */
  Optional<String> remembered(String key, Supplier<Optional<String>> ask) {
    return ids.get(key, ask);
  }

  interface Body {
    ObjectNode make();
  }

  String id(
      String path, String what, String name, Predicate<JsonNode> fits, Body body, Budget budget) {
    return id(path + " " + name, path, what, name, fits, body, budget);
  }

  String id(
      String key,
      String path,
      String what,
      String name,
      Predicate<JsonNode> fits,
      Body body,
      Budget budget) {
    Optional<String> known = ids.get(key, () -> find(path, name, fits, budget));
    if (known.isPresent()) return known.get();
    if (!creates) throw missing(what, name);
    Answer answer = api.post(path, body.make(), budget);
    String id =
        Refusals.lostRace(answer)
            ? find(path, name, fits, budget).orElseThrow(() -> missing(what, name))
            : api.failures("add", path).done(answer, "id").path("id").asText();
    ids.put(key, id);
    return id;
  }

  private Optional<String> find(String path, String name, Predicate<JsonNode> fits, Budget budget) {
    String field = path.endsWith("device-types") ? "model" : "name";
    Predicate<JsonNode> same = each -> each.path(field).asText().equals(name);
    return api.some(path, same.and(fits), budget, field, name, "depth", "1").stream()
        .map(each -> each.path("id").asText())
        .findFirst();
  }

  static boolean any(JsonNode each) {
    return true;
  }

  private CallFailedException missing(String what, String name) {
    return CallFailedException.of(
        api.name(),
        Kind.OPERATOR,
        "there is no "
            + what
            + " "
            + name
            + ": make it, correct mapping.yml, or set"
            + " cmdb_create_missing to true");
  }

  static ObjectNode named(String name) {
    return JsonNodeFactory.instance.objectNode().put("name", name);
  }

  static ObjectNode ofDevices(String name) {
    ObjectNode body = named(name);
    body.putArray("content_types").add(DEVICE);
    return body;
  }
}
