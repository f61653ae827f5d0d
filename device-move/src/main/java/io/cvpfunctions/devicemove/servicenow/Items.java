package io.cvpfunctions.devicemove.servicenow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.devicemove.CmdbRecord;
import io.cvpfunctions.devicemove.Field;
import io.cvpfunctions.devicemove.Note;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import java.util.Optional;

/** Sends items to IRE, which tells them apart by serial number, and says what it did with each. */
final class Items {
  private static final String INSERT = "INSERT";
  private static final String TRIAL = "device-move-check";
  private static final int LONGEST = 255;

  private final ServiceNowApi api;
  private final String table;

  Items(ServiceNowApi api, String table) {
    this.api = api;
    this.table = table;
  }

  /**
   * The item that IRE takes a device for, by whatever its rules go: perhaps one of another class or
   * of the same name. Empty where it would make one.
   */
  Optional<String> takenFor(String serial, ObjectNode columns, Budget budget) {
    JsonNode item = api.wouldIdentify(table, payload(serial, columns), budget);
    if (item.path("operation").asText().equals(INSERT)) return Optional.empty();
    return Optional.of(item.path("sysId").asText());
  }

  /** Why nothing is made where that is the item of something else. */
  CallFailedException takenForAnother(String serial, String name, String id) {
    return CallFailedException.of(
        api.name(),
        Kind.REJECTED,
        "identification and reconciliation takes "
            + name
            + ", serial number "
            + serial
            + ", for the item "
            + api.page("cmdb_ci", id)
            + ", which is of another class than "
            + table
            + " or another device of that name. Nothing was changed: correct its class, serial"
            + " number or name, or set cmdb_class");
  }

  /** The id of an item that was not there; empty where it was, and is as these columns say now. */
  Optional<String> insert(String serial, ObjectNode columns, Note why, Budget budget) {
    columns.put(Columns.LAST_EVENT, key(why));
    JsonNode item = api.identify(table, payload(serial, columns), budget);
    if (!item.path("operation").asText().equals(INSERT)) return Optional.empty();
    return Optional.of(item.path("sysId").asText());
  }

  /**
   * Writes columns together with the event's id, and says whether nobody has written just that
   * before: IRE tells an update from none. The name goes along only where it changes, since a
   * person may have given it another one meanwhile.
   */
  boolean isFirst(CmdbRecord record, ObjectNode columns, Note why, Budget budget) {
    String serial = record.text(Field.SERIAL);
    columns.put("serial_number", serial).put(Columns.LAST_EVENT, key(why));
    ObjectNode payload = payload(record.kind().orElse(table), serial, columns);
    JsonNode item = api.identify(table, payload, budget);
    if (!item.path("sysId").asText().equals(record.id())) throw another(record, item);
    return !item.path("operation").asText().equals("NO_CHANGE");
  }

  private CallFailedException another(CmdbRecord record, JsonNode item) {
    return CallFailedException.of(
        api.name(),
        Kind.REJECTED,
        "identification and reconciliation took "
            + record.described()
            + " for another item, "
            + api.page(table, item.path("sysId").asText())
            + ", as its serial number was changed meanwhile: correct both");
  }

  /** What the column holds of a note's key: its end, which differs most. */
  static String key(Note note) {
    String key = note.key();
    return key.substring(Math.max(0, key.length() - LONGEST));
  }

  /** Has IRE say what it would do with an item; nothing is written. */
  void tryOut(Budget budget) {
    ObjectNode columns = JsonNodeFactory.instance.objectNode();
    columns.put("name", TRIAL).put("serial_number", TRIAL);
    api.wouldIdentify(table, payload(TRIAL, columns), budget);
  }

  private ObjectNode payload(String serial, ObjectNode columns) {
    return payload(table, serial, columns);
  }

  /** An item stays of its class: IRE would make it one of the class that is named. */
  private static ObjectNode payload(String className, String serial, ObjectNode columns) {
    ObjectNode payload = JsonNodeFactory.instance.objectNode();
    ObjectNode item = payload.putArray("items").addObject();
    item.put("className", className).put("internal_id", "1").set("values", columns);
    ObjectNode lookup = item.putArray("lookup").addObject().put("className", "cmdb_serial_number");
    lookup
        .putObject("values")
        .put("serial_number", serial)
        .put("serial_number_type", "system")
        .put("valid", "true");
    item.putObject("sys_object_source_info")
        .put("source_name", "CloudVision")
        .put("source_native_key", serial);
    payload.putArray("relations");
    return payload;
  }
}
