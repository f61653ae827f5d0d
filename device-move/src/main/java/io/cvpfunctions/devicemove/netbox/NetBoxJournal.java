package io.cvpfunctions.devicemove.netbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.devicemove.Note;
import io.cvpfunctions.remote.Budget;
import java.util.List;

/** The journal of a device. */
final class NetBoxJournal {
  private static final String ENTRIES = "extras/journal-entries";
  private static final String DEVICE = "dcim.device";

  private final NetBoxApi api;

  NetBoxJournal(NetBoxApi api) {
    this.api = api;
  }

  boolean has(String device, Note note, Budget budget) {
    return !entries(device, note, budget).isEmpty();
  }

  /** Nothing keeps two of us from adding the same at once: the later one takes its own back. */
  void add(String device, Note note, Budget budget) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("assigned_object_type", DEVICE).put("assigned_object_id", Long.parseLong(device));
    body.put("kind", "info").put("comments", note.markdown());
    long ours = api.create(ENTRIES, body, budget).path("id").asLong();
    boolean later =
        entries(device, note, budget).stream().anyMatch(each -> each.path("id").asLong() < ours);
    if (later) api.delete(ENTRIES, Long.toString(ours), budget);
  }

  private List<JsonNode> entries(String device, Note note, Budget budget) {
    return api.all(
        ENTRIES,
        each -> isOf(each, device) && note.isIn(each.path("comments").asText()),
        budget,
        "assigned_object_type",
        DEVICE,
        "assigned_object_id",
        device,
        "q",
        note.eventId());
  }

  private static boolean isOf(JsonNode entry, String device) {
    return entry.path("assigned_object_type").asText().equals(DEVICE)
        && entry.path("assigned_object_id").asText().equals(device);
  }
}
