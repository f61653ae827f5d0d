package io.cvpfunctions.devicemove.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.devicemove.Field;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a record says in fields that were made for us. */
public final class CustomFields {
  private static final Map<Field, String> NAMES = names();

  private CustomFields() {}

  private static Map<Field, String> names() {
    Map<Field, String> names = new EnumMap<>(Field.class);
    Set<Field> ours = EnumSet.range(Field.SOFTWARE_VERSION, Field.FACTS_AS_OF);
    for (Field field : ours) names.put(field, "cvp_" + field.key());
    return names;
  }

  /** The fields that are kept so. */
  public static Set<Field> fields() {
    return EnumSet.copyOf(NAMES.keySet());
  }

  /** The names of the custom fields. */
  public static List<String> all() {
    return List.copyOf(NAMES.values());
  }

  /** What a custom field of that name is shown as. */
  public static String label(String name) {
    return "CloudVision " + name.substring("cvp_".length()).replace('_', ' ');
  }

  public static void read(JsonNode customFields, Map<Field, String> values) {
    NAMES.forEach((field, name) -> values.put(field, customFields.path(name).asText("")));
    values.values().removeIf(value -> value.isEmpty() || value.equals("null"));
  }

  /** Adds those of the changes that belong here; an empty text becomes null. */
  public static void write(Map<Field, String> changes, ObjectNode body, String key) {
    Set<Field> those =
        NAMES.keySet().stream().filter(changes::containsKey).collect(Collectors.toSet());
    if (those.isEmpty()) return;
    ObjectNode fields = body.putObject(key);
    for (Field field : EnumSet.copyOf(those)) {
      String value = changes.get(field);
      fields.put(NAMES.get(field), value.isEmpty() ? null : value);
    }
  }
}
