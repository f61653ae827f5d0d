package io.cvpfunctions.watcher.cloudvision;

import com.fasterxml.jackson.databind.JsonNode;
import io.cvpfunctions.remote.Answer;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import java.util.Optional;
import java.util.Set;

/**
 * What an answer of CloudVision's REST API means. The status alone does not say: errors, and ended
 * sessions, come with 200 as well (facts: CloudVision A4, A5).
 */
final class Reading {
  /** By this name people know it. */
  static final String NAME = "CloudVision";

  private static final String SESSION_GONE = "112498";
  private static final String LOGIN_FAILED = "112955";
  private static final Set<String> GONE_WORDS = Set.of("LOG OUT MESSAGE", "User is unauthorized");

  private final String path;
  private final Answer answer;
  private final Optional<JsonNode> json;

  private Reading(String path, Answer answer) {
    this.path = path;
    this.answer = answer;
    this.json = answer.json();
  }

  static Reading of(String path, Answer answer) {
    return new Reading(path, answer);
  }

  /** Whether the session is over, in any of the ways that six years of releases say so. */
  boolean sessionGone() {
    int status = answer.status();
    if (status == 401 || redirected()) return true;
    if (errorCode().filter(SESSION_GONE::equals).isPresent()) return true;
    if (json.isPresent()) return false;
    String text = answer.text();
    return GONE_WORDS.stream().anyMatch(text::contains);
  }

  /** The session is said to be over although it has just begun, or sends us elsewhere. */
  CallFailedException strange() {
    String what = path + " answered " + answer + " as to a stranger, right after a login";
    return failure(Kind.BROKEN, what);
  }

  /** Whether this release does not have what was asked for. */
  boolean notOffered() {
    return answer.status() == 404;
  }

  /** The JSON of a good answer. */
  JsonNode value() {
    int status = answer.status();
    if (status == 401 || status == 403) {
      throw failure(Kind.OPERATOR, "refused " + path + ": the account may not read it");
    }
    if (status == 429 || status == 503) {
      String detail = "is busy: " + path + " answered " + status;
      throw CallFailedException.later(NAME, detail, answer.retryAfter().orElse(null));
    }
    Optional<String> code = errorCode();
    if (code.isPresent()) {
      throw failure(Kind.BROKEN, path + " answered error " + code.get() + ": " + message());
    }
    if (!answer.ok()) throw failure(Kind.BROKEN, path + " answered " + answer);
    if (json.isEmpty() || json.get().isNull()) {
      throw failure(Kind.BROKEN, path + " answered no JSON: " + shown());
    }
    return json.get();
  }

  /** Whether a login was refused for its name or password. */
  boolean loginRefused() {
    boolean refused = answer.status() == 400 || answer.status() == 401 || answer.status() == 403;
    return refused || errorCode().filter(LOGIN_FAILED::equals).isPresent() || sessionGone();
  }

  /** Where it sends us instead; empty where it does not, blank where it does not say. */
  Optional<String> redirect() {
    return redirected() ? Optional.of(answer.header("Location").orElse("")) : Optional.empty();
  }

  private boolean redirected() {
    return answer.status() >= 300 && answer.status() < 400;
  }

  private String shown() {
    return answer.excerpt().isEmpty() ? "nothing at all" : answer.excerpt();
  }

  private Optional<String> errorCode() {
    return json.filter(JsonNode::isObject)
        .map(node -> node.path("errors").isArray() ? node.path("errors").path(0) : node)
        .map(node -> node.path("errorCode").asText(""))
        .filter(code -> !code.isEmpty());
  }

  private String message() {
    JsonNode node = json.orElseThrow();
    JsonNode error = node.has("errorCode") ? node : node.path("errors").path(0);
    return error.path("errorMessage").asText();
  }

  private static CallFailedException failure(Kind kind, String detail) {
    return CallFailedException.of(NAME, kind, detail);
  }
}
