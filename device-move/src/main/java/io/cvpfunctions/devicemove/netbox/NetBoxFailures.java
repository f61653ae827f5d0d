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

  private static final String PAUSE =
      "a proxy before it asks for a pause: raise its rate limit, or let fewer calls be made";

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

  CallFailedException explain(Answer answer) {
    int status = answer.status();
    if (status >= 300 && status < 400) return of(Kind.OPERATOR, redirect(answer));
    switch (status) {
      case 400:
        return badRequest(answer);
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
        return of(Kind.REJECTED, "it refuses: " + ErrorText.detail(answer) + " Look at it there");
      case 429:
        return CallFailedException.later(rest.name(), PAUSE, answer.retryAfter().orElse(null));
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
                + ErrorText.detail(answer)
                + "; its log has more"
                + answer.header("X-Request-ID").map(id -> " (request " + id + ")").orElse(""));
    }
  }

  /** What the settings are to blame for is not the event's fault. */
  private CallFailedException badRequest(Answer answer) {
    String said = "it refuses " + object() + ": " + ErrorText.fields(answer);
    if (said.contains("Unknown filter field")) {
      return of(
          Kind.OPERATOR,
          said + ": see that cmdb and cmdb_url are of the same product, and its release");
    }
    if (Refusals.lacksCustomField(answer)) {
      return of(
          Kind.OPERATOR,
          said + " See that the custom fields cvp_... are there and assigned to devices");
    }
    if (said.matches("(?s).*\\bstatus: \\S+ is not a valid choice.*")) {
      return of(Kind.OPERATOR, said + " Correct the status in mapping.yml, or cmdb_removed_status");
    }
    return of(Kind.REJECTED, said);
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
    String said = ErrorText.detail(answer);
    if (said.startsWith(NO_PERMISSION)) return said + " " + sentence(grant());
    if (said.startsWith("Source IP")) {
      return said + ": add it to the allowed IPs of the token in the secret cmdb-token";
    }
    if (said.startsWith("Token ")) {
      return said + ": extend or enable it there, or put another into the secret cmdb-token";
    }
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

  /** As permissions have it: {@code dcim.site}; notes are listed below what they are of. */
  private String object() {
    List<String> path = url.pathSegments();
    int api = path.lastIndexOf("api");
    if (path.contains("notes")) return "extras.note";
    String model =
        path.get(api + 2)
            .replaceFirst("(ss|us)es$", "$1")
            .replaceFirst("ies$", "y")
            .replaceFirst("([^su])s$", "$1");
    return path.get(api + 1) + "." + model.replace("-", "");
  }

  private CallFailedException of(Kind kind, String detail) {
    return CallFailedException.of(rest.name(), kind, detail);
  }
}
