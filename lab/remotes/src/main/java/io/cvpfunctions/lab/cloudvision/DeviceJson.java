package io.cvpfunctions.lab.cloudvision;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes a device as each generation does, with its own spelling of booleans and numbers. */
final class DeviceJson {
  private static final long MEMORY = 8_099_732;

  private final Generation generation;

  DeviceJson(Generation generation) {
    this.generation = generation;
  }

  ObjectNode of(Placed placed) {
    ObjectNode json = common(placed.device(), placed.condition());
    return generation.hasInventoryDevices() ? second(json, placed) : first(json, placed);
  }

  private static ObjectNode common(Device device, Condition condition) {
    return Json.object()
        .put("systemMacAddress", device.mac())
        .put("serialNumber", device.serial())
        .put("fqdn", device.fqdn())
        .put("ipAddress", device.ip())
        .put("modelName", device.model())
        .put("internalVersion", device.version() + "-35442176.4312F")
        .put("version", device.version())
        .put("architecture", "i386")
        .put("hardwareRevision", "11.01")
        .put("complianceCode", condition.complianceCode());
  }

  /** {@code getInventory.do} up to 2018.1. */
  private static ObjectNode first(ObjectNode json, Placed placed) {
    json.put("key", placed.device().mac())
        .put("internalBuildId", "8a1f8a52-0000-4000-8000-000000000000")
        .put("bootupTimeStamp", booted(placed))
        .put("memTotal", MEMORY)
        .put("memFree", MEMORY / 2)
        .put("deviceStatus", "Registered")
        .put("parentContainerId", placed.containerKey())
        .put("complianceIndication", "NONE")
        .put("ztpMode", "false")
        .put("isDANZEnabled", "no")
        .put("isMLAGEnabled", "yes")
        .put("type", "netelement")
        .put("unAuthorized", false)
        .put("lastSyncUp", 0)
        .put("sslEnabledByCVP", false)
        .putNull("tempAction");
    json.putArray("taskIdList");
    return json;
  }

  /** {@code /inventory/devices} from 2018.2. */
  private ObjectNode second(ObjectNode json, Placed placed) {
    String hostname = placed.device().hostname();
    String domain = placed.device().fqdn().replaceFirst("^[^.]*\\.?", "");
    json.put("hostname", hostname)
        .put("domainName", domain)
        .put("internalBuild", "8a1f8a52-0000-4000-8000-000000000000")
        .put("bootupTimestamp", booted(placed))
        .put("status", placed.provisioned() ? "Registered" : "")
        .put("parentContainerKey", placed.containerKey())
        .put("complianceIndication", "")
        .put("ztpMode", false)
        .put("deviceType", "eos")
        .put("streamingStatus", placed.condition().streaming() ? "active" : "inactive");
    return generation == Generation.V2018_2 ? withStrings(json) : withBooleans(json);
  }

  /** In seconds, with a fraction. */
  private static double booted(Placed placed) {
    return placed.condition().bootTime().toEpochMilli() / 1000.0;
  }

  private static ObjectNode withStrings(ObjectNode json) {
    return json.put("memTotal", String.valueOf(MEMORY))
        .put("memFree", String.valueOf(MEMORY / 2))
        .put("danzEnabled", "no")
        .put("mlagEnabled", "yes")
        .put("unAuthorized", "false");
  }

  private static ObjectNode withBooleans(ObjectNode json) {
    return json.put("memTotal", MEMORY)
        .put("memFree", MEMORY / 2)
        .put("danzEnabled", false)
        .put("mlagEnabled", true)
        .put("unAuthorized", false)
        .put("tapAggEnabled", false)
        .put("dcaKey", "");
  }
}
