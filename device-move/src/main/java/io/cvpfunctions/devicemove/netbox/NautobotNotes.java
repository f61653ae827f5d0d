package io.cvpfunctions.devicemove.netbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.cvpfunctions.devicemove.Note;
import io.cvpfunctions.remote.Budget;
import java.util.Comparator;
import java.util.List;

/** The notes of a device. */
final class NautobotNotes {
  private static final String NOTES = "extras/notes";

  private final NetBoxApi api;

  NautobotNotes(NetBoxApi api) {
    this.api = api;
  }

  boolean has(String device, Note note, Budget budget) {
    return !notes(device, note, budget).isEmpty();
  }

  /** Nothing keeps two of us from adding the same at once: the later one takes its own back. */
  void add(String device, Note note, Budget budget) {
    JsonNode body = JsonNodeFactory.instance.objectNode().put("note", note.markdown());
    String ours = id(api.create(path(device), body, budget));
    String first =
        notes(device, note, budget).stream()
            .min(Comparator.comparing(NautobotNotes::created).thenComparing(NautobotNotes::id))
            .map(NautobotNotes::id)
            .orElse(ours);
    if (!first.equals(ours)) api.delete(NOTES, ours, budget);
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
