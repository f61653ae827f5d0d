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
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.Secret;
import io.cvpfunctions.remote.Settings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import okhttp3.Credentials;
import okhttp3.Headers;

/** Keeps devices as configuration items of ServiceNow. */
public final class ServiceNow implements RecordStore {
  static final String NAME = "ServiceNow";

  /** 1 is installed, 100 is absent. */
  private static final Terms TERMS = Terms.of(NAME, Columns.fields(), "1", "100");

  private static final String JOURNAL = "sys_journal_field";

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
    String credentials = credentials(settings);
    return () -> {
      Headers headers = Headers.of("Authorization", credentials, "Accept", "application/json");
      RestClient client = new RestClient(rest.remote(NAME), rest.url(), headers);
      RecordStore store = new ServiceNow(client, policy.createsMissing(), table, source);
      return new RecordKeeper(store, policy, new SerialTurns());
    };
  }

  /** A token where one is mounted, else a user. */
  private static String credentials(Settings settings) {
    Optional<Secret> token = settings.optionalSecret("cmdb-token");
    if (token.isPresent()) return "Bearer " + token.get().reveal();
    Secret username = settings.secret("cmdb-username");
    Secret password = settings.secret("cmdb-password");
    return Credentials.basic(username.reveal(), password.reveal(), StandardCharsets.UTF_8);
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
    ObjectNode columns = columns(values, budget);
    columns.put("manufacturer", references.manufacturer(budget));
    JsonNode item = api.identify(table, payload(values.get(Field.SERIAL), columns), budget);
    if (!item.path("operation").asText().equals("INSERT")) return Optional.empty();
    String id = item.path("sysId").asText();
    return Optional.of(CmdbRecord.of(id, values).at(api.page(table, id)));
  }

  /** IRE tells items apart by their serial numbers, and so is of no use where that changes. */
  @Override
  public Optional<CmdbRecord> update(
      CmdbRecord before, Map<Field, String> changes, Note why, Budget budget) {
    ObjectNode columns = columns(changes, budget);
    if (changes.containsKey(Field.SERIAL)) {
      api.change(table, before.id(), columns, budget);
    } else {
      columns.put("serial_number", before.text(Field.SERIAL));
      if (!columns.has("name")) columns.put("name", before.text(Field.NAME));
      api.identify(table, payload(before.text(Field.SERIAL), columns), budget);
    }
    return Optional.of(before.with(changes));
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

  /** A work note cannot be taken back: two processes that note one event at once note it twice. */
  @Override
  public void note(CmdbRecord record, Note note, Budget budget) {
    ObjectNode row = JsonNodeFactory.instance.objectNode().put("work_notes", note.text());
    api.change(table, record.id(), row, budget);
  }

  @Override
  public List<CmdbRecord> placed(Budget budget) {
    TableQuery query = TableQuery.where(Columns.of(Field.CONTAINER), "ISNOTEMPTY", "");
    return items(query, record -> record.get(Field.CONTAINER).isPresent(), budget);
  }

  /** Which columns there are shows only a row. */
  @Override
  public List<String> check(Budget budget) {
    List<String> wrong = new ArrayList<>();
    for (String each : List.of("cmn_location", "core_company", "cmdb_model", JOURNAL)) {
      check(() -> api.first(each, "sys_id", budget), wrong);
    }
    check(() -> api.first(table, Columns.all(), budget).ifPresent(this::read), wrong);
    return wrong;
  }

  private static void check(Runnable reading, List<String> wrong) {
    try {
      reading.run();
    } catch (CallFailedException failure) {
      if (failure.kind() != CallFailedException.Kind.OPERATOR) throw failure;
      if (!wrong.contains(failure.getMessage())) wrong.add(failure.getMessage());
    }
  }

  @Override
  public void close() {
    api.close();
  }
}
