package io.cvpfunctions.devicemove.servicenow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.devicemove.rest.RestClient;
import io.cvpfunctions.remote.Answer;
import io.cvpfunctions.remote.Budget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import okhttp3.HttpUrl;

/** Reads and writes rows of tables, and sends items to IRE. Thread-safe. */
final class ServiceNowApi implements AutoCloseable {
  private static final int PAGE = 1000;

  private final RestClient rest;
  private final String source;

  /** The source is one of ServiceNow's choices of {@code discovery_source}. */
  ServiceNowApi(RestClient rest, String source) {
    this.rest = rest;
    this.source = source;
  }

  String name() {
    return rest.name();
  }

  /** The form of a row, for people. */
  String page(String table, String id) {
    String form = table + ".do?sys_id=" + id;
    return rest.url("nav_to.do", "uri", form).toString();
  }

  /** Rows that fit; a part of the query that ServiceNow does not understand it drops. */
  List<JsonNode> rows(
      String table, TableQuery query, String fields, Predicate<JsonNode> fits, Budget budget) {
    List<JsonNode> rows = new ArrayList<>();
    for (int from = 0; ; from += PAGE) {
      Answer answer = rest.get(list(table, query, fields, from, PAGE), budget);
      if (isEmpty(answer)) return rows;
      JsonNode result = failures("read", table).done(answer);
      for (JsonNode row : result) if (fits.test(row)) rows.add(row);
      if (from + PAGE >= total(answer, from + result.size())) return rows;
    }
  }

  /** Any row, where there is one that may be read. */
  Optional<JsonNode> first(String table, String fields, Budget budget) {
    TableQuery any = TableQuery.where("sys_id", "ISNOTEMPTY", "");
    Answer answer = rest.get(list(table, any, fields, 0, 1), budget);
    if (isEmpty(answer)) return Optional.empty();
    return Optional.ofNullable(failures("read", table).done(answer).get(0));
  }

  private HttpUrl list(String table, TableQuery query, String fields, int from, int limit) {
    return rest.url(
        "api/now/table/" + table,
        "sysparm_query",
        query + "^ORDERBYsys_id",
        "sysparm_fields",
        fields,
        "sysparm_display_value",
        "all",
        "sysparm_exclude_reference_link",
        "true",
        "sysparm_limit",
        Integer.toString(limit),
        "sysparm_offset",
        Integer.toString(from));
  }

  /** A page may be short, since the limit is applied before the access rules. */
  private static int total(Answer answer, int otherwise) {
    String total = answer.header("X-Total-Count").orElse("");
    return total.matches("\\d{1,9}") ? Integer.parseInt(total) : otherwise;
  }

  /** The first version of the API says so of an empty list. */
  private static boolean isEmpty(Answer answer) {
    return answer.status() == 404 && answer.text().contains("No Record found");
  }

  JsonNode create(String table, JsonNode row, Budget budget) {
    HttpUrl url = rest.url("api/now/table/" + table);
    return failures("create", table).done(rest.send("POST", url, row, budget));
  }

  void change(String table, String id, JsonNode row, Budget budget) {
    HttpUrl url = rest.url("api/now/table/" + table + "/" + id);
    failures("write", table).done(rest.send("PATCH", url, row, budget));
  }

  /** What would be one item's fate; nothing is written. */
  JsonNode wouldIdentify(String table, ObjectNode payload, Budget budget) {
    JsonNode item = item("identifyreconcile/query", table, payload, budget);
    failures("write", table).faultless(item);
    return item;
  }

  /** One item's fate; what went wrong with it stands inside a good answer. */
  JsonNode identify(String table, ObjectNode payload, Budget budget) {
    return failures("write", table).accepted(item("identifyreconcile", table, payload, budget));
  }

  private JsonNode item(String path, String table, ObjectNode payload, Budget budget) {
    HttpUrl url = rest.url("api/now/" + path, "sysparm_data_source", source);
    JsonNode result = failures("write", table).done(rest.send("POST", url, payload, budget));
    return result.path("items").path(0);
  }

  private ServiceNowFailures failures(String operation, String table) {
    return new ServiceNowFailures(rest.name(), operation, table);
  }

  @Override
  public void close() {
    rest.close();
  }
}
