package io.cvpfunctions.devicemove.netbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.devicemove.CmdbRecord;
import io.cvpfunctions.devicemove.Field;
import io.cvpfunctions.devicemove.ManyRecords;
import io.cvpfunctions.devicemove.Note;
import io.cvpfunctions.devicemove.RecordStore;
import io.cvpfunctions.devicemove.Terms;
import io.cvpfunctions.remote.Answer;
import io.cvpfunctions.remote.Budget;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Keeps devices by the REST API that NetBox and its kin have in common. Thread-safe. */
abstract class Inventory implements RecordStore, ManyRecords {
  static final String DEVICES = "dcim/devices";

  final NetBoxApi api;
  private final Terms terms;
  private final References references;
  private final Addresses addresses;
  private final History history;
  private final Rivals rivals;

  Inventory(
      NetBoxApi api, Terms terms, References references, Addresses addresses, History history) {
    this.api = api;
    this.terms = terms.needingSite();
    this.references = references;
    this.addresses = addresses;
    this.history = history;
    this.rivals = new Rivals(api, this::withSerials);
  }

  /** What to ask for, so that a device is shown as {@link #read} needs it: name and value. */
  abstract List<String> view();

  /** The filter of names that minds no case, where there is one. */
  abstract String nameFilter();

  /** A device as it is shown. */
  abstract CmdbRecord read(JsonNode device, Budget budget);

  /** A device's first body, with all that is demanded. */
  abstract ObjectNode firstBody(Map<Field, String> values, Note why, Budget budget);

  /** Changes a device, whatever the answer. */
  abstract Answer patch(CmdbRecord before, Map<Field, String> changes, Note why, Budget budget);

  final String page(String id) {
    return api.page(DEVICES, id);
  }

  @Override
  public Terms terms() {
    return terms;
  }

  @Override
  public List<CmdbRecord> withSerials(List<String> serials, Budget budget) {
    return devices("serial", "serial", serials, budget);
  }

  @Override
  public List<CmdbRecord> withSerial(String serial, Budget budget) {
    return rivals.settled(serial, budget);
  }

  @Override
  public List<CmdbRecord> withNames(List<String> names, Budget budget) {
    return devices("name", nameFilter(), names, budget);
  }

  private List<CmdbRecord> devices(String field, String filter, List<String> texts, Budget budget) {
    List<String> query = new ArrayList<>();
    for (String text : texts) query.addAll(List.of(filter, text));
    return devices(
        device -> texts.stream().anyMatch(device.path(field).asText()::equalsIgnoreCase),
        query,
        budget);
  }

  private List<CmdbRecord> devices(Predicate<JsonNode> fits, List<String> query, Budget budget) {
    List<String> all = new ArrayList<>(query);
    all.addAll(view());
    return api.all(DEVICES, fits, budget, all.toArray(String[]::new)).stream()
        .map(device -> read(device, budget))
        .collect(Collectors.toList());
  }

  @Override
  public List<CmdbRecord> placed(Budget budget) {
    return devices(device -> true, List.of(), budget).stream()
        .filter(record -> record.get(Field.CONTAINER).isPresent())
        .collect(Collectors.toList());
  }

  @Override
  public List<CmdbRecord> unprovisioned(List<CmdbRecord> records, Budget budget) {
    return history.unprovisioned(records, budget);
  }

  @Override
  public Optional<CmdbRecord> create(Map<Field, String> values, Note why, Budget budget) {
    Answer answer =
        references.mended(budget, () -> api.post(DEVICES, firstBody(values, why, budget), budget));
    if (Refusals.lostRace(answer)) return Optional.empty();
    CmdbRecord made = made(api.failures("add", DEVICES).done(answer, "id"), values);
    return completed(List.of(made), budget).stream().findFirst();
  }

  private CmdbRecord made(JsonNode device, Map<Field, String> values) {
    String id = device.path("id").asText();
    String updated = device.path("last_updated").asText();
    return CmdbRecord.of(id, values).at(page(id)).asOf(updated);
  }

  /** An address is given only to what stays: it would be deleted with the device. */
  private List<CmdbRecord> completed(List<CmdbRecord> made, Budget budget) {
    List<CmdbRecord> staying = rivals.outlast(made, budget);
    Map<String, String> hosts = new LinkedHashMap<>();
    staying.forEach(each -> hosts.put(each.id(), each.text(Field.ADDRESS)));
    return addresses.give(staying, hosts, budget);
  }

  /** All or nothing, as the list of devices takes several: what is refused has to go alone. */
  @Override
  public Optional<List<CmdbRecord>> createAll(
      List<Map<Field, String>> all, List<Note> whys, Budget budget) {
    Answer answer =
        references.mended(budget, () -> api.post(DEVICES, firstBodies(all, whys, budget), budget));
    if (Refusals.isRefusal(answer)) return Optional.empty();
    Iterator<JsonNode> devices = api.failures("add", DEVICES).all(answer, all.size()).iterator();
    List<CmdbRecord> made =
        all.stream().map(values -> made(devices.next(), values)).collect(Collectors.toList());
    return Optional.of(completed(made, budget));
  }

  private JsonNode firstBodies(List<Map<Field, String>> all, List<Note> whys, Budget budget) {
    List<ObjectNode> bodies = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) bodies.add(firstBody(all.get(i), whys.get(i), budget));
    return NetBoxApi.list(bodies);
  }

  @Override
  public Optional<CmdbRecord> update(
      CmdbRecord before, Map<Field, String> changes, Note why, Budget budget) {
    Answer answer = references.mended(budget, () -> patch(before, changes, why, budget));
    if (Refusals.isOutdated(answer)) return Optional.empty();
    api.failures("change", DEVICES).done(answer, "id");
    CmdbRecord now = before.with(changes);
    boolean given = changes.containsKey(Field.SERIAL);
    if (given && !rivals.outlasts(now, before, budget)) return Optional.empty();
    Map<String, String> host = Map.of(now.id(), changes.getOrDefault(Field.ADDRESS, ""));
    return addresses.give(List.of(now), host, budget).stream().findFirst();
  }

  @Override
  public boolean hasNote(CmdbRecord record, Note note, Budget budget) {
    return history.has(record.id(), note, budget);
  }

  @Override
  public void note(CmdbRecord record, Note note, Budget budget) {
    history.add(record.id(), note, budget);
  }

  @Override
  public void noteAll(Map<CmdbRecord, Note> notes, Budget budget) {
    Map<String, Note> byDevice = new LinkedHashMap<>();
    notes.forEach((record, note) -> byDevice.put(record.id(), note));
    history.addAll(byDevice, budget);
  }

  @Override
  public Optional<ManyRecords> many() {
    return Optional.of(this);
  }

  @Override
  public void close() {
    api.close();
  }
}
