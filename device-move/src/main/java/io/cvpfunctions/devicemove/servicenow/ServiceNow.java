package io.cvpfunctions.devicemove.servicenow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.devicemove.Action;
import io.cvpfunctions.devicemove.Cmdb;
import io.cvpfunctions.devicemove.CmdbPolicy;
import io.cvpfunctions.devicemove.CmdbRecord;
import io.cvpfunctions.devicemove.Field;
import io.cvpfunctions.devicemove.Note;
import io.cvpfunctions.devicemove.RecordKeeper;
import io.cvpfunctions.devicemove.RecordStore;
import io.cvpfunctions.devicemove.SerialTurns;
import io.cvpfunctions.devicemove.Terms;
import io.cvpfunctions.devicemove.rest.RestClient;
import io.cvpfunctions.devicemove.rest.RestSettings;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import io.cvpfunctions.remote.HttpRemote;
import io.cvpfunctions.remote.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Keeps devices as configuration items of ServiceNow. */
public final class ServiceNow implements RecordStore {
  static final String NAME = "ServiceNow";

  /** 1 is installed, 100 is absent. */
  private static final Terms TERMS = Terms.of(NAME, Columns.fields(), "1", "100");

  private static final String JOURNAL = "sys_journal_field";
  private static final String TRIAL = "device-move-check";
  private static final Set<Kind> OF_THE_SETUP = Set.of(Kind.OPERATOR, Kind.REJECTED);
  private static final int LONGEST = 255;
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  private final ServiceNowApi api;
  private final ServiceNowReferences references;
  private final String table;

  ServiceNow(RestClient rest, boolean createsMissing, String table, String source) {
    this.api = new ServiceNowApi(rest, source);
    this.references = new ServiceNowReferences(api, createsMissing);
    this.table = table;
  }

  /** Reads {@code cmdb_url}, {@code cmdb_class}, {@code cmdb_discovery_source}, the secrets. */
  public static Supplier<Cmdb> from(Settings settings, CmdbPolicy policy) {
    RestSettings rest = RestSettings.from(settings, "https://example.service-now.com");
    String table = settings.text("cmdb_class", "cmdb_ci_ip_switch");
    if (!table.matches("\\w{1,80}")) settings.problem("cmdb_class=" + table + " is no table");
    String source = settings.text("cmdb_discovery_source", "Other Automated");
    Login login = Login.from(settings);
    return () -> {
      HttpRemote http = rest.remote(NAME);
      RestClient client = new RestClient(http, rest.url(), login.identity(http, rest.url()));
      RecordStore store = new ServiceNow(client, policy.createsMissing(), table, source);
      return new RecordKeeper(store, policy, new SerialTurns());
    };
  }

  @Override
  public Terms terms() {
    return TERMS;
  }

  @Override
  public List<CmdbRecord> withSerials(List<String> serials, Budget budget) {
    return items(
        TableQuery.whereIn("serial_number", serials),
        record -> serials.stream().anyMatch(record.text(Field.SERIAL)::equalsIgnoreCase),
        budget);
  }

  @Override
  public List<CmdbRecord> withNames(List<String> names, Budget budget) {
    return items(
        TableQuery.whereIn("name", names),
        record -> names.stream().anyMatch(record.text(Field.NAME)::equalsIgnoreCase),
        budget);
  }

  private List<CmdbRecord> items(TableQuery query, Predicate<CmdbRecord> fits, Budget budget) {
    return api.rows(table, query, Columns.all(), row -> true, budget).stream()
        .map(this::read)
        .filter(fits)
        .collect(Collectors.toList());
  }

  private CmdbRecord read(JsonNode row) {
    String id = row.at("/sys_id/value").asText();
    return CmdbRecord.of(id, Columns.read(NAME, table, row)).at(api.page(table, id));
  }

  /** IRE finds out by itself whether the item is there: then somebody was quicker. */
  @Override
  public Optional<CmdbRecord> create(Map<Field, String> values, Note why, Budget budget) {
    ObjectNode columns = columns(values, budget).put(Columns.LAST_EVENT, key(why));
    columns.put("manufacturer", references.manufacturer(budget));
    JsonNode item = api.identify(table, payload(values.get(Field.SERIAL), columns), budget);
    if (!item.path("operation").asText().equals("INSERT")) return Optional.empty();
    String id = item.path("sysId").asText();
    return Optional.of(CmdbRecord.of(id, values).at(api.page(table, id)).asOf(key(why)));
  }

  /** IRE tells items apart by their serial numbers, and so is of no use where that changes. */
  @Override
  public Optional<CmdbRecord> update(
      CmdbRecord before, Map<Field, String> changes, Note why, Budget budget) {
    ObjectNode columns = columns(changes, budget);
    CmdbRecord now = before.with(changes);
    if (changes.containsKey(Field.SERIAL)) {
      api.change(table, before.id(), columns, budget);
      return Optional.of(now);
    }
    return Optional.of(isFirst(before, columns, why, budget) ? now.asOf(key(why)) : now);
  }

  /**
   * Writes columns together with the event's id, and says whether nobody has written just that
   * before: IRE tells an update from none.
   */
  private boolean isFirst(CmdbRecord record, ObjectNode columns, Note why, Budget budget) {
    columns.put("serial_number", record.text(Field.SERIAL)).put(Columns.LAST_EVENT, key(why));
    if (!columns.has("name")) columns.put("name", record.text(Field.NAME));
    JsonNode item = api.identify(table, payload(record.text(Field.SERIAL), columns), budget);
    return !item.path("operation").asText().equals("NO_CHANGE");
  }

  /** What the column holds of a note's key: its end, which differs most. */
  private static String key(Note note) {
    String key = note.key();
    return key.substring(Math.max(0, key.length() - LONGEST));
  }

  private ObjectNode columns(Map<Field, String> values, Budget budget) {
    ObjectNode columns = JsonNodeFactory.instance.objectNode();
    values.forEach((field, value) -> columns.put(Columns.of(field), cell(field, value, budget)));
    return columns;
  }

  private String cell(Field field, String value, Budget budget) {
    if (field == Field.SITE) return references.location(value, budget);
    return field == Field.MODEL ? references.model(value, budget) : value;
  }

  private ObjectNode payload(String serial, ObjectNode columns) {
    ObjectNode payload = JsonNodeFactory.instance.objectNode();
    ObjectNode item = payload.putArray("items").addObject();
    item.put("className", table).put("internal_id", "1").set("values", columns);
    ObjectNode lookup = item.putArray("lookup").addObject().put("className", "cmdb_serial_number");
    lookup
        .putObject("values")
        .put("serial_number", serial)
        .put("serial_number_type", "system")
        .put("valid", "true");
    item.putObject("sys_object_source_info")
        .put("source_name", "CloudVision")
        .put("source_native_key", serial);
    payload.putArray("relations");
    return payload;
  }

  @Override
  public boolean hasNote(CmdbRecord record, Note note, Budget budget) {
    TableQuery query =
        TableQuery.where("element_id", "=", record.id())
            .and("element", "=", "work_notes")
            .and("value", "LIKE", note.eventId());
    return !api.rows(
            JOURNAL,
            query,
            "element_id,value",
            row ->
                row.at("/element_id/value").asText().equals(record.id())
                    && note.isIn(row.at("/value/value").asText()),
            budget)
        .isEmpty();
  }

  /** A work note cannot be taken back: it is written by whoever wrote the event's id first. */
  @Override
  public void note(CmdbRecord record, Note note, Budget budget) {
    if (!isOurs(record, note, budget) && isNotedSoon(record, note, budget)) return;
    ObjectNode row = JsonNodeFactory.instance.objectNode().put("work_notes", note.text());
    api.change(table, record.id(), row, budget);
  }

  /** Of a proposal nothing but the note is written; what has no serial number IRE cannot find. */
  private boolean isOurs(CmdbRecord record, Note note, Budget budget) {
    if (record.version().equals(Optional.of(key(note)))) return true;
    if (note.action() == Action.PROPOSED || record.get(Field.SERIAL).isEmpty()) return true;
    return isFirst(record, JsonNodeFactory.instance.objectNode(), note, budget);
  }

  /** Whoever was first may have stopped before the note. */
  private boolean isNotedSoon(CmdbRecord record, Note note, Budget budget) {
    Budget patience = Budget.of(budget.atMost(PATIENCE));
    while (!hasNote(record, note, budget)) {
      if (patience.spent()) return false;
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
    return true;
  }

  @Override
  public List<CmdbRecord> placed(Budget budget) {
    TableQuery query = TableQuery.where(Columns.of(Field.CONTAINER), "ISNOTEMPTY", "");
    return items(query, record -> record.get(Field.CONTAINER).isPresent(), budget);
  }

  /** Which columns there are shows only a row; what may be written, only a dry run of it. */
  @Override
  public List<String> check(CmdbPolicy policy, Budget budget) {
    List<String> wrong = new ArrayList<>();
    for (String each : List.of("cmn_location", "core_company", "cmdb_model", JOURNAL)) {
      check(() -> api.first(each, "sys_id", budget), wrong);
    }
    check(() -> api.first(table, Columns.all(), budget).ifPresent(this::read), wrong);
    if (!policy.proposes()) check(() -> api.tryOut(table, payload(TRIAL, trial()), budget), wrong);
    return wrong;
  }

  private static ObjectNode trial() {
    ObjectNode columns = JsonNodeFactory.instance.objectNode();
    return columns.put("name", TRIAL).put("serial_number", TRIAL);
  }

  private static void check(Runnable reading, List<String> wrong) {
    try {
      reading.run();
    } catch (CallFailedException failure) {
      if (!OF_THE_SETUP.contains(failure.kind())) throw failure;
      if (!wrong.contains(failure.getMessage())) wrong.add(failure.getMessage());
    }
  }

  @Override
  public void close() {
    api.close();
  }
}
