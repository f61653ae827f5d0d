package io.cvpfunctions.lab.cloudvision;

import static io.cvpfunctions.cloudvision.apis.workspace.v1.WorkspaceState.WORKSPACE_STATE_ABANDONED;
import static io.cvpfunctions.cloudvision.apis.workspace.v1.WorkspaceState.WORKSPACE_STATE_CONFLICTS;
import static io.cvpfunctions.cloudvision.apis.workspace.v1.WorkspaceState.WORKSPACE_STATE_PENDING;
import static io.cvpfunctions.cloudvision.apis.workspace.v1.WorkspaceState.WORKSPACE_STATE_ROLLED_BACK;
import static io.cvpfunctions.cloudvision.apis.workspace.v1.WorkspaceState.WORKSPACE_STATE_SUBMITTED;
import static io.cvpfunctions.lab.cloudvision.WorkspaceRecords.SUCCESS;
import static io.cvpfunctions.lab.cloudvision.WorkspaceRecords.fail;

import com.google.protobuf.BoolValue;
import com.google.protobuf.Message;
import com.google.protobuf.StringValue;
import io.cvpfunctions.cloudvision.apis.workspace.v1.BuildState;
import io.cvpfunctions.cloudvision.apis.workspace.v1.Request;
import io.cvpfunctions.cloudvision.apis.workspace.v1.Response;
import io.cvpfunctions.cloudvision.apis.workspace.v1.ResponseCode;
import io.cvpfunctions.cloudvision.apis.workspace.v1.Workspace;
import io.cvpfunctions.cloudvision.apis.workspace.v1.WorkspaceConfig;
import io.cvpfunctions.cloudvision.apis.workspace.v1.WorkspaceKey;
import io.cvpfunctions.cloudvision.apis.workspace.v1.WorkspaceState;
import io.cvpfunctions.lab.cloudvision.resources.Table;
import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;

/**
 * Drafts of the network's design: made, built, and submitted to the mainline or abandoned. Building
 * and submitting take their time, and fail or meet a conflict. Thread-safe.
 */
public final class Workspaces {
  private final WorkspaceRecords records;
  private final Drafts drafts;
  private final Table configs = new Table();
  private final Later later = new Later();
  private final Queue<String> brokenBuilds = new ArrayDeque<>();
  private final Queue<Response> refusedSubmissions = new ArrayDeque<>();
  private Duration buildTime = Duration.ofSeconds(1);
  private Duration submitTime = Duration.ofMillis(500);

  Workspaces(WorkspaceRecords records, Drafts drafts) {
    this.records = records;
    this.drafts = drafts;
  }

  /** How long it takes to build one; a second unless set. */
  public synchronized void buildsTake(Duration time) {
    buildTime = time;
  }

  /** How long it takes to submit one; half a second unless set. */
  public synchronized void submissionsTake(Duration time) {
    submitTime = time;
  }

  /** Whatever is being built or submitted is done with now. */
  public void finish() {
    later.now();
  }

  /** The next build fails with this error. */
  public synchronized void failNextBuild(String error) {
    brokenBuilds.add(error);
  }

  /** The next submission is refused. */
  public synchronized void failNextSubmission(ResponseCode code, String message) {
    refusedSubmissions.add(fail(message).toBuilder().setCode(code).build());
  }

  /** All there are, in no order. */
  public List<Workspace> all() {
    return records.workspaces().values().stream().map(Workspace.class::cast).toList();
  }

  Table configs() {
    return configs;
  }

  /** Makes one, says something else of one, or asks for what is to become of it. */
  synchronized Message set(Message value) {
    WorkspaceConfig config = (WorkspaceConfig) value;
    if (config.getKey().getWorkspaceId().getValue().isEmpty()) throw missing("key.workspace_id");
    boolean asks = config.getRequest() != Request.REQUEST_UNSPECIFIED;
    String request = config.getRequestParams().getRequestId().getValue();
    if (asks && request.isEmpty()) throw missing("request_params.request_id");
    records.describe(config);
    configs.put(config);
    if (asks) begin(config.getRequest(), config.getKey(), request);
    return config;
  }

  private static RuntimeException missing(String field) {
    return Status.INVALID_ARGUMENT.withDescription(field + " is not set").asRuntimeException();
  }

  private void begin(Request wanted, WorkspaceKey key, String request) {
    WorkspaceState state = records.get(key).getState();
    if (!allowed(wanted, state)) {
      records.answer(key, request, fail("the workspace is " + state));
      return;
    }
    switch (wanted) {
      case REQUEST_START_BUILD -> build(key, request);
      case REQUEST_CANCEL_BUILD -> cancel(key, request);
      case REQUEST_SUBMIT, REQUEST_SUBMIT_FORCE -> submit(key, request);
      case REQUEST_ABANDON -> abandon(key, request);
      case REQUEST_ROLLBACK -> rollBack(key, request);
      case REQUEST_REBASE -> rebase(key, request);
      default -> throw missing("request");
    }
  }

  private static boolean allowed(Request wanted, WorkspaceState state) {
    return switch (wanted) {
      case REQUEST_ROLLBACK -> state == WORKSPACE_STATE_SUBMITTED;
      case REQUEST_ABANDON, REQUEST_REBASE ->
          state == WORKSPACE_STATE_PENDING || state == WORKSPACE_STATE_CONFLICTS;
      default -> state == WORKSPACE_STATE_PENDING;
    };
  }

  private void build(WorkspaceKey key, String request) {
    String build = UUID.randomUUID().toString();
    records.building(key).ifPresent(other -> cancelled(key, other));
    records.build(key, build, BuildState.BUILD_STATE_IN_PROGRESS, "");
    records.change(key, each -> each.setLastBuildId(StringValue.of(build)));
    later.after(buildTime, () -> endBuild(key, build, request));
  }

  private synchronized void endBuild(WorkspaceKey key, String build, String request) {
    if (!records.building(key).equals(Optional.of(build))) return;
    String error = Optional.ofNullable(brokenBuilds.poll()).orElseGet(() -> drafts.problem(key));
    boolean good = error.isEmpty();
    BuildState state = good ? BuildState.BUILD_STATE_SUCCESS : BuildState.BUILD_STATE_FAIL;
    records.build(key, build, state, error);
    if (good) records.change(key, each -> each.setNeedsBuild(BoolValue.of(false)));
    records.answer(key, request, good ? SUCCESS : fail(error));
  }

  private void cancel(WorkspaceKey key, String request) {
    Optional<String> build = records.building(key);
    build.ifPresent(each -> cancelled(key, each));
    records.answer(key, request, build.isPresent() ? SUCCESS : fail("nothing is being built"));
  }

  private void cancelled(WorkspaceKey key, String build) {
    records.build(key, build, BuildState.BUILD_STATE_CANCELED, "");
  }

  private void submit(WorkspaceKey key, String request) {
    if (records.get(key).getNeedsBuild().getValue()) {
      records.answer(key, request, fail("the workspace must be built first"));
    } else {
      later.after(submitTime, () -> endSubmission(key, request));
    }
  }

  private synchronized void endSubmission(WorkspaceKey key, String request) {
    if (!records.is(key, WORKSPACE_STATE_PENDING)) {
      records.answer(key, request, fail("the workspace is " + records.get(key).getState()));
    } else if (!refusedSubmissions.isEmpty()) {
      records.answer(key, request, refusedSubmissions.remove());
    } else if (drafts.areContested(records.get(key))) {
      records.change(key, each -> each.setNeedsRebase(BoolValue.of(true)));
      Response response = fail("the mainline has changed since: rebase the workspace");
      records.end(key, request, response, WORKSPACE_STATE_CONFLICTS);
    } else {
      drafts.apply(key);
      records.end(key, request, SUCCESS, WORKSPACE_STATE_SUBMITTED);
    }
  }

  private void abandon(WorkspaceKey key, String request) {
    drafts.discard(key);
    records.end(key, request, SUCCESS, WORKSPACE_STATE_ABANDONED);
  }

  private void rollBack(WorkspaceKey key, String request) {
    drafts.revert(key);
    records.end(key, request, SUCCESS, WORKSPACE_STATE_ROLLED_BACK);
  }

  private void rebase(WorkspaceKey key, String request) {
    records.change(
        key,
        each ->
            each.setLastRebasedAt(WorkspaceRecords.now())
                .setNeedsRebase(BoolValue.of(false))
                .setNeedsBuild(BoolValue.of(true)));
    records.end(key, request, SUCCESS, WORKSPACE_STATE_PENDING);
  }
}
