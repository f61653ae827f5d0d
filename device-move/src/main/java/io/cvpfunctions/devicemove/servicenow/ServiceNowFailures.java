package io.cvpfunctions.devicemove.servicenow;

import com.fasterxml.jackson.databind.JsonNode;
import io.cvpfunctions.remote.Answer;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What ServiceNow's answers mean for asking again, and for the operator. */
final class ServiceNowFailures {
  /** The form of what is sent does not vary, but for the class and the data source. */
  private static final String OF_A_SETTING = "INVALID_INPUT_DATA";

  private final String name;
  private final String operation;
  private final String table;

  ServiceNowFailures(String name, String operation, String table) {
    this.name = name;
    this.operation = operation;
    this.table = table;
  }

  /** The answer's result; or why there is none. */
  JsonNode done(Answer answer) {
    if (!answer.ok()) throw explain(answer);
    JsonNode json = answer.json().orElse(null);
    if (json != null && json.has("result")) return json.path("result");
    throw of(
        Kind.BROKEN,
        "it answers with a page instead of JSON: a developer instance that hibernates does so until"
            + " somebody wakes it at developer.servicenow.com; else see that cmdb_url is right ("
            + answer.excerpt()
            + ")");
  }

  CallFailedException explain(Answer answer) {
    int status = answer.status();
    switch (status) {
      case 400:
        return badRequest(message(answer));
      case 401:
        return of(
            Kind.OPERATOR,
            message(answer)
                + ": correct the secrets cmdb-username and cmdb-password, or cmdb-token");
      case 403:
        return of(Kind.OPERATOR, message(answer) + ": " + grant());
      case 404:
        return of(Kind.OPERATOR, message(answer) + ": correct cmdb_url, or " + grant());
      case 405:
        return of(Kind.OPERATOR, "it does not take this request: correct cmdb_url");
      case 429:
        return CallFailedException.later(name, tooMany(answer), pause(answer));
      default:
        if (status < 400) return of(Kind.OPERATOR, "it redirects elsewhere: correct cmdb_url");
        return of(
            Kind.BROKEN,
            "it answers "
                + status
                + ": see that it is up, and its system log ("
                + message(answer)
                + ")");
    }
  }

  private CallFailedException badRequest(String message) {
    if (message.startsWith("Invalid table")) {
      return of(Kind.OPERATOR, message + ": correct cmdb_class, or " + grant());
    }
    return of(Kind.REJECTED, "it refuses to " + operation + " " + table + ": " + message);
  }

  private String grant() {
    return "let the user " + operation + " " + table + ", as the role itil does, by an access rule";
  }

  private static String tooMany(Answer answer) {
    return "its rate limit is exceeded"
        + answer.header("X-RateLimit-Rule").map(rule -> " (rule " + rule + ")").orElse("")
        + ": let fewer calls be made at once, or raise it";
  }

  private static Duration pause(Answer answer) {
    if (answer.retryAfter().isPresent()) return answer.retryAfter().get();
    String reset = answer.header("X-RateLimit-Reset").orElse("");
    if (!reset.matches("\\d{1,12}")) return null;
    Duration wait = Duration.between(Instant.now(), Instant.ofEpochSecond(Long.parseLong(reset)));
    return wait.isNegative() ? Duration.ZERO : wait;
  }

  private static String message(Answer answer) {
    JsonNode error = answer.json().map(json -> json.path("error")).orElse(null);
    if (error == null || !error.has("message")) return answer.excerpt();
    String detail = error.path("detail").asText("");
    String text = error.path("message").asText();
    return detail.isEmpty() || detail.equals("null") ? text : text + " (" + detail + ")";
  }

  /** An item that IRE took; or why it did not. */
  JsonNode accepted(JsonNode item) {
    faultless(item);
    if (item.path("sysId").asText("Unknown").equals("Unknown")) throw refused(item);
    return item;
  }

  /** An item may be of no row yet, where nothing was to be written. */
  void faultless(JsonNode item) {
    if (item.path("errorCount").asInt(0) > 0) throw refused(item);
  }

  private CallFailedException refused(JsonNode item) {
    List<String> errors = new ArrayList<>();
    item.path("errors")
        .forEach(
            each -> errors.add(each.path("error").asText() + ": " + each.path("message").asText()));
    String said = errors.isEmpty() ? "no reason given" : String.join("; ", errors);
    return of(
        said.contains(OF_A_SETTING) ? Kind.OPERATOR : Kind.REJECTED,
        "identification and reconciliation refuses the device: "
            + said
            + ". See the identification rule of "
            + table
            + ", that cmdb_class is a class of devices, and that cmdb_discovery_source is one of"
            + " the choices of discovery_source");
  }

  private CallFailedException of(Kind kind, String detail) {
    return CallFailedException.of(name, kind, detail);
  }
}
