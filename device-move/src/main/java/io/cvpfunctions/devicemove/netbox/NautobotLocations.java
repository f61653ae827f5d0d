package io.cvpfunctions.devicemove.netbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.remote.Budget;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Sites and rooms of Nautobot, which are locations both: a site is of the type Site or has none
 * above it, a room is anywhere below its site. Thread-safe.
 */
final class NautobotLocations {
  private static final String LOCATIONS = "dcim/locations";

  private final NetBoxApi api;
  private final NautobotReferences references;

  NautobotLocations(NetBoxApi api, NautobotReferences references) {
    this.api = api;
    this.references = references;
  }

  String site(String name, Budget budget) {
    return location(name, null, NautobotDevice.SITE, NautobotDevice::isSite, budget);
  }

  String room(String name, String site, Budget budget) {
    String above = site(site, budget);
    return location(name, above, "Room", each -> isBelow(each, above, budget), budget);
  }

  private boolean isBelow(JsonNode location, String site, Budget budget) {
    if (NautobotDevice.isSite(location)) return false;
    String parent = location.at("/parent/id").asText();
    return parent.equals(site) || idAndName(parent, budget).startsWith(site + " ");
  }

  /** The name of the site at or above the location with that id. */
  String siteAbove(String id, Budget budget) {
    return idAndName(id, budget).replaceFirst("^\\S* ", "");
  }

  private String idAndName(String id, Budget budget) {
    return references
        .remembered("site above " + id, () -> Optional.of(climbed(id, budget)))
        .orElseThrow();
  }

  /** What may not be viewed is a site without a name. */
  private String climbed(String id, Budget budget) {
    Optional<JsonNode> found = api.find(LOCATIONS, id, budget, "depth", "1");
    if (found.isEmpty()) return id + " ";
    JsonNode location = found.get();
    return NautobotDevice.isSite(location)
        ? id + " " + location.path("name").asText()
        : idAndName(location.at("/parent/id").asText(), budget);
  }

  private String location(
      String name, String parent, String type, Predicate<JsonNode> there, Budget budget) {
    return references.id(
        LOCATIONS + " " + name + " in " + parent,
        LOCATIONS,
        "location",
        name,
        there,
        () -> body(name, type, parent, budget),
        budget);
  }

  private ObjectNode body(String name, String type, String parent, Budget budget) {
    ObjectNode body = NautobotReferences.named(name);
    body.put("status", references.status("Active", budget));
    body.put("location_type", type(type, budget));
    return parent == null ? body : body.put("parent", parent);
  }

  private String type(String name, Budget budget) {
    return references.id(
        "dcim/location-types",
        "location type",
        name,
        NautobotReferences::any,
        () -> typeBody(name, budget),
        budget);
  }

  private ObjectNode typeBody(String name, Budget budget) {
    ObjectNode body = NautobotReferences.ofDevices(name);
    boolean site = name.equals(NautobotDevice.SITE);
    return site ? body : body.put("parent", type(NautobotDevice.SITE, budget));
  }
}
