package io.cvpfunctions.tagdevice;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** A workspace as CloudVision tells of it at a moment. Immutable. */
final class Workspace {
  private static final String STATE = "WORKSPACE_STATE_";

  private final JsonNode value;

  Workspace(JsonNode value) {
    this.value = value;
  }

  String id() {
    return value.path("key").path("workspaceId").asText();
  }

  /** Whether something can still become of it; one that was just made may say nothing of that. */
  boolean isOpen() {
    return is("PENDING") || is("UNSPECIFIED");
  }

  /** Whether it has changed the network's design, be that taken back later. */
  boolean wasSubmitted() {
    return is("SUBMITTED") || is("ROLLED_BACK");
  }

  /** Whether nothing will ever become of it. */
  boolean isEnded() {
    return !isOpen() && !wasSubmitted() && !conflicts();
  }

  boolean conflicts() {
    return is("CONFLICTS");
  }

  private boolean is(String state) {
    return value.path("state").asText(STATE + "UNSPECIFIED").equals(STATE + state);
  }

  /** Such as {@code abandoned}. */
  String state() {
    return value
        .path("state")
        .asText("unknown")
        .replace(STATE, "")
        .toLowerCase(java.util.Locale.ROOT);
  }

  /** The build that was begun last. */
  Optional<String> build() {
    return Optional.of(value.path("lastBuildId").asText("")).filter(id -> !id.isEmpty());
  }

  /** The answer to a request that was refused. */
  Optional<JsonNode> refusal(String request) {
    return Optional.of(answer(request)).filter(answer -> is(answer, "FAIL"));
  }

  /** Whether the build that was asked for is all that it needs, or another one since was. */
  boolean hasBuilt(String request) {
    boolean needsNone =
        value.path("needsBuild").isBoolean() && !value.path("needsBuild").asBoolean();
    return needsNone || is(answer(request), "SUCCESS");
  }

  private JsonNode answer(String request) {
    return value.path("responses").path("values").path(request);
  }

  private static boolean is(JsonNode answer, String status) {
    return answer.path("status").asText().equals("RESPONSE_STATUS_" + status);
  }
}
