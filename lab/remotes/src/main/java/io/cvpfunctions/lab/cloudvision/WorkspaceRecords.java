package io.cvpfunctions.lab.cloudvision;

import com.google.protobuf.BoolValue;
import com.google.protobuf.StringValue;
import com.google.protobuf.Timestamp;
import io.cvpfunctions.cloudvision.apis.workspace.v1.BuildState;
import io.cvpfunctions.cloudvision.apis.workspace.v1.Response;
import io.cvpfunctions.cloudvision.apis.workspace.v1.ResponseStatus;
import io.cvpfunctions.cloudvision.apis.workspace.v1.Workspace;
import io.cvpfunctions.cloudvision.apis.workspace.v1.WorkspaceBuild;
import io.cvpfunctions.cloudvision.apis.workspace.v1.WorkspaceBuildKey;
import io.cvpfunctions.cloudvision.apis.workspace.v1.WorkspaceConfig;
import io.cvpfunctions.cloudvision.apis.workspace.v1.WorkspaceKey;
import io.cvpfunctions.cloudvision.apis.workspace.v1.WorkspaceState;
import io.cvpfunctions.lab.cloudvision.resources.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What is written down of workspaces and their builds, for those who read the resource APIs. */
final class WorkspaceRecords {
  static final Response SUCCESS =
      Response.newBuilder().setStatus(ResponseStatus.RESPONSE_STATUS_SUCCESS).build();
  private static final StringValue WHO = StringValue.of("cvpadmin");

  private final Table workspaces;
  private final Table builds = new Table();

  WorkspaceRecords(Table workspaces) {
    this.workspaces = workspaces;
  }

  Table workspaces() {
    return workspaces;
  }

  Table builds() {
    return builds;
  }

  static Response fail(String message) {
    return Response.newBuilder()
        .setStatus(ResponseStatus.RESPONSE_STATUS_FAIL)
        .setMessage(StringValue.of(message))
        .build();
  }

  /** Makes the workspace where there is none, with what is said of it. */
  void describe(WorkspaceConfig config) {
    Workspace.Builder workspace =
        workspaces
            .get(config.getKey())
            .map(each -> ((Workspace) each).toBuilder())
            .orElseGet(() -> fresh(config.getKey()));
    if (config.hasDisplayName()) workspace.setDisplayName(config.getDisplayName());
    if (config.hasDescription()) workspace.setDescription(config.getDescription());
    workspaces.put(workspace.setLastModifiedAt(now()).setLastModifiedBy(WHO).build());
  }

  private static Workspace.Builder fresh(WorkspaceKey key) {
    return Workspace.newBuilder()
        .setKey(key)
        .setCreatedAt(now())
        .setCreatedBy(WHO)
        .setState(WorkspaceState.WORKSPACE_STATE_PENDING)
        .setNeedsBuild(BoolValue.of(true));
  }

  Workspace get(WorkspaceKey key) {
    return (Workspace) workspaces.get(key).orElseThrow();
  }

  boolean is(WorkspaceKey key, WorkspaceState state) {
    return get(key).getState() == state;
  }

  /** Answers one request. */
  void answer(WorkspaceKey key, String request, Response response) {
    change(key, each -> answered(each, request, response));
  }

  /** The same, and from now on the workspace is in that state. */
  void end(WorkspaceKey key, String request, Response response, WorkspaceState state) {
    change(key, each -> answered(each, request, response).setState(state));
  }

  private static Workspace.Builder answered(
      Workspace.Builder workspace, String request, Response response) {
    workspace.getResponsesBuilder().putValues(request, response);
    return workspace;
  }

  void change(WorkspaceKey key, UnaryOperator<Workspace.Builder> change) {
    Instant at = Instant.now();
    workspaces.change(key, at, each -> change.apply(((Workspace) each).toBuilder()).build());
  }

  /** What became of a build so far; an empty error is none. */
  void build(WorkspaceKey key, String build, BuildState state, String error) {
    WorkspaceBuild.Builder value = WorkspaceBuild.newBuilder().setKey(buildKey(key, build));
    if (!error.isEmpty()) value.setError(StringValue.of(error));
    builds.put(value.setState(state).setBuiltBy(WHO).build());
  }

  /** The build that is under way. */
  Optional<String> building(WorkspaceKey key) {
    String build = get(key).getLastBuildId().getValue();
    return builds
        .get(buildKey(key, build))
        .filter(each -> ((WorkspaceBuild) each).getState() == BuildState.BUILD_STATE_IN_PROGRESS)
        .map(each -> build);
  }

  private static WorkspaceBuildKey buildKey(WorkspaceKey key, String build) {
    return WorkspaceBuildKey.newBuilder()
        .setWorkspaceId(key.getWorkspaceId())
        .setBuildId(StringValue.of(build))
        .build();
  }

  static Timestamp now() {
    Instant at = Instant.now();
    return Timestamp.newBuilder().setSeconds(at.getEpochSecond()).setNanos(at.getNano()).build();
  }
}
