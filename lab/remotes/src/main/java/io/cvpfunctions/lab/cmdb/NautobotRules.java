package io.cvpfunctions.lab.cmdb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.lab.http.Reply;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What Nautobot refuses to write, and with which words. */
final class NautobotRules {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final ObjectStore objects;
  private String deviceUniqueness = "location_tenant_name";

  NautobotRules(ObjectStore objects) {
    this.objects = objects;
  }

  void setUniqueness(String deviceUniqueness) {
    this.deviceUniqueness = deviceUniqueness;
  }

  /** The fields as they are kept, relations as ids; or a refusal. */
  ObjectNode accepted(Kind kind, JsonNode sent, ObjectNode before) {
    ObjectNode errors = MAPPER.createObjectNode();
    ObjectNode kept = MAPPER.createObjectNode();
    for (Map.Entry<String, JsonNode> field : sent.properties()) {
      keep(kind, field.getKey(), field.getValue(), kept, errors);
    }
    if (kept.has("custom_fields") && before.has("custom_fields")) {
      ObjectNode merged = ((ObjectNode) before.path("custom_fields")).deepCopy();
      kept.set("custom_fields", merged.setAll((ObjectNode) kept.path("custom_fields")));
    }
    place(kind, kept, errors);
    ObjectNode after = before.deepCopy().setAll(kept);
    for (String field : kind.required()) {
      if (!after.has(field)) {
        error(errors, field, "This field is required.");
      }
    }
    unique(kind, after, errors);
    special(after, kept, errors);
    if (!errors.isEmpty()) {
      throw new Refusal(Reply.json(400, errors));
    }
    return kept;
  }

  private void keep(Kind kind, String field, JsonNode value, ObjectNode kept, ObjectNode errors) {
    String related = kind.relations().get(field);
    if (field.equals("tags")) {
      value.forEach(id -> related("extras/tags", field, id, errors));
    } else if (related != null && !value.isNull()) {
      related(related, field, value, errors);
    } else if (field.equals("custom_fields")) {
      customFields(value, errors);
    }
    Integer longest = kind.longest().get(field);
    if (longest != null && value.asText().length() > longest) {
      error(errors, field, "Ensure this field has no more than " + longest + " characters.");
    }
    kept.set(field, value);
  }

  private void related(String path, String field, JsonNode id, ObjectNode errors) {
    if (!id.isTextual() || objects.get(path, id.asText()) == null) {
      error(errors, field, "Related object not found using the provided attributes: " + id);
    }
  }

  private void customFields(JsonNode value, ObjectNode errors) {
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      boolean there =
          objects.all("extras/custom-fields").stream()
              .anyMatch(each -> each.path("key").asText().equals(field.getKey()));
      if (!there) {
        error(
            errors,
            "custom_fields",
            "Unknown field name '" + field.getKey() + "' in custom field data.");
      }
    }
  }

  private List<List<String>> unique(Kind kind) {
    if (!kind.path().equals("dcim/devices")) {
      return kind.unique();
    }
    return switch (deviceUniqueness) {
      case "name" -> List.of(List.of("name"));
      case "none" -> List.of();
      default -> kind.unique();
    };
  }

  private void unique(Kind kind, ObjectNode after, ObjectNode errors) {
    for (List<String> fields : unique(kind)) {
      boolean taken =
          objects.all(kind.path()).stream()
              .filter(other -> !other.path("id").equals(after.path("id")))
              .anyMatch(
                  other ->
                      fields.stream()
                          .allMatch(f -> other.path(f).asText().equals(after.path(f).asText())));
      if (taken) {
        error(
            errors,
            "__all__",
            "The fields " + String.join(", ", fields) + " must make a unique set.");
      }
    }
  }

  /** A prefix is in a namespace; an address is where the prefix above it is, there. */
  private void place(Kind kind, ObjectNode kept, ObjectNode errors) {
    if (kind.path().equals("ipam/prefixes") && !kept.has("namespace")) {
      kept.put("namespace", global());
    }
    if (kind.path().equals("ipam/ip-addresses") && kept.has("address")) {
      String namespace =
          kept.has("namespace") ? namespace(kept.path("namespace"), errors) : global();
      kept.remove("namespace");
      parent(kept.path("address").asText(), namespace)
          .ifPresentOrElse(
              prefix -> kept.set("parent", prefix.path("id")),
              () -> error(errors, "parent", "No suitable parent Prefix exists in this Namespace."));
    }
  }

  private String global() {
    return namespace("name", "Global").orElseThrow();
  }

  /** What is referred to is named by its id, or by an object of what tells it from others. */
  private String namespace(JsonNode sent, ObjectNode errors) {
    Optional<String> there =
        sent.isObject()
            ? namespace("name", sent.path("name").asText())
            : namespace("id", sent.asText());
    if (there.isEmpty()) {
      error(errors, "namespace", "Related object not found using the provided attributes: " + sent);
    }
    return there.orElse("");
  }

  private Optional<String> namespace(String field, String text) {
    return objects.all("ipam/namespaces").stream()
        .filter(each -> each.path(field).asText().equals(text))
        .map(each -> each.path("id").asText())
        .findFirst();
  }

  private Optional<ObjectNode> parent(String host, String namespace) {
    return objects.all("ipam/prefixes").stream()
        .filter(each -> each.path("namespace").asText().equals(namespace))
        .filter(each -> host.startsWith(network(each)))
        .findFirst();
  }

  /** Borders of octets are enough here. */
  private static String network(ObjectNode prefix) {
    return prefix.path("prefix").asText().replaceFirst("(\\.0)*/.*", ".");
  }

  private void special(ObjectNode after, ObjectNode kept, ObjectNode errors) {
    if (kept.hasNonNull("primary_ip4")) {
      boolean ours =
          objects.all("ipam/ip-address-to-interface").stream()
              .filter(each -> each.path("ip_address").equals(kept.path("primary_ip4")))
              .map(each -> objects.get("dcim/interfaces", each.path("interface").asText()))
              .anyMatch(port -> port.path("device").equals(after.path("id")));
      if (!ours) {
        error(errors, "primary_ip4", "The specified IP address is not assigned to this device.");
      }
    }
  }

  private static void error(ObjectNode errors, String field, String text) {
    errors.withArray("/" + field).add(text);
  }
}
