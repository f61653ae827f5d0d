package io.cvpfunctions.devicemove.netbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.cvpfunctions.devicemove.rest.RestClient;
import io.cvpfunctions.remote.Answer;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import java.util.ArrayList;
import java.util.List;
import okhttp3.HttpUrl;

/** What answers of NetBox and its kin mean for asking again, and for the operator. */
final class NetBoxFailures {
  private static final String NO_PERMISSION = "You do not have permission";

  private final RestClient rest;
  private final String permission;
  private final HttpUrl url;

  NetBoxFailures(RestClient rest, String permission, HttpUrl url) {
    this.rest = rest;
    this.permission = permission;
    this.url = url;
  }

  /** The answer's JSON, which has to have that field; or why there is none. */
  JsonNode done(Answer answer, String field) {
    if (!answer.ok()) throw explain(answer);
    JsonNode json = answer.json().orElse(null);
    if (json != null && json.has(field)) return json;
    throw notItsJson(answer);
  }

  /** The answer to several at once, in their order, each with its id; or why it is another. */
  List<JsonNode> all(Answer answer, int count) {
    if (!answer.ok()) throw explain(answer);
    JsonNode json = answer.json().orElse(null);
    List<JsonNode> all = new ArrayList<>();
    if (json != null && json.isArray()) json.forEach(all::add);
    if (all.size() == count && all.stream().allMatch(each -> each.has("id"))) return all;
    throw notItsJson(answer);
  }

  /** What to do where the permission is known to be missing. */
  String lacking() {
    return rest.name() + ": " + grant();
  }

  /** Where what was to be made is there by now. */
  CallFailedException quicker() {
    return of(Kind.REJECTED, "somebody else made " + object() + " at the same time: repeat it");
  }

  private CallFailedException notItsJson(Answer answer) {
    return of(
        Kind.BROKEN,
        "what "
            + url.host()
            + " answers is not its JSON: see that cmdb_url is its address and"
            + " that no login page is before it ("
            + answer.excerpt()
            + ")");
  }

  /** Whether somebody else changed what was read. */
  static boolean isOutdated(Answer answer) {
    return answer.status() == 412;
  }

  /** Whether somebody else was quicker: with the same name, or with a change. */
  static boolean lostRace(Answer answer) {
    if (isOutdated(answer)) return true;
    String said = answer.text();
    if (answer.status() == 500) return said.contains("IntegrityError");
    return answer.status() == 400
        && said.matches("(?is).*(must be unique|unique set|already exists).*");
  }

  /** Whether it is what was sent that is at fault, or somebody who was quicker. */
  static boolean isRefusal(Answer answer) {
    return answer.status() == 400 || answer.status() == 409 || lostRace(answer);
  }

  /** Whether a custom field that we write is not there. */
  static boolean lacksCustomField(Answer answer) {
    return answer.status() == 400 && answer.text().contains("Unknown field name");
  }

  /** Whether what we thought that an id stands for is gone. */
  static boolean lacksRelated(Answer answer) {
    return answer.status() == 400 && answer.text().contains("Related object not found");
  }

  CallFailedException explain(Answer answer) {
    int status = answer.status();
    if (status >= 300 && status < 400) return of(Kind.OPERATOR, redirect(answer));
    switch (status) {
      case 400:
        return of(Kind.REJECTED, "it refuses " + object() + ": " + fieldErrors(answer));
      case 401:
      case 403:
        return of(Kind.OPERATOR, forbidden(answer));
      case 404:
        return of(Kind.OPERATOR, "there is no " + object() + ": correct cmdb_url, or " + grant());
      case 405:
        return of(
            Kind.OPERATOR,
            "it does not let anybody "
                + permission
                + " "
                + object()
                + ": see that cmdb_url is its address");
      case 409:
        return of(Kind.REJECTED, "it refuses: " + detail(answer));
      case 429:
        return CallFailedException.later(
            rest.name(), "a proxy before it asks for a pause", answer.retryAfter().orElse(null));
      case 502:
      case 503:
      case 504:
        return rest.away(answer);
      default:
        return of(
            Kind.BROKEN,
            "it answers "
                + status
                + ": "
                + detail(answer)
                + "; its log has more"
                + answer.header("X-Request-ID").map(id -> " (request " + id + ")").orElse(""));
    }
  }

  private String redirect(Answer answer) {
    String where =
        answer
            .header("Location")
            .map(HttpUrl::parse)
            .map(to -> to.scheme() + "://" + to.host())
            .orElse("elsewhere");
    return "it redirects to " + where + ": set cmdb_url to where it is, with https";
  }

  private String forbidden(Answer answer) {
    String said = detail(answer);
    if (said.startsWith(NO_PERMISSION)) return said + " " + sentence(grant());
    return said + ": correct the secret cmdb-token";
  }

  private static String sentence(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  private String grant() {
    boolean writes = !permission.equals("view");
    return "grant the token's user the permission "
        + permission
        + " on "
        + object()
        + (writes ? ", and see that the token may write" : "");
  }

  /** As NetBox's own form of permissions has it: {@code dcim.site}. */
  private String object() {
    List<String> path = url.pathSegments();
    int api = path.lastIndexOf("api");
    String model =
        path.get(api + 2)
            .replaceFirst("(sse|ie|)s$", "$1")
            .replaceFirst("sse$", "ss")
            .replaceFirst("ie$", "y");
    return path.get(api + 1) + "." + model.replace("-", "");
  }

  private static String detail(Answer answer) {
    JsonNode json = answer.json().orElse(null);
    if (json == null) return answer.excerpt();
    if (json.has("detail")) return json.path("detail").asText();
    return json.has("exception") ? json.path("exception").asText() : answer.excerpt();
  }

  /**
   * Every field with its reasons, as {@code site: This field is required.}; of several objects,
   * those of the ones that have any.
   */
  private static String fieldErrors(Answer answer) {
    JsonNode json = answer.json().orElse(null);
    if (json == null || !json.isContainerNode()) return answer.excerpt();
    List<String> all = new ArrayList<>();
    List<JsonNode> objects = new ArrayList<>();
    if (json.isArray()) json.forEach(objects::add);
    else objects.add(json);
    for (JsonNode each : objects) {
      each.properties().forEach(f -> all.add(f.getKey() + ": " + texts(f.getValue())));
    }
    return all.isEmpty() ? answer.excerpt() : String.join("; ", all);
  }

  private static String texts(JsonNode node) {
    if (!node.isArray()) return node.isValueNode() ? node.asText() : node.toString();
    List<String> texts = new ArrayList<>();
    node.forEach(each -> texts.add(each.isValueNode() ? each.asText() : each.toString()));
    return String.join(" ", texts);
  }

  private CallFailedException of(Kind kind, String detail) {
    return CallFailedException.of(rest.name(), kind, detail);
  }
}
