package io.cvpfunctions.devicemove.netbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.devicemove.Cmdb;
import io.cvpfunctions.devicemove.CmdbPolicy;
import io.cvpfunctions.devicemove.CmdbRecord;
import io.cvpfunctions.devicemove.Field;
import io.cvpfunctions.devicemove.Note;
import io.cvpfunctions.devicemove.RecordKeeper;
import io.cvpfunctions.devicemove.RecordStore;
import io.cvpfunctions.devicemove.SerialTurns;
import io.cvpfunctions.devicemove.Terms;
import io.cvpfunctions.devicemove.rest.CustomFields;
import io.cvpfunctions.devicemove.rest.Identity;
import io.cvpfunctions.devicemove.rest.RestClient;
import io.cvpfunctions.devicemove.rest.RestSettings;
import io.cvpfunctions.remote.Answer;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.Secret;
import io.cvpfunctions.remote.Settings;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Keeps devices in Nautobot, by its REST API. */
public final class Nautobot extends Inventory {
  static final String NAME = "Nautobot";

  private static final Terms TERMS =
      Terms.of(NAME, NetBoxDevice.fields(), "Active", "Offline")
          .retiring("decommissioning", "retired");

  /** What devices refer to. */
  private static final String[] REFERENCES = {
    "dcim/locations",
    "dcim/location-types",
    "dcim/manufacturers",
    "dcim/device-types",
    "dcim/platforms",
    "extras/roles",
    "extras/tags"
  };

  private final NautobotReferences references;
  private final NautobotLocations locations;

  Nautobot(RestClient rest, boolean createsMissing, String managementInterface) {
    this(new NetBoxApi(rest), createsMissing, managementInterface);
  }

  private Nautobot(NetBoxApi api, boolean createsMissing, String managementInterface) {
    this(api, new NautobotReferences(api, createsMissing), managementInterface);
  }

  private Nautobot(NetBoxApi api, NautobotReferences references, String managementInterface) {
    super(
        api,
        TERMS,
        references,
        new NautobotAddresses(api, references, managementInterface),
        new NautobotNotes(api));
    this.references = references;
    this.locations = new NautobotLocations(api, references);
  }

  /** Reads {@code cmdb_url}, {@code cmdb_ca_file} and the secret {@code cmdb-token}. */
  public static Supplier<Cmdb> from(Settings settings, CmdbPolicy policy) {
    RestSettings rest = RestSettings.from(settings, "https://nautobot.example");
    Secret token = settings.secret("cmdb-token");
    String port = settings.text("cmdb_management_interface", "Management1");
    return () -> {
      Identity identity = Identity.of("Token " + token.reveal());
      RestClient client = new RestClient(rest.remote(NAME), rest.url(), identity);
      RecordStore store = new Nautobot(client, policy.createsMissing(), port);
      return new RecordKeeper(store, policy, new SerialTurns());
    };
  }

  @Override
  List<String> view() {
    return List.of("depth", "2");
  }

  @Override
  String nameFilter() {
    return "name";
  }

  @Override
  CmdbRecord read(JsonNode device, Budget budget) {
    String page = page(device.path("id").asText());
    return NautobotDevice.read(device, page, id -> locations.siteAbove(id, budget));
  }

  @Override
  ObjectNode firstBody(Map<Field, String> values, Note why, Budget budget) {
    ObjectNode body = body(CmdbRecord.of("", values), values, budget);
    if (!body.has("device_type")) body.put("device_type", references.model(Terms.UNKNOWN, budget));
    return body.put("platform", references.platform(budget));
  }

  /** Nautobot has nothing to hold a write to what was read: the last one wins. */
  @Override
  Answer patch(CmdbRecord before, Map<Field, String> changes, Note why, Budget budget) {
    return api.patch(DEVICES, before.id(), body(before, changes, budget), budget);
  }

  private ObjectNode body(CmdbRecord before, Map<Field, String> changes, Budget budget) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    changes.forEach((field, value) -> put(body, field, value, budget));
    place(before, changes, body, budget);
    CustomFields.write(changes, body, "custom_fields");
    return body;
  }

  private void put(ObjectNode body, Field field, String value, Budget budget) {
    switch (field) {
      case NAME:
      case SERIAL:
        body.put(field.key(), value);
        break;
      case STATUS:
        body.put("status", references.status(shown(value), budget));
        break;
      case ROLE:
        body.put("role", references.role(value, budget));
        break;
      case MODEL:
        body.put("device_type", references.model(value, budget));
        break;
      case TAGS:
        ArrayNode tags = body.putArray("tags");
        for (String tag : value.split(",", -1)) tags.add(references.tag(tag, budget));
        break;
      default:
        break;
    }
  }

  /** One mapping may serve NetBox, which writes its statuses small, and Nautobot. */
  private static String shown(String status) {
    return Character.toUpperCase(status.charAt(0)) + status.substring(1);
  }

  private void place(
      CmdbRecord before, Map<Field, String> changes, ObjectNode body, Budget budget) {
    String site = changes.getOrDefault(Field.SITE, before.text(Field.SITE));
    String room = changes.get(Field.LOCATION);
    if (room != null) body.put("location", locations.room(room, site, budget));
    else if (changes.containsKey(Field.SITE)) body.put("location", locations.site(site, budget));
  }

  @Override
  public List<String> check(CmdbPolicy policy, Budget budget) {
    boolean records = !policy.proposes();
    return new InventoryCheck(api, "key", policy)
        .needs(records, List.of("add", "change"), DEVICES, "dcim/interfaces", "ipam/ip-addresses")
        .needs(true, List.of("add"), "extras/notes")
        .needs(records, List.of("add"), "ipam/ip-address-to-interface")
        .needs(records && policy.createsMissing(), List.of("add"), REFERENCES)
        .needs(false, List.of(), "extras/statuses")
        .run(budget);
  }
}
