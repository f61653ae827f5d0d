package io.cvpfunctions.devicemove.netbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.devicemove.CmdbRecord;
import io.cvpfunctions.devicemove.Note;
import io.cvpfunctions.remote.Budget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The journal of a device. */
final class NetBoxJournal implements History {
  private static final String ENTRIES = "extras/journal-entries";
  private static final String DEVICE = "dcim.device";

  private final NetBoxApi api;

  NetBoxJournal(NetBoxApi api) {
    this.api = api;
  }

  @Override
  public boolean has(String device, Note note, Budget budget) {
    return !entries(device, note, budget).isEmpty();
  }

  @Override
  public void add(String device, Note note, Budget budget) {
    long ours = number(api.create(ENTRIES, body(device, note), budget));
    boolean later = entries(device, note, budget).stream().anyMatch(each -> number(each) < ours);
    if (later) api.delete(ENTRIES, Long.toString(ours), budget);
  }

  private static ObjectNode body(String device, Note note) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("assigned_object_type", DEVICE).put("assigned_object_id", NetBoxId.number(device));
    return body.put("kind", "info").put("comments", note.markdown());
  }

  @Override
  public void addAll(Map<String, Note> byDevice, Budget budget) {
    List<ObjectNode> bodies = new ArrayList<>();
    byDevice.forEach((device, note) -> bodies.add(body(device, note)));
    List<JsonNode> ours = api.createAll(ENTRIES, bodies, budget);
    if (ours.isEmpty()) return;
    List<JsonNode> all = entries(byDevice, budget);
    ours.stream()
        .filter(each -> all.stream().anyMatch(other -> isEarlierOfSame(other, each, byDevice)))
        .forEach(each -> api.delete(ENTRIES, each.path("id").asText(), budget));
  }

  private static boolean isEarlierOfSame(
      JsonNode other, JsonNode ours, Map<String, Note> byDevice) {
    Note note = byDevice.get(device(ours));
    return number(other) < number(ours)
        && isOf(other, device(ours))
        && note.isIn(other.path("comments").asText());
  }

  private List<JsonNode> entries(String device, Note note, Budget budget) {
    return api.all(
        ENTRIES,
        each -> isOf(each, device) && note.isIn(each.path("comments").asText()),
        budget,
        Addresses.query(
            "assigned_object_id",
            List.of(device),
            "assigned_object_type",
            DEVICE,
            "q",
            note.eventId()));
  }

  private List<JsonNode> entries(Map<String, Note> byDevice, Budget budget) {
    return api.all(
        ENTRIES,
        each -> true,
        budget,
        Addresses.query("assigned_object_id", byDevice.keySet(), "assigned_object_type", DEVICE));
  }

  @Override
  public List<CmdbRecord> unprovisioned(List<CmdbRecord> records, Budget budget) {
    List<String> devices = records.stream().map(CmdbRecord::id).collect(Collectors.toList());
    List<JsonNode> told =
        api.all(
            ENTRIES,
            each -> true,
            budget,
            Addresses.query(
                "assigned_object_id",
                devices,
                "assigned_object_type",
                DEVICE,
                "q",
                Note.UNPROVISIONED));
    return records.stream()
        .filter(record -> told.stream().anyMatch(each -> tells(each, record)))
        .collect(Collectors.toList());
  }

  private static boolean tells(JsonNode entry, CmdbRecord record) {
    return isOf(entry, record.id())
        && Note.tellsUnprovisioned(entry.path("comments").asText(), record);
  }

  private static boolean isOf(JsonNode entry, String device) {
    return entry.path("assigned_object_type").asText().equals(DEVICE)
        && device(entry).equals(device);
  }

  private static String device(JsonNode entry) {
    return entry.path("assigned_object_id").asText();
  }

  private static long number(JsonNode entry) {
    return entry.path("id").asLong();
  }
}
