package io.cvpfunctions.devicemove.netbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.cvpfunctions.devicemove.CmdbRecord;
import io.cvpfunctions.devicemove.Field;
import io.cvpfunctions.devicemove.rest.CustomFields;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads devices as NetBox shows them; Nautobot shows much of it alike. */
final class NetBoxDevice {
  private NetBoxDevice() {}

  /** What is kept of a device. */
  static Set<Field> fields() {
    Set<Field> kept = EnumSet.range(Field.SERIAL, Field.ADDRESS);
    kept.addAll(CustomFields.fields());
    return kept;
  }

  static CmdbRecord read(JsonNode device, String page) {
    Map<Field, String> values = new EnumMap<>(Field.class);
    values.put(Field.SERIAL, text(device.path("serial")));
    values.put(Field.NAME, text(device.path("name")));
    values.put(Field.STATUS, text(device.path("status").path("value")));
    values.put(Field.SITE, text(device.path("site").path("name")));
    values.put(Field.LOCATION, text(device.path("location").path("name")));
    values.put(Field.ROLE, text(role(device).path("name")));
    values.put(Field.TAGS, tags(device.path("tags")));
    values.put(Field.MODEL, text(device.path("device_type").path("model")));
    values.put(Field.ADDRESS, address(device));
    CustomFields.read(device.path("custom_fields"), values);
    String updated = text(device.path("last_updated"));
    CmdbRecord record = CmdbRecord.of(device.path("id").asText(), values);
    return record.alsoCalled(slugs(device)).at(page).asOf(updated);
  }

  /** A mapping may name things by them. */
  private static Map<Field, String> slugs(JsonNode device) {
    Map<Field, String> slugs = new EnumMap<>(Field.class);
    slugs.put(Field.SITE, text(device.path("site").path("slug")));
    slugs.put(Field.LOCATION, text(device.path("location").path("slug")));
    slugs.put(Field.ROLE, text(role(device).path("slug")));
    return slugs;
  }

  /** Called {@code device_role} until 3.5, and shown so until 3.7. */
  private static JsonNode role(JsonNode device) {
    return device.has("role") ? device.path("role") : device.path("device_role");
  }

  static String tags(JsonNode tags) {
    List<String> names = new ArrayList<>();
    tags.forEach(tag -> names.add(tag.path("name").asText()));
    return String.join(",", names);
  }

  static String address(JsonNode device) {
    JsonNode four = device.path("primary_ip4");
    JsonNode any = four.isObject() ? four : device.path("primary_ip6");
    return host(text(any.path("address")));
  }

  /** An address without its mask. */
  static String host(String address) {
    return address.replaceFirst("/.*", "");
  }

  static String text(JsonNode value) {
    return value.isNull() ? "" : value.asText("");
  }
}
