package io.cvpfunctions.devicemove.servicenow;

import com.fasterxml.jackson.databind.JsonNode;
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
import io.cvpfunctions.devicemove.rest.RestClient;
import io.cvpfunctions.devicemove.rest.RestSettings;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.HttpRemote;
import io.cvpfunctions.remote.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Keeps devices as configuration items of ServiceNow. */
public final class ServiceNow implements RecordStore {
  static final String NAME = "ServiceNow";

  /** 1 is installed, 7 retired, 100 absent. */
  private static final Terms TERMS = Terms.of(NAME, Columns.fields(), "1", "100").retiring("7");

  private static final List<String> REFERENCES =
      List.of("cmn_location", "core_company", "cmdb_model", SerialNumbers.TABLE, WorkNotes.JOURNAL);

  private final ServiceNowApi api;
  private final ServiceNowReferences references;
  private final Items items;
  private final WorkNotes notes;
  private final SerialNumbers serials;
  private final String table;

  ServiceNow(RestClient rest, boolean createsMissing, String table, String source) {
    this.api = new ServiceNowApi(rest, source);
    this.references = new ServiceNowReferences(api, createsMissing);
    this.items = new Items(api, table);
    this.notes = new WorkNotes(api, items, table);
    this.serials = new SerialNumbers(api);
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
    return records(
        TableQuery.whereIn("serial_number", serials),
        record -> serials.stream().anyMatch(record.text(Field.SERIAL)::equalsIgnoreCase),
        budget);
  }

  @Override
  public List<CmdbRecord> withNames(List<String> names, Budget budget) {
    return records(
        TableQuery.whereIn("name", names),
        record -> names.stream().anyMatch(record.text(Field.NAME)::equalsIgnoreCase),
        budget);
  }

  private List<CmdbRecord> records(TableQuery query, Predicate<CmdbRecord> fits, Budget budget) {
    return api.rows(table, query, Columns.all(), row -> true, budget).stream()
        .map(this::read)
        .filter(fits)
        .collect(Collectors.toList());
  }

  private CmdbRecord read(JsonNode row) {
    String id = row.at("/sys_id/value").asText();
    String kind = row.at("/" + Columns.CLASS + "/value").asText(table);
    return CmdbRecord.of(id, Columns.read(NAME, table, row)).at(api.page(table, id)).ofKind(kind);
  }

  /** IRE finds out by itself whether the item is there: then somebody was quicker. */
  @Override
  public Optional<CmdbRecord> create(Map<Field, String> values, Note why, Budget budget) {
    ObjectNode columns = columns(values, budget);
    columns.put("manufacturer", references.manufacturer(budget));
    String serial = values.get(Field.SERIAL);
    Optional<String> taken = items.takenFor(serial, columns, budget);
    if (taken.isPresent()) return quicker(serial, taken.get(), values, budget);
    Optional<String> id = items.insert(serial, columns, why, budget);
    if (id.isEmpty() || withSerials(List.of(serial), budget).size() > 1) return Optional.empty();
    return id.map(key -> CmdbRecord.of(key, values).at(api.page(table, key)).asOf(Items.key(why)));
  }

  /** By the two columns that identify: what an item refers to may have to be made first. */
  @Override
  public void tryCreate(Map<Field, String> values, Budget budget) {
    String serial = values.get(Field.SERIAL);
    ObjectNode columns = JsonNodeFactory.instance.objectNode();
    columns.put("name", values.get(Field.NAME)).put("serial_number", serial);
    Optional<String> taken = items.takenFor(serial, columns, budget);
    if (taken.isPresent()) quicker(serial, taken.get(), values, budget);
  }

  /** Either somebody made it just now, or IRE takes the device for what it is not. */
  private Optional<CmdbRecord> quicker(
      String serial, String id, Map<Field, String> values, Budget budget) {
    boolean ours = withSerial(serial, budget).stream().anyMatch(each -> each.id().equals(id));
    if (ours) return Optional.empty();
    throw items.takenForAnother(serial, values.getOrDefault(Field.NAME, "the device"), id);
  }

  /** IRE tells items apart by their serial numbers, and so is of no use where that changes. */
  @Override
  public Optional<CmdbRecord> update(
      CmdbRecord before, Map<Field, String> changes, Note why, Budget budget) {
    ObjectNode columns = columns(changes, budget);
    CmdbRecord now = before.with(changes);
    if (changes.containsKey(Field.SERIAL)) {
      serials.replace(before, changes.get(Field.SERIAL), budget);
      api.change(table, before.id(), columns, budget);
      return Optional.of(now);
    }
    boolean first = items.isFirst(before, columns, why, budget);
    return Optional.of(first ? now.asOf(Items.key(why)) : now);
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

  @Override
  public boolean hasNote(CmdbRecord record, Note note, Budget budget) {
    return notes.has(record, note, budget);
  }

  @Override
  public void note(CmdbRecord record, Note note, Budget budget) {
    notes.add(record, note, budget);
  }

  @Override
  public List<CmdbRecord> placed(Budget budget) {
    TableQuery query = TableQuery.where(Columns.of(Field.CONTAINER), "ISNOTEMPTY", "");
    return records(query, record -> record.get(Field.CONTAINER).isPresent(), budget);
  }

  @Override
  public List<CmdbRecord> unprovisioned(List<CmdbRecord> records, Budget budget) {
    return notes.unprovisioned(records, budget);
  }

  /** Which columns there are shows only a row; what may be written, only a dry run of it. */
  @Override
  public List<String> check(CmdbPolicy policy, Budget budget) {
    SetupCheck check = new SetupCheck();
    for (String each : REFERENCES) check.tries(() -> api.first(each, "sys_id", budget));
    return check
        .tries(() -> api.first(table, Columns.all(), budget).ifPresent(this::read))
        .tries(() -> items.tryOut(budget))
        .wrong();
  }

  @Override
  public void close() {
    api.close();
  }
}
