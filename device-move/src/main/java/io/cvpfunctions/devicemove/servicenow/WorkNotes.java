package io.cvpfunctions.devicemove.servicenow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.devicemove.CmdbRecord;
import io.cvpfunctions.devicemove.Field;
import io.cvpfunctions.devicemove.Note;
import io.cvpfunctions.remote.Budget;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * The work notes of configuration items. None can be taken back, so that one is written by whoever
 * wrote the event's id first.
 */
final class WorkNotes {
  static final String JOURNAL = "sys_journal_field";

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  private final ServiceNowApi api;
  private final Items items;
  private final String table;

  WorkNotes(ServiceNowApi api, Items items, String table) {
    this.api = api;
    this.items = items;
    this.table = table;
  }

  boolean has(CmdbRecord record, Note note, Budget budget) {
    TableQuery query =
        TableQuery.where("element_id", "=", record.id())
            .and("element", "=", "work_notes")
            .and("value", "LIKE", note.eventId());
    return !api.rows(JOURNAL, query, "element_id,value", row -> is(row, record, note), budget)
        .isEmpty();
  }

  private static boolean is(JsonNode row, CmdbRecord record, Note note) {
    return isOf(row, record) && note.isIn(row.at("/value/value").asText());
  }

  List<CmdbRecord> unprovisioned(List<CmdbRecord> records, Budget budget) {
    List<String> ids = records.stream().map(CmdbRecord::id).collect(Collectors.toList());
    TableQuery query =
        TableQuery.whereIn("element_id", ids)
            .and("element", "=", "work_notes")
            .and("value", "LIKE", Note.UNPROVISIONED);
    List<JsonNode> told = api.rows(JOURNAL, query, "element_id,value", row -> true, budget);
    return records.stream()
        .filter(record -> told.stream().anyMatch(row -> tells(row, record)))
        .collect(Collectors.toList());
  }

  private static boolean tells(JsonNode row, CmdbRecord record) {
    return isOf(row, record) && Note.tellsUnprovisioned(row.at("/value/value").asText(), record);
  }

  private static boolean isOf(JsonNode row, CmdbRecord record) {
    return row.at("/element_id/value").asText().equals(record.id());
  }

  void add(CmdbRecord record, Note note, Budget budget) {
    if (!isOurs(record, note, budget) && isThereSoon(record, note, budget)) return;
    ObjectNode row = JsonNodeFactory.instance.objectNode().put("work_notes", note.text());
    api.change(table, record.id(), row, budget);
  }

  /** What has no serial number IRE cannot find. */
  private boolean isOurs(CmdbRecord record, Note note, Budget budget) {
    if (record.version().equals(Optional.of(Items.key(note)))) return true;
    if (record.get(Field.SERIAL).isEmpty()) return true;
    return items.isFirst(record, JsonNodeFactory.instance.objectNode(), note, budget);
  }

  /** Whoever was first may have stopped before the note. */
  private boolean isThereSoon(CmdbRecord record, Note note, Budget budget) {
    Budget patience = Budget.of(budget.atMost(PATIENCE));
    while (!has(record, note, budget)) {
      if (patience.spent()) return false;
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
    return true;
  }
}
