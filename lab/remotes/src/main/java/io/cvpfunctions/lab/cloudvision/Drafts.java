package io.cvpfunctions.lab.cloudvision;

import com.google.protobuf.BoolValue;
import com.google.protobuf.Message;
import com.google.protobuf.StringValue;
import com.google.protobuf.Timestamp;
import io.cvpfunctions.cloudvision.apis.tag.v2.CreatorType;
import io.cvpfunctions.cloudvision.apis.tag.v2.ElementSubType;
import io.cvpfunctions.cloudvision.apis.tag.v2.TagAssignment;
import io.cvpfunctions.cloudvision.apis.tag.v2.TagAssignmentConfig;
import io.cvpfunctions.cloudvision.apis.tag.v2.TagAssignmentKey;
import io.cvpfunctions.cloudvision.apis.tag.v2.TagConfig;
import io.cvpfunctions.cloudvision.apis.tag.v2.TagKey;
import io.cvpfunctions.cloudvision.apis.workspace.v1.Workspace;
import io.cvpfunctions.cloudvision.apis.workspace.v1.WorkspaceKey;
import io.cvpfunctions.cloudvision.apis.workspace.v1.WorkspaceState;
import io.cvpfunctions.lab.cloudvision.resources.Table;
import io.grpc.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The tags that open workspaces would change: written, checked, and carried to the mainline. */
final class Drafts {
  private final Table tagConfigs = new Table();
  private final Table assignmentConfigs = new Table();
  private final Map<WorkspaceKey, List<Runnable>> undo = new ConcurrentHashMap<>();
  private final Table assignments;
  private final Tags tags;
  private final WorkspaceRecords workspaces;
  private final Predicate<String> isDevice;

  Drafts(Table assignments, Tags tags, WorkspaceRecords workspaces, Predicate<String> isDevice) {
    this.assignments = assignments;
    this.tags = tags;
    this.workspaces = workspaces;
    this.isDevice = isDevice;
  }

  Table tagConfigs() {
    return tagConfigs;
  }

  Table assignmentConfigs() {
    return assignmentConfigs;
  }

  /** Makes a tag, or takes one away, in a workspace. */
  Message tag(Message value) {
    TagConfig config = (TagConfig) value;
    touch(config.getKey().getWorkspaceId(), config.getKey().getLabel());
    tagConfigs.put(config);
    return config;
  }

  /** Assigns a tag that there is, or takes it off, in a workspace. */
  Message assign(Message value) {
    TagAssignmentConfig config = (TagAssignmentConfig) value;
    TagAssignmentKey key = whole(config.getKey());
    touch(key.getWorkspaceId(), key.getLabel());
    if (config.getRemove().getValue()) {
      tags.unassign(key);
    } else {
      refuseUnless(
          isTag(key), key.getLabel().getValue() + " has no such value: make the tag first");
      tags.assign(key, CreatorType.CREATOR_TYPE_USER);
    }
    assignmentConfigs.put(config.toBuilder().setKey(key).build());
    return config;
  }

  /** What clients may leave out, as the mainline has it. */
  private static TagAssignmentKey whole(TagAssignmentKey key) {
    return key.toBuilder()
        .setInterfaceId(StringValue.of(key.getInterfaceId().getValue()))
        .setElementSubType(ElementSubType.ELEMENT_SUB_TYPE_DEVICE)
        .build();
  }

  private boolean isTag(TagAssignmentKey key) {
    TagKey inMainline = Tags.tag(key).setWorkspaceId(StringValue.of("")).build();
    boolean drafted =
        tagConfigs.values().stream()
            .map(each -> ((TagConfig) each))
            .anyMatch(each -> !each.getRemove().getValue() && isOf(each.getKey(), key));
    return drafted || tags.exists(inMainline);
  }

  private static boolean isOf(TagKey tag, TagAssignmentKey key) {
    return tag.getWorkspaceId().equals(key.getWorkspaceId())
        && tag.getElementType() == key.getElementType()
        && tag.getLabel().equals(key.getLabel())
        && tag.getValue().equals(key.getValue());
  }

  /** What was built has to be built anew. */
  private void touch(StringValue id, StringValue label) {
    refuseUnless(!id.getValue().isEmpty(), "tags are changed in a workspace");
    WorkspaceKey key = WorkspaceKey.newBuilder().setWorkspaceId(id).build();
    boolean there = workspaces.workspaces().get(key).isPresent();
    if (!there) throw Status.NOT_FOUND.withDescription("no such workspace").asRuntimeException();
    boolean open = workspaces.is(key, WorkspaceState.WORKSPACE_STATE_PENDING);
    refuseUnless(open, "the workspace is " + workspaces.get(key).getState());
    refuseUnless(!tags.isSystems(label.getValue()), label.getValue() + " is a label of the system");
    workspaces.change(key, each -> each.setNeedsBuild(BoolValue.of(true)));
  }

  private static void refuseUnless(boolean good, String what) {
    if (!good) throw Status.INVALID_ARGUMENT.withDescription(what).asRuntimeException();
  }

  private List<TagAssignmentConfig> of(WorkspaceKey key) {
    return assignmentConfigs.values().stream()
        .map(TagAssignmentConfig.class::cast)
        .filter(each -> each.getKey().getWorkspaceId().equals(key.getWorkspaceId()))
        .toList();
  }

  /** What keeps it from being built; empty is nothing. */
  String problem(WorkspaceKey workspace) {
    return of(workspace).stream()
        .map(each -> each.getKey().getDeviceId().getValue())
        .filter(isDevice.negate())
        .map(device -> "device " + device + " is not in the inventory")
        .collect(Collectors.joining("; "));
  }

  /** Whether the mainline has changed what the workspace changes, since that was begun. */
  boolean areContested(Workspace workspace) {
    Timestamp base =
        workspace.hasLastRebasedAt() ? workspace.getLastRebasedAt() : workspace.getCreatedAt();
    Instant since = Instant.ofEpochSecond(base.getSeconds(), base.getNanos());
    Set<TagAssignmentKey> before = keys(assignments.valuesAt(since));
    Set<TagAssignmentKey> now = keys(assignments.values());
    return of(workspace.getKey()).stream()
        .map(each -> inMainline(each.getKey()).clearValue().build())
        .anyMatch(place -> !at(place, before).equals(at(place, now)));
  }

  private static Set<TagAssignmentKey> keys(List<Message> values) {
    return values.stream().map(each -> ((TagAssignment) each).getKey()).collect(Collectors.toSet());
  }

  private static Set<TagAssignmentKey> at(TagAssignmentKey place, Set<TagAssignmentKey> all) {
    return all.stream()
        .filter(each -> each.toBuilder().clearValue().build().equals(place))
        .collect(Collectors.toSet());
  }

  private static TagKey inMainline(TagKey key) {
    return key.toBuilder()
        .setWorkspaceId(StringValue.of(""))
        .setElementSubType(ElementSubType.ELEMENT_SUB_TYPE_DEVICE)
        .build();
  }

  private static TagAssignmentKey.Builder inMainline(TagAssignmentKey key) {
    return key.toBuilder().setWorkspaceId(StringValue.of(""));
  }

  /** Carries it to the mainline, in whose streams it is told. */
  void apply(WorkspaceKey workspace) {
    discard(workspace);
    tagConfigs.values().stream()
        .map(TagConfig.class::cast)
        .filter(each -> each.getKey().getWorkspaceId().equals(workspace.getWorkspaceId()))
        .filter(each -> !each.getRemove().getValue())
        .forEach(each -> tags.make(inMainline(each.getKey())));
    List<Runnable> back = new ArrayList<>();
    for (TagAssignmentConfig each : tags.inOrder(of(workspace))) {
      TagAssignmentKey key = inMainline(each.getKey()).build();
      boolean was = assignments.get(key).isPresent();
      back.add(() -> put(key, was));
      put(key, !each.getRemove().getValue());
    }
    undo.put(workspace, back);
  }

  private void put(TagAssignmentKey key, boolean assigned) {
    if (assigned) {
      tags.assign(key, CreatorType.CREATOR_TYPE_USER);
    } else {
      tags.unassign(key);
    }
  }

  /** The mainline as it was before. */
  void revert(WorkspaceKey workspace) {
    undo.remove(workspace).forEach(Runnable::run);
  }

  /** No assignment of the workspace is told any more. */
  void discard(WorkspaceKey workspace) {
    of(workspace).forEach(each -> tags.unassign(each.getKey()));
  }
}
