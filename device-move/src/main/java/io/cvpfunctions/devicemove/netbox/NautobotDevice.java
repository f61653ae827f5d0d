package io.cvpfunctions.devicemove.netbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.cvpfunctions.devicemove.CmdbRecord;
import io.cvpfunctions.devicemove.Field;
import io.cvpfunctions.devicemove.rest.CustomFields;
import java.util.EnumMap;
import java.util.Map;

/** Reads devices as Nautobot shows them two levels deep. */
final class NautobotDevice {
  /** The type of locations that are sites, whatever is above them. */
  static final String SITE = "Site";

  private NautobotDevice() {}

  static CmdbRecord read(JsonNode device, String page) {
    Map<Field, String> values = new EnumMap<>(Field.class);
    values.put(Field.SERIAL, NetBoxDevice.text(device.path("serial")));
    values.put(Field.NAME, NetBoxDevice.text(device.path("name")));
    values.put(Field.STATUS, NetBoxDevice.text(device.path("status").path("name")));
    values.put(Field.ROLE, NetBoxDevice.text(device.path("role").path("name")));
    values.put(Field.TAGS, NetBoxDevice.tags(device.path("tags")));
    values.put(Field.MODEL, NetBoxDevice.text(device.path("device_type").path("model")));
    values.put(Field.ADDRESS, NetBoxDevice.address(device));
    place(device.path("location"), values);
    CustomFields.read(device.path("custom_fields"), values);
    return CmdbRecord.of(device.path("id").asText(), values).at(page);
  }

  /** Of a location that is no site itself, it is the one above. */
  private static void place(JsonNode location, Map<Field, String> values) {
    String name = NetBoxDevice.text(location.path("name"));
    values.put(
        Field.SITE,
        isSite(location) ? name : NetBoxDevice.text(location.path("parent").path("name")));
    if (!isSite(location)) values.put(Field.LOCATION, name);
  }

  /** Whether a location, shown one level deep, is what others call a site. */
  static boolean isSite(JsonNode location) {
    return NetBoxDevice.text(location.path("location_type").path("name")).equals(SITE)
        || !location.path("parent").isObject();
  }
}
