package io.cvpfunctions.devicemove.servicenow;

import com.fasterxml.jackson.databind.JsonNode;
import io.cvpfunctions.devicemove.Field;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** In which column of a configuration item each field stands. */
final class Columns {
  /** Of which event the history was told last: what keeps two replicas from telling it twice. */
  static final String LAST_EVENT = "u_cvp_last_event";

  /** Of which class an item is: perhaps of one below the class that is asked for. */
  static final String CLASS = "sys_class_name";

  private static final Map<Field, String> NAMES = names();

  private Columns() {}

  private static Map<Field, String> names() {
    Map<Field, String> names = new EnumMap<>(Field.class);
    names.put(Field.SERIAL, "serial_number");
    names.put(Field.NAME, "name");
    names.put(Field.STATUS, "install_status");
    names.put(Field.SITE, "location");
    names.put(Field.MODEL, "model_id");
    names.put(Field.ADDRESS, "ip_address");
    names.put(Field.MAC_ADDRESS, "mac_address");
    names.put(Field.FQDN, "fqdn");
    for (Field field : EnumSet.range(Field.SOFTWARE_VERSION, Field.FACTS_AS_OF)) {
      names.put(field, "u_cvp_" + field.key());
    }
    return names;
  }

  static Set<Field> fields() {
    return EnumSet.copyOf(NAMES.keySet());
  }

  static String of(Field field) {
    return NAMES.get(field);
  }

  /** What to ask of a row. */
  static String all() {
    return "sys_id," + CLASS + "," + String.join(",", NAMES.values()) + "," + LAST_EVENT;
  }

  /** What a row says; of what refers to another row, that one's name. */
  static Map<Field, String> read(String name, String table, JsonNode row) {
    Map<Field, String> values = new EnumMap<>(Field.class);
    NAMES.forEach((field, column) -> values.put(field, text(field, row.path(column))));
    List<String> missing = new ArrayList<>(NAMES.values());
    missing.add(LAST_EVENT);
    missing.removeIf(row::has);
    if (missing.isEmpty()) return values;
    throw CallFailedException.of(
        name,
        Kind.OPERATOR,
        table
            + " has no columns "
            + String.join(", ", missing)
            + ", or they may not be read: make"
            + " them (type String, 255), and let the user read and write them");
  }

  private static String text(Field field, JsonNode cell) {
    boolean reference = field == Field.SITE || field == Field.MODEL;
    return cell.path(reference ? "display_value" : "value").asText("");
  }
}
