package io.cvpfunctions.devicemove.netbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.cvpfunctions.devicemove.AtOnce;
import io.cvpfunctions.devicemove.CmdbRecord;
import io.cvpfunctions.devicemove.Note;
import io.cvpfunctions.remote.Budget;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The notes of a device. */
final class NautobotNotes implements History {
  private static final String NOTES = "extras/notes";

  private final NetBoxApi api;

  NautobotNotes(NetBoxApi api) {
    this.api = api;
  }

  @Override
  public boolean has(String device, Note note, Budget budget) {
    return !notes(device, note, budget).isEmpty();
  }

  @Override
  public void add(String device, Note note, Budget budget) {
    JsonNode body = JsonNodeFactory.instance.objectNode().put("note", note.markdown());
    String ours = id(api.create(path(device), body, budget));
    String first =
        notes(device, note, budget).stream()
            .min(Comparator.comparing(NautobotNotes::created).thenComparing(NautobotNotes::id))
            .map(NautobotNotes::id)
            .orElse(ours);
    if (!first.equals(ours)) api.delete(NOTES, ours, budget);
  }

  /** Each device has a list of its own. */
  @Override
  public void addAll(Map<String, Note> byDevice, Budget budget) {
    AtOnce.forEach(
        List.copyOf(byDevice.entrySet()),
        api.name(),
        each -> add(each.getKey(), each.getValue(), budget));
  }

  @Override
  public List<CmdbRecord> unprovisioned(List<CmdbRecord> records, Budget budget) {
    List<Boolean> tells = AtOnce.each(records, api.name(), record -> tells(record, budget));
    List<CmdbRecord> unprovisioned = new ArrayList<>();
    for (int i = 0; i < tells.size(); i++) {
      if (tells.get(i)) unprovisioned.add(records.get(i));
    }
    return unprovisioned;
  }

  private boolean tells(CmdbRecord record, Budget budget) {
    return !api.all(
            path(record.id()),
            each -> Note.tellsUnprovisioned(each.path("note").asText(), record),
            budget)
        .isEmpty();
  }

  private List<JsonNode> notes(String device, Note note, Budget budget) {
    return api.all(path(device), each -> note.isIn(each.path("note").asText()), budget);
  }

  private static String path(String device) {
    return "dcim/devices/" + device + "/notes";
  }

  private static String id(JsonNode note) {
    return note.path("id").asText();
  }

  private static String created(JsonNode note) {
    return note.path("created").asText();
  }
}
