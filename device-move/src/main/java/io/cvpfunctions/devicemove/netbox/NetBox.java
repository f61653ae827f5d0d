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
import io.cvpfunctions.devicemove.rest.RestClient;
import io.cvpfunctions.devicemove.rest.RestSettings;
import io.cvpfunctions.remote.Answer;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import io.cvpfunctions.remote.Secret;
import io.cvpfunctions.remote.Settings;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import okhttp3.Headers;

/** Keeps devices in NetBox, by its REST API. */
public final class NetBox implements RecordStore {
  static final String NAME = "NetBox";

  private static final String DEVICES = "dcim/devices";
  private static final Terms TERMS = Terms.of(NAME, NetBoxDevice.fields(), "active", "offline");

  private static final List<String> READ =
      List.of(
          "dcim/devices",
          "dcim/sites",
          "dcim/locations",
          "dcim/device-roles",
          "dcim/manufacturers",
          "dcim/device-types",
          "dcim/platforms",
          "dcim/interfaces",
          "ipam/ip-addresses",
          "extras/tags",
          "extras/journal-entries");

  private final NetBoxApi api;
  private final NetBoxReferences references;
  private final NetBoxAddresses addresses;
  private final NetBoxJournal journal;

  NetBox(RestClient rest, boolean createsMissing, String managementInterface) {
    this.api = new NetBoxApi(rest);
    this.references = new NetBoxReferences(api, createsMissing);
    this.addresses = new NetBoxAddresses(api, managementInterface);
    this.journal = new NetBoxJournal(api);
  }

  /** Reads {@code cmdb_url}, {@code cmdb_ca_file} and the secret {@code cmdb-token}. */
  public static Supplier<Cmdb> from(Settings settings, CmdbPolicy policy) {
    RestSettings rest = RestSettings.from(settings, "https://netbox.example");
    Secret token = settings.secret("cmdb-token");
    String port = settings.text("cmdb_management_interface", "Management1");
    return () -> {
      RestClient client = new RestClient(rest.remote(NAME), rest.url(), credentials(token));
      NetBox store = new NetBox(client, policy.createsMissing(), port);
      return new RecordKeeper(store, policy, new SerialTurns());
    };
  }

  /** The tokens of 4.5 and later say so themselves. */
  private static Headers credentials(Secret token) {
    String word = token.reveal().startsWith("nbt_") ? "Bearer " : "Token ";
    return Headers.of("Authorization", word + token.reveal(), "Accept", "application/json");
  }

  @Override
  public Terms terms() {
    return TERMS;
  }

  @Override
  public List<CmdbRecord> withSerials(List<String> serials, Budget budget) {
    List<String> query = new ArrayList<>();
    for (String serial : serials) query.addAll(List.of("serial", serial));
    return devices(
        device -> serials.stream().anyMatch(device.path("serial").asText()::equalsIgnoreCase),
        budget,
        query.toArray(String[]::new));
  }

  @Override
  public List<CmdbRecord> named(String name, Optional<String> site, Budget budget) {
    return devices(
            device -> device.path("name").asText().equalsIgnoreCase(name), budget, "name__ie", name)
        .stream()
        .filter(record -> site.isEmpty() || record.text(Field.SITE).equalsIgnoreCase(site.get()))
        .collect(Collectors.toList());
  }

  private List<CmdbRecord> devices(Predicate<JsonNode> fits, Budget budget, String... query) {
    List<String> all = new ArrayList<>(List.of(query));
    all.addAll(List.of("exclude", "config_context"));
    return api.all(DEVICES, fits, budget, all.toArray(String[]::new)).stream()
        .map(this::read)
        .collect(Collectors.toList());
  }

  private CmdbRecord read(JsonNode device) {
    return NetBoxDevice.read(device, api.page(DEVICES, device.path("id").asText()));
  }

  @Override
  public Optional<CmdbRecord> create(Map<Field, String> values, Note why, Budget budget) {
    if (!values.containsKey(Field.SITE)) throw noSite(values);
    Answer answer = mended(budget, () -> api.post(DEVICES, body(values, why, budget), budget));
    if (NetBoxFailures.lostRace(answer)) return Optional.empty();
    CmdbRecord made = read(api.failures("add", DEVICES).done(answer, "id"));
    return Optional.of(addressed(made, values, budget));
  }

  private static CallFailedException noSite(Map<Field, String> values) {
    return CallFailedException.of(
        NAME,
        Kind.OPERATOR,
        "a device needs a site, and mapping.yml has none for the container "
            + values.getOrDefault(Field.CONTAINER, "of this device")
            + ": add a rule, or a default, with a site");
  }

  private CmdbRecord addressed(CmdbRecord record, Map<Field, String> values, Budget budget) {
    String address = values.getOrDefault(Field.ADDRESS, "");
    if (address.isEmpty()) return record;
    return addresses
        .give(record.id(), address, budget)
        .map(
            other ->
                record.remarking(Field.ADDRESS, "address: NetBox has " + address + " on " + other))
        .orElse(record);
  }

  @Override
  public Optional<CmdbRecord> update(
      CmdbRecord before, Map<Field, String> changes, Note why, Budget budget) {
    Answer answer = mended(budget, () -> patch(before, changes, why, budget));
    if (NetBoxFailures.lostRace(answer)) return Optional.empty();
    CmdbRecord now = read(api.failures("change", DEVICES).done(answer, "id"));
    return Optional.of(addressed(now, changes, budget));
  }

  /** What is missing is made, what is gone is asked for anew: once each. */
  private Answer mended(Budget budget, Supplier<Answer> write) {
    Answer answer = write.get();
    if (NetBoxFailures.lacksCustomField(answer)) {
      references.customFields(budget);
    } else if (NetBoxFailures.lacksRelated(answer)) {
      references.forget();
    } else {
      return answer;
    }
    return write.get();
  }

  /** From 4.6 on a write can be held to what was read. */
  private Answer patch(CmdbRecord before, Map<Field, String> changes, Note why, Budget budget) {
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

  private ObjectNode body(Map<Field, String> values, Note why, Budget budget) {
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
  public boolean hasNote(CmdbRecord record, Note note, Budget budget) {
    return journal.has(record.id(), note, budget);
  }

  @Override
  public void note(CmdbRecord record, Note note, Budget budget) {
    journal.add(record.id(), note, budget);
  }

  @Override
  public List<CmdbRecord> placed(Budget budget) {
    return devices(device -> true, budget).stream()
        .filter(record -> record.get(Field.CONTAINER).isPresent())
        .collect(Collectors.toList());
  }

  @Override
  public List<String> check(Budget budget) {
    return new InventoryCheck(api, "name", READ).run(budget);
  }

  @Override
  public void close() {
    api.close();
  }
}
