package io.cvpfunctions.devicemove.servicenow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.devicemove.CmdbRecord;
import io.cvpfunctions.devicemove.Field;
import io.cvpfunctions.remote.Budget;

/**
 * The table by which IRE looks up serial numbers first. It keeps the old one of an item whose
 * serial number changes, and would take a device that comes back for the one that replaced it.
 */
final class SerialNumbers {
  static final String TABLE = "cmdb_serial_number";

  private static final String ITEM = "cmdb_ci";
  private static final String SERIAL = "serial_number";

  private final ServiceNowApi api;

  SerialNumbers(ServiceNowApi api) {
    this.api = api;
  }

  /** What looks up the item by its old serial number does so by the new one. */
  void replace(CmdbRecord item, String serial, Budget budget) {
    String old = item.text(Field.SERIAL);
    if (old.isEmpty()) return;
    TableQuery query = TableQuery.where(ITEM, "=", item.id()).and(SERIAL, "=", old);
    ObjectNode now = JsonNodeFactory.instance.objectNode().put(SERIAL, serial);
    api.rows(TABLE, query, "sys_id,cmdb_ci,serial_number", row -> is(row, item, old), budget)
        .forEach(row -> api.change(TABLE, row.at("/sys_id/value").asText(), now, budget));
  }

  private static boolean is(JsonNode row, CmdbRecord item, String serial) {
    return row.at("/cmdb_ci/value").asText().equals(item.id())
        && row.at("/serial_number/value").asText().equalsIgnoreCase(serial);
  }
}
