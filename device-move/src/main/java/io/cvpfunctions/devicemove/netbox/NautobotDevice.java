package io.cvpfunctions.devicemove.netbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.cvpfunctions.devicemove.CmdbRecord;
import io.cvpfunctions.devicemove.Field;
import io.cvpfunctions.devicemove.rest.CustomFields;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Reads devices as Nautobot shows them two levels deep. */
final class NautobotDevice {
  /** The type of locations that are sites, whatever is above them. */
  static final String SITE = "Site";

  private NautobotDevice() {}

  /** Sites that are further above than is shown are found by the id of what is below them. */
  static CmdbRecord read(JsonNode device, String page, UnaryOperator<String> siteAbove) {
    Map<Field, String> values = new EnumMap<>(Field.class);
    values.put(Field.SERIAL, NetBoxDevice.text(device.path("serial")));
    values.put(Field.NAME, NetBoxDevice.text(device.path("name")));
    values.put(Field.STATUS, NetBoxDevice.text(device.path("status").path("name")));
    values.put(Field.ROLE, NetBoxDevice.text(device.path("role").path("name")));
    values.put(Field.TAGS, NetBoxDevice.tags(device.path("tags")));
    values.put(Field.MODEL, NetBoxDevice.text(device.path("device_type").path("model")));
    values.put(Field.ADDRESS, NetBoxDevice.address(device));
    place(device.path("location"), siteAbove, values);
    CustomFields.read(device.path("custom_fields"), values);
    return CmdbRecord.of(device.path("id").asText(), values).at(page);
  }

  private static void place(
      JsonNode location, UnaryOperator<String> siteAbove, Map<Field, String> values) {
    String name = NetBoxDevice.text(location.path("name"));
    values.put(Field.SITE, isSite(location) ? name : site(location.path("parent"), siteAbove));
    if (!isSite(location)) values.put(Field.LOCATION, name);
  }

  /** What is above is shown without its type, so that only the uppermost is known to be a site. */
  private static String site(JsonNode above, UnaryOperator<String> siteAbove) {
    boolean uppermost = !above.path("parent").isObject();
    return uppermost
        ? NetBoxDevice.text(above.path("name"))
        : siteAbove.apply(above.path("id").asText());
  }

  /** Whether a location, shown one level deep, is what others call a site. */
  static boolean isSite(JsonNode location) {
    return NetBoxDevice.text(location.path("location_type").path("name")).equals(SITE)
        || !location.path("parent").isObject();
  }
}
