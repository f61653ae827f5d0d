package io.cvpfunctions.tagdevice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** CloudVision's tags and workspaces (facts: C6, C7). Thread-safe. */
final class CloudVision implements AutoCloseable {
  static final String NAME = "CloudVision";

  private static final String ASSIGNMENT = "tag/v2/TagAssignment";
  private static final String ASSIGNMENT_CONFIG = "tag/v2/TagAssignmentConfig";
  private static final String TAG_CONFIG = "tag/v2/TagConfig";
  private static final String WORKSPACE = "workspace/v1/Workspace";
  private static final String WORKSPACE_BUILD = "workspace/v1/WorkspaceBuild";
  private static final String WORKSPACE_CONFIG = "workspace/v1/WorkspaceConfig";
  private static final String MAINLINE = "";
  private static final String BY_ITSELF = "CREATOR_TYPE_SYSTEM";

  private final ResourceClient resources;

  CloudVision(ResourceClient resources) {
    this.resources = resources;
  }

  /** The values in force that an element has of a label. */
  Set<String> values(Element element, String label, Budget budget) {
    ObjectNode filter = object();
    filter.set("key", element.key(MAINLINE, label));
    Set<String> values = new TreeSet<>();
    for (JsonNode each : resources.all(ASSIGNMENT, filter, budget)) {
      if (each.path("tagCreatorType").asText().equals(BY_ITSELF)) throw ofTheSystem(label);
      values.add(each.path("key").path("value").asText());
    }
    return values;
  }

  private static RuntimeException ofTheSystem(String label) {
    String what = "it sets " + label + " itself: choose another tag_label";
    return Refusals.failed(Kind.OPERATOR, what);
  }

  /** Whether there are tags of that label that nobody can write. */
  boolean setsItself(String elementType, String label, Budget budget) {
    ObjectNode filter = object().put("tagCreatorType", BY_ITSELF);
    ObjectNode key = filter.putObject("key").put("workspaceId", MAINLINE);
    key.put("elementType", elementType).put("label", label);
    return !resources.all(ASSIGNMENT, filter, budget).isEmpty();
  }

  /** Fails where the token is not accepted, whatever a list seemed to say. */
  void checkToken(Budget budget) {
    tokenRefusal(budget)
        .ifPresent(
            refusal -> {
              throw refusal;
            });
  }

  /** Empty where the token is accepted; fails where that cannot be told. */
  Optional<CallFailedException> tokenRefusal(Budget budget) {
    return resources.tokenRefusal(budget);
  }

  /** Every workspace of that name, whatever has become of it. */
  List<Workspace> workspaces(String name, Budget budget) {
    return resources.all(WORKSPACE, object().put("displayName", name), budget).stream()
        .map(Workspace::new)
        .collect(Collectors.toList());
  }

  /** Empty where it was made so lately that CloudVision does not tell of it yet. */
  Optional<Workspace> workspace(String id, Budget budget) {
    return resources.one(WORKSPACE, budget, "workspaceId", id).map(Workspace::new);
  }

  /** A build: {@code state}, and {@code error} where it failed; empty as above. */
  Optional<JsonNode> build(String workspace, String id, Budget budget) {
    return resources.one(WORKSPACE_BUILD, budget, "workspaceId", workspace, "buildId", id);
  }

  void makeWorkspace(String id, String name, String description, Budget budget) {
    ObjectNode value = ofWorkspace(id).put("displayName", name).put("description", description);
    resources.set(WORKSPACE_CONFIG, value, budget);
  }

  /** Asks for something to become of a workspace, which says later how that went. */
  void ask(String workspace, String request, String requestId, Budget budget) {
    ObjectNode value = ofWorkspace(workspace).put("request", "REQUEST_" + request);
    value.putObject("requestParams").put("requestId", requestId);
    resources.set(WORKSPACE_CONFIG, value, budget);
  }

  private static ObjectNode ofWorkspace(String id) {
    ObjectNode value = object();
    value.putObject("key").put("workspaceId", id);
    return value;
  }

  /** Writes a change into a workspace; a tag has to be there before anything can have it. */
  void write(String workspace, String label, TagChange change, Budget budget) {
    if (change.assigned()) {
      ObjectNode tag = object();
      ObjectNode key = tag.putObject("key").put("workspaceId", workspace);
      key.put("elementType", change.element().type());
      key.put("label", label).put("value", change.value());
      resources.set(TAG_CONFIG, tag, budget);
    }
    ObjectNode assignment = object();
    assignment.set("key", change.element().key(workspace, label).put("value", change.value()));
    resources.set(ASSIGNMENT_CONFIG, assignment.put("remove", !change.assigned()), budget);
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  @Override
  public void close() {
    resources.close();
  }
}
