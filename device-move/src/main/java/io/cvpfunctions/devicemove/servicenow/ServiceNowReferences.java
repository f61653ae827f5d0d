package io.cvpfunctions.devicemove.servicenow;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.devicemove.rest.Remembered;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import java.util.Optional;

/** What a device refers to: found by name, or made where that is allowed. Thread-safe. */
final class ServiceNowReferences {
  private final ServiceNowApi api;
  private final boolean creates;
  private final Remembered ids = new Remembered();

  ServiceNowReferences(ServiceNowApi api, boolean creates) {
    this.api = api;
    this.creates = creates;
  }

  String location(String name, Budget budget) {
    return id("cmn_location", "location", name, named(name), budget);
  }

  String manufacturer(Budget budget) {
    String name = "Arista Networks";
    return id("core_company", "company", name, named(name).put("manufacturer", "true"), budget);
  }

  String model(String name, Budget budget) {
    ObjectNode body = named(name).put("manufacturer", manufacturer(budget));
    return id("cmdb_model", "model", name, body, budget);
  }

  private static ObjectNode named(String name) {
    return JsonNodeFactory.instance.objectNode().put("name", name);
  }

  private String id(String table, String what, String name, ObjectNode body, Budget budget) {
    Optional<String> known = ids.get(table + " " + name, () -> find(table, name, budget));
    if (known.isPresent()) return known.get();
    if (!creates) {
      throw CallFailedException.of(
          api.name(),
          Kind.OPERATOR,
          "there is no "
              + what
              + " "
              + name
              + " in "
              + table
              + ": make it, correct mapping.yml, or"
              + " set cmdb_create_missing to true");
    }
    String id = api.create(table, body, budget).path("sys_id").asText();
    ids.put(table + " " + name, id);
    return id;
  }

  private Optional<String> find(String table, String name, Budget budget) {
    return api
        .rows(
            table,
            TableQuery.where("name", "=", name),
            "sys_id,name",
            row -> row.at("/name/value").asText().equalsIgnoreCase(name),
            budget)
        .stream()
        .map(row -> row.at("/sys_id/value").asText())
        .findFirst();
  }
}
