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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Keeps devices in NetBox, by its REST API. */
public final class NetBox extends Inventory {
  static final String NAME = "NetBox";

  private static final Terms TERMS =
      Terms.of(NAME, NetBoxDevice.fields(), "active", "offline").retiring("decommissioning");

  /** What devices refer to. */
  private static final String[] REFERENCES = {
    "dcim/sites",
    "dcim/locations",
    "dcim/device-roles",
    "dcim/manufacturers",
    "dcim/device-types",
    "dcim/platforms",
    "extras/tags"
  };

  private final NetBoxReferences references;

  NetBox(RestClient rest, boolean createsMissing, String managementInterface) {
    this(new NetBoxApi(rest), createsMissing, managementInterface);
  }

  private NetBox(NetBoxApi api, boolean createsMissing, String managementInterface) {
    this(api, new NetBoxReferences(api, createsMissing), managementInterface);
  }

  private NetBox(NetBoxApi api, NetBoxReferences references, String managementInterface) {
    super(
        api,
        TERMS,
        references,
        new NetBoxAddresses(api, managementInterface),
        new NetBoxJournal(api));
    this.references = references;
  }

  /** Reads {@code cmdb_url}, {@code cmdb_ca_file} and the secret {@code cmdb-token}. */
  public static Supplier<Cmdb> from(Settings settings, CmdbPolicy policy) {
    RestSettings rest = RestSettings.from(settings, "https://netbox.example");
    Secret token = settings.secret("cmdb-token");
    String port = settings.text("cmdb_management_interface", "Management1");
    return () -> {
      RestClient client = new RestClient(rest.remote(NAME), rest.url(), identity(token));
      NetBox store = new NetBox(client, policy.createsMissing(), port);
      return new RecordKeeper(store, policy, new SerialTurns());
    };
  }

  /** The tokens of 4.5 and later say so themselves. */
  private static Identity identity(Secret token) {
    String word = token.reveal().startsWith("nbt_") ? "Bearer " : "Token ";
    return Identity.of(word + token.reveal());
  }

  @Override
  List<String> view() {
    return List.of("exclude", "config_context");
  }

  @Override
  String nameFilter() {
    return "name__ie";
  }

  @Override
  CmdbRecord read(JsonNode device, Budget budget) {
    return NetBoxDevice.read(device, page(device.path("id").asText()));
  }

  /** From 4.6 on a write can be held to what was read. */
  @Override
  Answer patch(CmdbRecord before, Map<Field, String> changes, Note why, Budget budget) {
    ObjectNode body = body(before, changes, why, budget);
    if (!api.isFrom(4, 6)) return api.patch(DEVICES, before.id(), body, budget);
    String tag = "W/\"" + before.version().orElse("") + "\"";
    Answer answer = api.patch(DEVICES, before.id(), body, budget, "If-Match", tag);
    return answer.status() == 412 ? patchAsTagged(before, body, budget, answer) : answer;
  }

  /** The tag is the time of the last change, which NetBox may write otherwise than in its JSON. */
  private Answer patchAsTagged(CmdbRecord before, ObjectNode body, Budget budget, Answer refused) {
    Answer now = api.get(DEVICES, before.id(), budget);
    String updated = now.json().orElseThrow().path("last_updated").asText();
    Optional<String> tag = now.header("ETag");
    if (tag.isEmpty() || !before.version().equals(Optional.of(updated))) return refused;
    return api.patch(DEVICES, before.id(), body, budget, "If-Match", tag.get());
  }

  @Override
  ObjectNode firstBody(Map<Field, String> values, Note why, Budget budget) {
    Map<Field, String> all = new EnumMap<>(values);
    all.putIfAbsent(Field.MODEL, Terms.UNKNOWN);
    ObjectNode body = body(CmdbRecord.of("", all), all, why, budget);
    return body.put("platform", references.platform(budget));
  }

  private ObjectNode body(CmdbRecord before, Map<Field, String> changes, Note why, Budget budget) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    text(changes, Field.NAME, "name", body);
    text(changes, Field.SERIAL, "serial", body);
    text(changes, Field.STATUS, "status", body);
    place(before, changes, body, budget);
    reference(changes, Field.ROLE, "role", body, name -> references.role(name, budget));
    reference(changes, Field.MODEL, "device_type", body, name -> references.model(name, budget));
    tags(changes, body, budget);
    CustomFields.write(changes, body, "custom_fields");
    if (api.isFrom(4, 4)) body.put("changelog_message", cut(why.reason()));
    return body;
  }

  private static String cut(String reason) {
    return reason.length() <= 200 ? reason : reason.substring(0, 200);
  }

  private static void text(Map<Field, String> changes, Field field, String key, ObjectNode body) {
    if (changes.containsKey(field)) body.put(key, changes.get(field));
  }

  private interface Lookup {
    long id(String name);
  }

  private static void reference(
      Map<Field, String> changes, Field field, String key, ObjectNode body, Lookup lookup) {
    if (changes.containsKey(field)) body.put(key, lookup.id(changes.get(field)));
  }

  /** A location is one of its site's: with another site it goes. */
  private void place(
      CmdbRecord before, Map<Field, String> changes, ObjectNode body, Budget budget) {
    reference(changes, Field.SITE, "site", body, name -> references.site(name, budget));
    String location = changes.get(Field.LOCATION);
    if (location == null) {
      if (changes.containsKey(Field.SITE)) body.putNull("location");
      return;
    }
    String site = changes.getOrDefault(Field.SITE, before.text(Field.SITE));
    body.put("location", references.location(location, references.site(site, budget), budget));
  }

  /** NetBox replaces all tags by those that are sent; the others of the record are among them. */
  private void tags(Map<Field, String> changes, ObjectNode body, Budget budget) {
    if (!changes.containsKey(Field.TAGS)) return;
    ArrayNode tags = body.putArray("tags");
    for (String tag : changes.get(Field.TAGS).split(",", -1)) {
      references.tag(tag, budget);
      tags.addObject().put("name", tag);
    }
  }

  @Override
  public List<String> check(CmdbPolicy policy, Budget budget) {
    boolean records = !policy.proposes();
    return new InventoryCheck(api, "name", policy)
        .needs(records, List.of("add", "change"), DEVICES, "dcim/interfaces", "ipam/ip-addresses")
        .needs(true, List.of("add"), "extras/journal-entries")
        .needs(records && policy.createsMissing(), List.of("add"), REFERENCES)
        .run(budget);
  }
}
