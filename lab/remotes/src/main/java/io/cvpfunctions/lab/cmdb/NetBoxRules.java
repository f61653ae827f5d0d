package io.cvpfunctions.lab.cmdb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.lab.http.Reply;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What NetBox refuses to write, and with which words. */
final class NetBoxRules {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final Set<String> NOT_KEPT =
      Set.of("changelog_message", "id", "add_tags", "remove_tags");

  private final ObjectStore objects;
  private boolean losesRaces;

  NetBoxRules(ObjectStore objects) {
    this.objects = objects;
  }

  void losesRaces() {
    losesRaces = true;
  }

  /** The fields as they are kept: relations as ids, tags as names; or a refusal. */
  ObjectNode accepted(Kind kind, JsonNode sent, ObjectNode before, NetBoxRelease release) {
    ObjectNode errors = MAPPER.createObjectNode();
    ObjectNode kept = MAPPER.createObjectNode();
    sent.properties().forEach(f -> keep(kind, f.getKey(), f.getValue(), kept, errors, release));
    if (kept.has("custom_fields") && before.has("custom_fields")) {
      ObjectNode merged = ((ObjectNode) before.path("custom_fields")).deepCopy();
      kept.set("custom_fields", merged.setAll((ObjectNode) kept.path("custom_fields")));
    }
    ObjectNode after = before.deepCopy().setAll(kept);
    for (String field : kind.required()) {
      String name = field.equals("object_types") ? release.typesField() : field;
      if (!after.has(name)) {
        error(errors, name, "This field is required.");
      }
    }
    if (release.addsTags()) {
      someTags(sent, before, kept, errors);
    }
    refuseIf(errors);
    unique(kind, after, errors);
    special(kind, after, kept, errors);
    refuseIf(errors);
    return kept;
  }

  private void keep(
      Kind kind,
      String field,
      JsonNode value,
      ObjectNode kept,
      ObjectNode errors,
      NetBoxRelease release) {
    if (NOT_KEPT.contains(field)) {
      return;
    }
    if (kind.relations().containsKey(field)) {
      relation(kind.relations().get(field), field, value, kept, errors);
    } else if (kind.choices().containsKey(field)) {
      choice(kind.choices().get(field), field, value, kept, errors);
    } else if (field.equals("tags")) {
      tags(value, kept, errors);
    } else if (field.equals("custom_fields")) {
      customFields(value, kept, errors, release);
    } else {
      Integer longest = kind.longest().get(field);
      if (longest != null && value.asText().length() > longest) {
        error(errors, field, "Ensure this field has no more than " + longest + " characters.");
      }
      kept.set(field, value);
    }
  }

  private void relation(
      String path, String field, JsonNode value, ObjectNode kept, ObjectNode errors) {
    if (value.isNull()) {
      kept.putNull(field);
      return;
    }
    if (value.isObject()) {
      List<ObjectNode> found =
          objects.all(path).stream()
              .filter(
                  each ->
                      value.properties().stream()
                          .allMatch(f -> each.path(f.getKey()).equals(f.getValue())))
              .toList();
      if (found.size() == 1) {
        kept.set(field, found.get(0).path("id"));
      } else {
        String what = found.isEmpty() ? "Related object not found" : "Multiple objects match";
        error(errors, field, what + " using the provided attributes: " + value);
      }
    } else if (objects.get(path, value.asText()) == null) {
      error(
          errors,
          field,
          "Related object not found using the provided numeric ID: " + value.asText());
    } else {
      kept.set(field, objects.get(path, value.asText()).path("id"));
    }
  }

  private static void choice(
      Set<String> words, String field, JsonNode value, ObjectNode kept, ObjectNode errors) {
    if (value.isContainerNode()) {
      error(
          errors,
          field,
          "Value must be passed directly (e.g. \"foo\": 123); do not use a dictionary or list.");
    } else if (!words.contains(value.asText())) {
      error(errors, field, "\"" + value.asText() + "\" is not a valid choice.");
    } else {
      kept.set(field, value);
    }
  }

  private void tags(JsonNode value, ObjectNode kept, ObjectNode errors) {
    var names = MAPPER.createArrayNode();
    for (JsonNode tag : value) {
      boolean there =
          objects.all("extras/tags").stream()
              .anyMatch(t -> t.path("name").equals(tag.path("name")));
      if (there) {
        names.add(tag.path("name"));
      } else {
        error(errors, "tags", "Related object not found using the provided attributes: " + tag);
      }
    }
    kept.set("tags", names);
  }

  /** Releases that do not know these fields ignore them. */
  private void someTags(JsonNode sent, ObjectNode before, ObjectNode kept, ObjectNode errors) {
    if (!sent.has("add_tags") && !sent.has("remove_tags")) {
      return;
    }
    if (sent.has("tags")) {
      error(errors, "non_field_errors", "tags cannot be combined with add_tags or remove_tags.");
      return;
    }
    ObjectNode added = MAPPER.createObjectNode();
    tags(sent.path("add_tags"), added, errors);
    Set<String> names = new LinkedHashSet<>();
    before.path("tags").forEach(name -> names.add(name.asText()));
    added.path("tags").forEach(name -> names.add(name.asText()));
    sent.path("remove_tags").forEach(tag -> names.remove(tag.path("name").asText()));
    names.forEach(kept.putArray("tags")::add);
  }

  private void customFields(
      JsonNode value, ObjectNode kept, ObjectNode errors, NetBoxRelease release) {
    String types = release.typesField();
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      boolean there =
          objects.all("extras/custom-fields").stream()
              .anyMatch(
                  f ->
                      f.path("name").asText().equals(field.getKey())
                          && f.path(types).toString().contains("dcim.device"));
      if (!there) {
        error(
            errors,
            "custom_fields",
            "Unknown field name '" + field.getKey() + "' in custom field data.");
      }
    }
    kept.set("custom_fields", value);
  }

  /** Whatever the case; without a name nothing is compared. */
  private void unique(Kind kind, ObjectNode after, ObjectNode errors) {
    for (List<String> fields : kind.unique()) {
      boolean named = fields.stream().allMatch(f -> after.hasNonNull(f));
      boolean taken =
          named && objects.all(kind.path()).stream().anyMatch(other -> same(other, after, fields));
      if (taken && losesRaces) {
        throw new Refusal(BulkWrite.integrityError(fields.toString()));
      }
      if (taken && kind.path().equals("dcim/devices")) {
        error(errors, "__all__", "Device name must be unique per site.");
      } else if (taken) {
        error(
            errors,
            fields.get(0),
            kind.title() + " with this " + String.join(" and ", fields) + " already exists.");
      }
    }
  }

  private static boolean same(ObjectNode other, ObjectNode after, List<String> fields) {
    return !other.path("id").equals(after.path("id"))
        && fields.stream().allMatch(f -> lower(other.path(f)).equals(lower(after.path(f))));
  }

  private static String lower(JsonNode value) {
    return value.asText().toLowerCase(Locale.ROOT);
  }

  private void special(Kind kind, ObjectNode after, ObjectNode kept, ObjectNode errors) {
    if (kind.path().equals("ipam/ip-addresses") && kept.has("address")) {
      address(after, errors);
    }
    for (String primary : List.of("primary_ip4", "primary_ip6")) {
      if (kept.hasNonNull(primary)) {
        primary(primary, after, errors);
      }
    }
    JsonNode location = after.path("location");
    if (kind.path().equals("dcim/devices") && !location.isMissingNode() && !location.isNull()) {
      JsonNode site = objects.get("dcim/locations", location.asText()).path("site");
      if (!site.equals(after.path("site"))) {
        error(errors, "location", "Location does not belong to site.");
      }
    }
  }

  private void address(ObjectNode after, ObjectNode errors) {
    String address = after.path("address").asText();
    if (!address.contains("/")) {
      error(errors, "address", "CIDR mask (e.g. /24) is required.");
    }
    String host = address.replaceFirst("/.*", "");
    objects.all("ipam/ip-addresses").stream()
        .filter(o -> !o.path("id").equals(after.path("id")))
        .filter(o -> o.path("address").asText().replaceFirst("/.*", "").equals(host))
        .filter(o -> o.path("vrf").asText("").equals(after.path("vrf").asText("")))
        .forEach(
            o ->
                error(
                    errors,
                    "address",
                    "Duplicate IP address found in "
                        + table(after)
                        + ": "
                        + o.path("address").asText()));
  }

  private static String table(ObjectNode address) {
    return address.hasNonNull("vrf") ? "VRF " + address.path("vrf").asText() : "global table";
  }

  private void primary(String field, ObjectNode device, ObjectNode errors) {
    ObjectNode address = objects.get("ipam/ip-addresses", device.path(field).asText());
    ObjectNode port = objects.get("dcim/interfaces", address.path("assigned_object_id").asText());
    if (port == null || !port.path("device").equals(device.path("id"))) {
      error(
          errors,
          field,
          "The specified IP address ("
              + address.path("address").asText()
              + ") is not assigned to this device.");
    }
  }

  private static void error(ObjectNode errors, String field, String text) {
    errors.withArray("/" + field).add(text);
  }

  private static void refuseIf(ObjectNode errors) {
    if (!errors.isEmpty()) {
      throw new Refusal(Reply.json(400, errors));
    }
  }
}
