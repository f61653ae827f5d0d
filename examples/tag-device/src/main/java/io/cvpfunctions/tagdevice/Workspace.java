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

  boolean isOpen() {
    return is("PENDING");
  }

  /** Whether it has changed the network's design, be that taken back later. */
  boolean wasSubmitted() {
    return is("SUBMITTED") || is("ROLLED_BACK");
  }

  boolean conflicts() {
    return is("CONFLICTS");
  }

  private boolean is(String state) {
    return value.path("state").asText().equals(STATE + state);
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
    return Optional.of(value.path("responses").path("values").path(request))
        .filter(answer -> answer.path("status").asText().equals("RESPONSE_STATUS_FAIL"));
  }
}
