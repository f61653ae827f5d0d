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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import okhttp3.Headers;

/** Keeps devices in Nautobot, by its REST API. */
public final class Nautobot implements RecordStore {
  static final String NAME = "Nautobot";

  private static final String DEVICES = "dcim/devices";
  private static final Terms TERMS = Terms.of(NAME, NetBoxDevice.fields(), "Active", "Offline");

  private static final List<String> READ =
      List.of(
          DEVICES,
          "dcim/locations",
          "dcim/location-types",
          "dcim/manufacturers",
          "dcim/device-types",
          "dcim/platforms",
          "dcim/interfaces",
          "ipam/ip-addresses",
          "ipam/ip-address-to-interface",
          "extras/roles",
          "extras/statuses",
          "extras/tags");

  private final NetBoxApi api;
  private final NautobotReferences references;
  private final NautobotAddresses addresses;
  private final NautobotNotes notes;

  Nautobot(RestClient rest, boolean createsMissing, String managementInterface) {
    this.api = new NetBoxApi(rest);
    this.references = new NautobotReferences(api, createsMissing);
    this.addresses = new NautobotAddresses(api, references, managementInterface);
    this.notes = new NautobotNotes(api);
  }

  /** Reads {@code cmdb_url}, {@code cmdb_ca_file} and the secret {@code cmdb-token}. */
  public static Supplier<Cmdb> from(Settings settings, CmdbPolicy policy) {
    RestSettings rest = RestSettings.from(settings, "https://nautobot.example");
    Secret token = settings.secret("cmdb-token");
    String port = settings.text("cmdb_management_interface", "Management1");
    return () -> {
      Headers headers =
          Headers.of("Authorization", "Token " + token.reveal(), "Accept", "application/json");
      RestClient client = new RestClient(rest.remote(NAME), rest.url(), headers);
      RecordStore store = new Nautobot(client, policy.createsMissing(), port);
      return new RecordKeeper(store, policy, new SerialTurns());
    };
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
        query);
  }

  @Override
  public List<CmdbRecord> named(String name, Optional<String> site, Budget budget) {
    return devices(
            device -> device.path("name").asText().equals(name), budget, List.of("name", name))
        .stream()
        .filter(record -> site.isEmpty() || record.text(Field.SITE).equalsIgnoreCase(site.get()))
        .collect(Collectors.toList());
  }

  private List<CmdbRecord> devices(Predicate<JsonNode> fits, Budget budget, List<String> query) {
    List<String> all = new ArrayList<>(query);
    all.addAll(List.of("depth", "2"));
    return api.all(DEVICES, fits, budget, all.toArray(String[]::new)).stream()
        .map(this::read)
        .collect(Collectors.toList());
  }

  private CmdbRecord read(JsonNode device) {
    return NautobotDevice.read(device, page(device));
  }

  private String page(JsonNode device) {
    return api.page(DEVICES, device.path("id").asText());
  }

  @Override
  public Optional<CmdbRecord> create(Map<Field, String> values, Note why, Budget budget) {
    if (!values.containsKey(Field.SITE)) throw noSite(values);
    Answer answer = mended(budget, () -> api.post(DEVICES, firstBody(values, budget), budget));
    if (NetBoxFailures.lostRace(answer)) return Optional.empty();
    JsonNode made = api.failures("add", DEVICES).done(answer, "id");
    CmdbRecord record = CmdbRecord.of(made.path("id").asText(), values).at(page(made));
    return Optional.of(addressed(record, values, budget));
  }

  private ObjectNode firstBody(Map<Field, String> values, Budget budget) {
    ObjectNode body = body(CmdbRecord.of("", values), values, budget);
    if (!body.has("device_type")) body.put("device_type", references.model(Terms.UNKNOWN, budget));
    return body.put("platform", references.platform(budget));
  }

  private static CallFailedException noSite(Map<Field, String> values) {
    return CallFailedException.of(
        NAME,
        Kind.OPERATOR,
        "a device needs a location, and mapping.yml has no site for the container "
            + values.getOrDefault(Field.CONTAINER, "of this device")
            + ": add a rule, or a default, with a site");
  }

  private CmdbRecord addressed(CmdbRecord record, Map<Field, String> values, Budget budget) {
    String address = values.getOrDefault(Field.ADDRESS, "");
    if (address.isEmpty()) return record;
    return addresses
        .give(record.id(), address, budget)
        .map(why -> record.remarking(Field.ADDRESS, "address: Nautobot has " + why))
        .orElse(record);
  }

  /** Nautobot has nothing to hold a write to what was read: the last one wins. */
  @Override
  public Optional<CmdbRecord> update(
      CmdbRecord before, Map<Field, String> changes, Note why, Budget budget) {
    Answer answer =
        mended(
            budget, () -> api.patch(DEVICES, before.id(), body(before, changes, budget), budget));
    if (NetBoxFailures.lostRace(answer)) return Optional.empty();
    api.failures("change", DEVICES).done(answer, "id");
    return Optional.of(addressed(before.with(changes), changes, budget));
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
    if (room != null) body.put("location", references.room(room, site, budget));
    else if (changes.containsKey(Field.SITE)) body.put("location", references.site(site, budget));
  }

  @Override
  public boolean hasNote(CmdbRecord record, Note note, Budget budget) {
    return notes.has(record.id(), note, budget);
  }

  @Override
  public void note(CmdbRecord record, Note note, Budget budget) {
    notes.add(record.id(), note, budget);
  }

  @Override
  public List<CmdbRecord> placed(Budget budget) {
    return devices(device -> true, budget, List.of()).stream()
        .filter(record -> record.get(Field.CONTAINER).isPresent())
        .collect(Collectors.toList());
  }

  @Override
  public List<String> check(Budget budget) {
    return new InventoryCheck(api, "key", READ).run(budget);
  }

  @Override
  public void close() {
    api.close();
  }
}
