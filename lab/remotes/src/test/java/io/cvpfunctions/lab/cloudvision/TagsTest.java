package io.cvpfunctions.lab.cloudvision;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.StringValue;
import io.cvpfunctions.cloudvision.apis.tag.v2.ElementType;
import io.cvpfunctions.cloudvision.apis.tag.v2.TagAssignment;
import io.cvpfunctions.cloudvision.apis.tag.v2.TagAssignmentConfig;
import io.cvpfunctions.cloudvision.apis.tag.v2.TagAssignmentConfigServiceGrpc;
import io.cvpfunctions.cloudvision.apis.tag.v2.TagAssignmentConfigSetRequest;
import io.cvpfunctions.cloudvision.apis.tag.v2.TagAssignmentConfigSetResponse;
import io.cvpfunctions.cloudvision.apis.tag.v2.TagAssignmentKey;
import io.cvpfunctions.cloudvision.apis.tag.v2.TagAssignmentServiceGrpc;
import io.cvpfunctions.cloudvision.apis.tag.v2.TagAssignmentStreamRequest;
import io.cvpfunctions.cloudvision.apis.tag.v2.TagAssignmentStreamResponse;
import io.cvpfunctions.cloudvision.apis.workspace.v1.WorkspaceConfig;
import io.cvpfunctions.cloudvision.apis.workspace.v1.WorkspaceConfigServiceGrpc;
import io.cvpfunctions.cloudvision.apis.workspace.v1.WorkspaceConfigSetRequest;
import io.cvpfunctions.cloudvision.apis.workspace.v1.WorkspaceConfigSetResponse;
import io.cvpfunctions.cloudvision.apis.workspace.v1.WorkspaceKey;
import io.grpc.Channel;
import io.grpc.Status;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TagsTest {
  private static final String LEAF1 = "JPE00000001";

  private final CloudVisionSimulator cloudVision = CloudVisionSimulator.start();
  private Grpc client;
  private Channel channel;

  @BeforeEach
  void connect() throws Exception {
    client = Grpc.to(cloudVision);
    channel = Grpc.channel(client, cloudVision);
    cloudVision.addContainer("DC1-Leaf");
    cloudVision.addDevice(Device.numbered(1));
  }

  @AfterEach
  void close() {
    client.close();
    cloudVision.close();
  }

  private static TagAssignmentKey.Builder key(String workspace, String label) {
    return TagAssignmentKey.newBuilder()
        .setWorkspaceId(StringValue.of(workspace))
        .setElementType(ElementType.ELEMENT_TYPE_DEVICE)
        .setLabel(StringValue.of(label));
  }

  private Received<TagAssignmentStreamResponse> subscribe(TagAssignmentKey.Builder filter) {
    Received<TagAssignmentStreamResponse> received = new Received<>();
    TagAssignmentServiceGrpc.newStub(channel)
        .subscribe(
            TagAssignmentStreamRequest.newBuilder()
                .addPartialEqFilter(TagAssignment.newBuilder().setKey(filter))
                .build(),
            received);
    received.first(1);
    return received;
  }

  private static List<String> told(List<TagAssignmentStreamResponse> messages) {
    return messages.stream()
        .map(m -> m.getType() + " " + m.getValue().getKey().getValue().getValue())
        .toList();
  }

  @Test
  void container_isASystemTag_whoseValueChangesInTwoMessages() {
    Received<TagAssignmentStreamResponse> received = subscribe(key("", "Container"));
    cloudVision.moveDevice(LEAF1, "DC1-Leaf");
    received.first(4);
    cloudVision.tags().removalFirst(false);
    cloudVision.moveDevice(LEAF1, "Undefined");

    assertThat(told(received.first(6)))
        .containsExactly(
            "INITIAL Undefined",
            "INITIAL_SYNC_COMPLETE ",
            "DELETED Undefined",
            "UPDATED DC1-Leaf",
            "UPDATED Undefined",
            "DELETED DC1-Leaf");
  }

  @Test
  void label_mayHaveSeveralValues() {
    cloudVision.tags().assign(LEAF1, "Role", "leaf");
    cloudVision.tags().assign(LEAF1, "Role", "border");
    cloudVision.tags().assignToInterface(LEAF1, "Ethernet1", "Role", "uplink");

    Received<TagAssignmentStreamResponse> received = subscribe(key("", "Role"));

    assertThat(told(received.first(3)))
        .containsExactlyInAnyOrder("INITIAL leaf", "INITIAL border", "INITIAL_SYNC_COMPLETE ");
    assertThat(cloudVision.tags().values(LEAF1, "Role")).containsExactly("leaf", "border");
    cloudVision.tags().unassign(LEAF1, "Role", "leaf");
    cloudVision.tags().change(LEAF1, "Role", "border", "spine");
    assertThat(told(received.first(6))).endsWith("DELETED leaf", "DELETED border", "UPDATED spine");
  }

  @Test
  void workspaces_areNoiseToWhoDoesNotAskForTheMainline() {
    cloudVision.tags().inWorkspace("ws-1").assign(LEAF1, "Role", "draft");
    TagAssignmentKey.Builder any = TagAssignmentKey.newBuilder().setLabel(StringValue.of("Role"));

    assertThat(told(subscribe(key("", "Role")).first(1))).containsExactly("INITIAL_SYNC_COMPLETE ");
    assertThat(told(subscribe(any).first(2)))
        .containsExactly("INITIAL draft", "INITIAL_SYNC_COMPLETE ");
  }

  @Test
  void assignment_byTheApi_needsAWorkspaceAndATag() throws Exception {
    TagAssignmentKey.Builder key =
        key("ws-1", "Role")
            .setValue(StringValue.of("leaf"))
            .setDeviceId(StringValue.of(LEAF1))
            .setInterfaceId(StringValue.of(""));
    Received<TagAssignmentStreamResponse> received = subscribe(key("ws-1", "Role"));

    assertThat(set(key).end().getCode()).isEqualTo(Status.Code.NOT_FOUND);
    workspace("ws-1");
    assertThat(set(key).end().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    cloudVision.tags().assign(LEAF1, "Role", "leaf");
    assertThat(set(key).end()).isEqualTo(Status.OK);
    assertThat(told(received.first(2))).endsWith("UPDATED leaf");
    assertThat(set(key.setWorkspaceId(StringValue.of(""))).end().getCode())
        .isEqualTo(Status.Code.INVALID_ARGUMENT);
  }

  private void workspace(String id) throws Exception {
    WorkspaceKey key = WorkspaceKey.newBuilder().setWorkspaceId(StringValue.of(id)).build();
    Received<WorkspaceConfigSetResponse> answer = new Received<>();
    WorkspaceConfigServiceGrpc.newStub(channel)
        .set(
            WorkspaceConfigSetRequest.newBuilder()
                .setValue(WorkspaceConfig.newBuilder().setKey(key))
                .build(),
            answer);
    assertThat(answer.end()).isEqualTo(Status.OK);
  }

  private Received<TagAssignmentConfigSetResponse> set(TagAssignmentKey.Builder key) {
    Received<TagAssignmentConfigSetResponse> answer = new Received<>();
    TagAssignmentConfigServiceGrpc.newStub(channel)
        .set(
            TagAssignmentConfigSetRequest.newBuilder()
                .setValue(TagAssignmentConfig.newBuilder().setKey(key))
                .build(),
            answer);
    return answer;
  }
}
