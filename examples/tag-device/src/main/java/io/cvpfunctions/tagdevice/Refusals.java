package io.cvpfunctions.tagdevice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.cvpfunctions.remote.Answer;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import java.time.Duration;
import java.util.Map;

/** What it means that CloudVision did not do as it was asked, and what to do about it. */
final class Refusals {
  private static final int NOT_FOUND = 5;
  private static final Duration SOON = Duration.ofSeconds(5);

  /** Statuses of gRPC, which is what is behind REST, as those of HTTP. */
  private static final Map<Integer, Integer> CODES =
      Map.of(3, 400, 5, 404, 6, 409, 7, 403, 8, 429, 9, 400, 10, 409, 12, 501, 16, 401);

  private Refusals() {}

  /** Whether the resource is not there, rather than the way to it. */
  static boolean isMissing(Answer answer) {
    int code = answer.json().map(body -> body.path("code").asInt()).orElse(0);
    return answer.status() == 404 && code == NOT_FOUND;
  }

  /** Whether it is the caller that is not let in, not the way that is wrong. */
  static boolean isOfTheToken(Answer answer) {
    return answer.status() == 401 || answer.status() == 403;
  }

  /** Whether it is a page for people, such as one to log in by, that any caller is shown. */
  static boolean isPage(Answer answer) {
    return answer.ok() && answer.header("Content-Type").orElse("").startsWith("text/html");
  }

  /** The failure that an answer other than 2xx is; {@code deed} says what was to be done. */
  static CallFailedException of(Answer answer, String deed) {
    JsonNode body = answer.json().orElse(MissingNode.getInstance());
    String said = body.path("message").asText(answer.excerpt());
    if (isMissing(answer)) return later("what it needs to " + deed + " is not there yet: " + said);
    if (answer.status() != 429) return of(answer.status(), said, deed);
    return CallFailedException.later(
        CloudVision.NAME, "it has too much to do: " + said, answer.retryAfter().orElse(null));
  }

  /** The same for an error in the middle of a list. */
  static CallFailedException of(JsonNode error, String deed) {
    int status = CODES.getOrDefault(error.path("code").asInt(), 500);
    return of(status, error.path("message").asText(error.toString()), deed);
  }

  /** An answer that should have been JSON. */
  static CallFailedException noJson(Answer answer) {
    String what =
        "its answer is not JSON: see that cloudvision_url leads to it and to no login page";
    return failed(Kind.BROKEN, what + " (" + answer.excerpt() + ")");
  }

  private static CallFailedException of(int status, String said, String deed) {
    String reason = said.isBlank() ? "" : " (" + said + ")";
    switch (status) {
      case 400:
        return failed(Kind.REJECTED, "it refuses to " + deed + ": " + said);
      case 401:
        return failed(
            Kind.OPERATOR,
            "it does not accept the token: make a new one for the service account, and put it into"
                + " the secret cloudvision-token"
                + reason);
      case 403:
        return failed(
            Kind.OPERATOR,
            "the service account may not " + deed + ": give it a role that may" + reason);
      case 404:
      case 501:
        return failed(
            Kind.OPERATOR,
            "it has no way to "
                + deed
                + ": see that cloudvision_url is CloudVision's, 2021.1 or later"
                + reason);
      case 409:
        return later("somebody else was at it: repeat it" + reason);
      default:
        return unexpected(status, reason);
    }
  }

  private static CallFailedException unexpected(int status, String reason) {
    if (status < 400) {
      return failed(
          Kind.OPERATOR,
          "it sends elsewhere with " + status + ": set cloudvision_url to its own address");
    }
    return failed(Kind.BROKEN, "it answers " + status + ": see that it is up" + reason);
  }

  private static CallFailedException later(String what) {
    return CallFailedException.later(CloudVision.NAME, what, SOON);
  }

  static CallFailedException failed(Kind kind, String what) {
    return CallFailedException.of(CloudVision.NAME, kind, what);
  }
}
