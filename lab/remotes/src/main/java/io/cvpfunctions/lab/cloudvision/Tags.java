package io.cvpfunctions.lab.cloudvision;

import com.google.protobuf.BoolValue;
import com.google.protobuf.StringValue;
import io.cvpfunctions.cloudvision.apis.tag.v2.CreatorType;
import io.cvpfunctions.cloudvision.apis.tag.v2.ElementSubType;
import io.cvpfunctions.cloudvision.apis.tag.v2.ElementType;
import io.cvpfunctions.cloudvision.apis.tag.v2.Tag;
import io.cvpfunctions.cloudvision.apis.tag.v2.TagAssignment;
import io.cvpfunctions.cloudvision.apis.tag.v2.TagAssignmentConfig;
import io.cvpfunctions.cloudvision.apis.tag.v2.TagAssignmentKey;
import io.cvpfunctions.cloudvision.apis.tag.v2.TagKey;
import io.cvpfunctions.lab.cloudvision.resources.Table;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Assigns tags to devices and interfaces. Thread-safe. */
public final class Tags {
  private final Table assignments;
  private final Table tags;
  private final AtomicBoolean removalFirst;
  private final String workspace;
  private final Map<String, String> system = new ConcurrentHashMap<>();

  Tags(Table assignments, Table tags, AtomicBoolean removalFirst, String workspace) {
    this.assignments = assignments;
    this.tags = tags;
    this.removalFirst = removalFirst;
    this.workspace = workspace;
  }

  /** What is assigned from here on is so in a workspace that nobody has submitted. */
  public Tags inWorkspace(String id) {
    return new Tags(assignments, tags, removalFirst, id);
  }

  public void assign(String serial, String label, String value) {
    assign(key(serial, label, value).build(), CreatorType.CREATOR_TYPE_USER);
  }

  public void unassign(String serial, String label, String value) {
    assignments.delete(key(serial, label, value).build());
  }

  /** One value for another: a removal and an assignment, in the order that was chosen. */
  public void change(String serial, String label, String from, String to) {
    change(serial, label, from, to, CreatorType.CREATOR_TYPE_USER);
  }

  public void assignToInterface(String serial, String interfaceId, String label, String value) {
    TagAssignmentKey.Builder key = key(serial, label, value);
    key.setElementType(ElementType.ELEMENT_TYPE_INTERFACE);
    key.setInterfaceId(StringValue.of(interfaceId));
    assign(key.build(), CreatorType.CREATOR_TYPE_USER);
  }

  /** A change of value is told as removal and assignment (the default), or the other way round. */
  public void removalFirst(boolean chosen) {
    removalFirst.set(chosen);
  }

  /** The values of a device's label, in no order. */
  public List<String> values(String serial, String label) {
    return assignments.values().stream()
        .map(each -> ((TagAssignment) each).getKey())
        .filter(each -> each.equals(key(serial, label, each.getValue().getValue()).build()))
        .map(each -> each.getValue().getValue())
        .toList();
  }

  /** CloudVision's own tag, which has one value; empty is none. */
  void system(String serial, String label, String value) {
    String before = system.getOrDefault(serial + label, "");
    system.put(serial + label, value);
    change(serial, label, before, value, CreatorType.CREATOR_TYPE_SYSTEM);
  }

  void assign(TagAssignmentKey key, CreatorType creator) {
    assignments.put(TagAssignment.newBuilder().setKey(key).setTagCreatorType(creator).build());
    tags.put(
        Tag.newBuilder()
            .setKey(tag(key))
            .setCreatorType(creator)
            .setAssigned(BoolValue.of(true))
            .build());
  }

  /** The tag that an assignment is of. */
  static TagKey.Builder tag(TagAssignmentKey key) {
    return TagKey.newBuilder()
        .setWorkspaceId(key.getWorkspaceId())
        .setElementType(key.getElementType())
        .setLabel(key.getLabel())
        .setValue(key.getValue())
        .setElementSubType(key.getElementSubType());
  }

  boolean exists(TagKey tag) {
    return tags.get(tag).isPresent();
  }

  /** A user's tag that nothing has yet, where there is none. */
  void make(TagKey key) {
    if (exists(key)) return;
    Tag.Builder tag = Tag.newBuilder().setKey(key).setCreatorType(CreatorType.CREATOR_TYPE_USER);
    tags.put(tag.setAssigned(BoolValue.of(false)).build());
  }

  /** Whether CloudVision itself sets tags of that label. */
  boolean isSystems(String label) {
    return tags.values().stream()
        .map(Tag.class::cast)
        .filter(tag -> tag.getCreatorType() == CreatorType.CREATOR_TYPE_SYSTEM)
        .anyMatch(tag -> tag.getKey().getLabel().getValue().equals(label));
  }

  /** Changes in the order that was chosen: removals first, or last. */
  List<TagAssignmentConfig> inOrder(List<TagAssignmentConfig> changes) {
    boolean first = removalFirst.get();
    return changes.stream()
        .sorted(Comparator.comparing(each -> each.getRemove().getValue() != first))
        .toList();
  }

  void unassign(TagAssignmentKey key) {
    assignments.delete(key);
  }

  /** An empty value is none. */
  private void change(String serial, String label, String from, String to, CreatorType creator) {
    if (from.equals(to)) return;
    boolean early = removalFirst.get();
    if (early && !from.isEmpty()) unassign(serial, label, from);
    if (!to.isEmpty()) assign(key(serial, label, to).build(), creator);
    if (!early && !from.isEmpty()) unassign(serial, label, from);
  }

  private TagAssignmentKey.Builder key(String serial, String label, String value) {
    return TagAssignmentKey.newBuilder()
        .setWorkspaceId(StringValue.of(workspace))
        .setElementType(ElementType.ELEMENT_TYPE_DEVICE)
        .setLabel(StringValue.of(label))
        .setValue(StringValue.of(value))
        .setDeviceId(StringValue.of(serial))
        .setInterfaceId(StringValue.of(""))
        .setElementSubType(ElementSubType.ELEMENT_SUB_TYPE_DEVICE);
  }
}
