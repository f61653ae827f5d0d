package io.cvpfunctions.devicemove.netbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.devicemove.rest.RestClient;
import io.cvpfunctions.remote.Answer;
import io.cvpfunctions.remote.Budget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import okhttp3.HttpUrl;

/** Lists, makes and changes objects of NetBox, or of its kin. Thread-safe. */
final class NetBoxApi implements AutoCloseable {
  private static final String LARGEST_PAGE = "1000";

  private final RestClient rest;
  private volatile String version = "";

  NetBoxApi(RestClient rest) {
    this.rest = rest;
  }

  String name() {
    return rest.name();
  }

  /** Whether the server that answered last is of that release or a later one, such as 4.6. */
  boolean isFrom(int major, int minor) {
    String[] parts = version.split("\\.", -1);
    if (parts.length < 2 || !version.matches("\\d{1,4}\\.\\d{1,4}.*")) return false;
    int theirs = Integer.parseInt(parts[0]);
    int minors = Integer.parseInt(parts[1].replaceAll("\\D.*", ""));
    return theirs > major || (theirs == major && minors >= minor);
  }

  /** The page of an object, for people. */
  String page(String path, String id) {
    return rest.url(path + "/" + id + "/").toString();
  }

  /** Objects of the first page that fit; NetBox ignores what it does not know in a query. */
  List<JsonNode> some(String path, Predicate<JsonNode> fits, Budget budget, String... query) {
    return those(page(url(path, query), budget), fits);
  }

  /** All objects that fit, from as many pages as there are. */
  List<JsonNode> all(String path, Predicate<JsonNode> fits, Budget budget, String... query) {
    HttpUrl first = url(path, query);
    HttpUrl next = first.newBuilder().addQueryParameter("limit", LARGEST_PAGE).build();
    List<JsonNode> all = new ArrayList<>();
    while (next != null) {
      JsonNode page = page(next, budget);
      all.addAll(those(page, fits));
      next = next(first, page.path("next").asText(""));
    }
    return all;
  }

  /** A proxy may have told NetBox another name than ours for it: only the query is followed. */
  private static HttpUrl next(HttpUrl ours, String theirs) {
    HttpUrl next = HttpUrl.parse(theirs);
    return next == null ? null : ours.newBuilder().encodedQuery(next.encodedQuery()).build();
  }

  private static List<JsonNode> those(JsonNode page, Predicate<JsonNode> fits) {
    List<JsonNode> those = new ArrayList<>();
    for (JsonNode each : page.path("results")) if (fits.test(each)) those.add(each);
    return those;
  }

  private JsonNode page(HttpUrl url, Budget budget) {
    return failures("view", url).done(noted(rest.get(url, budget)), "results");
  }

  /** What may be done with a list, whatever the status. */
  Answer options(String path, Budget budget) {
    return noted(rest.options(url(path), budget));
  }

  /** One object with its answer's headers. */
  Answer get(String path, String id, Budget budget) {
    HttpUrl url = url(path + "/" + id);
    Answer answer = noted(rest.get(url, budget));
    failures("view", url).done(answer, "id");
    return answer;
  }

  /** One object; empty where it is not there any more. */
  Optional<JsonNode> find(String path, String id, Budget budget, String... query) {
    HttpUrl url = url(path + "/" + id, query);
    Answer answer = noted(rest.get(url, budget));
    if (answer.status() == 404) return Optional.empty();
    return Optional.of(failures("view", url).done(answer, "id"));
  }

  /** Whatever the status. */
  Answer post(String path, JsonNode body, Budget budget) {
    return noted(rest.send("POST", url(path), body, budget));
  }

  /** Makes an object, or says why that is not to be. */
  JsonNode create(String path, JsonNode body, Budget budget) {
    return failures("add", url(path)).done(post(path, body, budget), "id");
  }

  /** Several bodies as one. */
  static ArrayNode list(List<ObjectNode> bodies) {
    return JsonNodeFactory.instance.arrayNode().addAll(bodies);
  }

  /** Makes several objects, all or none; none of nothing. */
  List<JsonNode> createAll(String path, List<ObjectNode> bodies, Budget budget) {
    if (bodies.isEmpty()) return List.of();
    Answer answer = post(path, list(bodies), budget);
    if (Refusals.lostRace(answer)) throw failures("add", path).quicker();
    return failures("add", path).all(answer, bodies.size());
  }

  /** Changes several objects, each by its {@code id}, all or none. */
  void changeAll(String path, List<ObjectNode> bodies, Budget budget) {
    if (bodies.isEmpty()) return;
    Answer answer = noted(rest.send("PATCH", url(path), list(bodies), budget));
    failures("change", url(path)).all(answer, bodies.size());
  }

  /** Whatever the status. */
  Answer patch(String path, String id, JsonNode body, Budget budget, String... headers) {
    return noted(rest.send("PATCH", url(path + "/" + id), body, budget, headers));
  }

  /** Whether or not we may. */
  Answer delete(String path, String id, Budget budget) {
    return noted(rest.send("DELETE", url(path + "/" + id), null, budget));
  }

  /** What answers to such a request mean. */
  NetBoxFailures failures(String permission, HttpUrl url) {
    return new NetBoxFailures(rest, permission, url);
  }

  NetBoxFailures failures(String permission, String path) {
    return failures(permission, url(path));
  }

  private Answer noted(Answer answer) {
    answer.header("API-Version").ifPresent(theirs -> version = theirs);
    return answer;
  }

  /** The slash at the end is required: without it a body is lost on the way (facts: B2). */
  private HttpUrl url(String path, String... query) {
    return rest.url("api/" + path + "/", query);
  }

  @Override
  public void close() {
    rest.close();
  }
}
