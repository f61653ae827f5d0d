package io.cvpfunctions.lab.cloudvision;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.StringValue;
import io.cvpfunctions.cloudvision.apis.configstatus.v1.ConfigSyncCode;
import io.cvpfunctions.cloudvision.apis.configstatus.v1.SummaryServiceGrpc;
import io.cvpfunctions.cloudvision.apis.configstatus.v1.SummaryStreamRequest;
import io.cvpfunctions.cloudvision.apis.configstatus.v1.SummaryStreamResponse;
import io.cvpfunctions.cloudvision.apis.inventory.v1.DeviceBatchedStreamRequest;
import io.cvpfunctions.cloudvision.apis.inventory.v1.DeviceBatchedStreamResponse;
import io.cvpfunctions.cloudvision.apis.inventory.v1.DeviceServiceGrpc;
import io.cvpfunctions.cloudvision.apis.inventory.v1.DeviceStreamRequest;
import io.cvpfunctions.cloudvision.apis.inventory.v1.DeviceStreamResponse;
import io.cvpfunctions.cloudvision.apis.inventory.v1.ProvisionedDevice;
import io.cvpfunctions.cloudvision.apis.inventory.v1.ProvisionedDeviceServiceGrpc;
import io.cvpfunctions.cloudvision.apis.inventory.v1.ProvisionedDeviceStreamRequest;
import io.cvpfunctions.cloudvision.apis.inventory.v1.ProvisionedDeviceStreamResponse;
import io.cvpfunctions.cloudvision.apis.inventory.v1.StreamingStatus;
import io.cvpfunctions.cloudvision.apis.subscriptions.Operation;
import io.cvpfunctions.lab.Caller;
import io.grpc.Channel;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeviceStreamTest {
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

  private Received<ProvisionedDeviceStreamResponse> provisioned() {
    Received<ProvisionedDeviceStreamResponse> received = new Received<>();
    ProvisionedDeviceServiceGrpc.newStub(channel)
        .subscribe(ProvisionedDeviceStreamRequest.getDefaultInstance(), received);
    received.first(2);
    return received;
  }

  private static List<String> groups(List<ProvisionedDeviceStreamResponse> messages) {
    return messages.stream()
        .map(m -> m.getType() + " " + m.getValue().getProvisioningGroupName().getValue())
        .toList();
  }

  @Test
  void group_followsTheContainer_byNameOrTheKeyOfUndefined() {
    Received<ProvisionedDeviceStreamResponse> received = provisioned();
    cloudVision.moveDevice(LEAF1, "DC1-Leaf");
    cloudVision.renameContainer("DC1-Leaf", "DC1");
    cloudVision.unprovision(LEAF1);

    List<ProvisionedDeviceStreamResponse> messages = received.first(5);

    assertThat(groups(messages))
        .containsExactly(
            "INITIAL undefined_container",
            "INITIAL_SYNC_COMPLETE ",
            "UPDATED DC1-Leaf",
            "UPDATED DC1",
            "DELETED ");
    ProvisionedDevice moved = messages.get(2).getValue();
    assertThat(moved.getKey().getDeviceId()).isEqualTo(StringValue.of(LEAF1));
    assertThat(moved.hasIpAddress()).isFalse();
  }

  @Test
  void move_thatWaitsForItsTask_isToldOnceItHasRun() throws Exception {
    try (CloudVisionSimulator late =
            CloudVisionSimulator.builder()
                .membershipChanges(MembershipChange.AT_TASK_COMPLETION)
                .start();
        Grpc other = Grpc.to(late)) {
      late.addContainer("DC1-Leaf");
      late.addDevice(Device.numbered(1));
      channel = Grpc.channel(other, late);
      Received<ProvisionedDeviceStreamResponse> received = provisioned();
      Task task = late.proposeMove(LEAF1, "DC1-Leaf");
      late.streaming(LEAF1, false);
      late.executeTask(task.id());

      assertThat(groups(received.first(3))).endsWith("UPDATED DC1-Leaf");
    }
  }

  @Test
  void device_thatRestarts_changesBootTimeAndStreamingStatus_alsoOverRest() throws Exception {
    Received<DeviceStreamResponse> received = new Received<>();
    DeviceServiceGrpc.newStub(channel)
        .subscribe(DeviceStreamRequest.getDefaultInstance(), received);
    received.first(2);
    cloudVision.streaming(LEAF1, false);
    Instant booted = Instant.parse("2026-11-24T10:00:00.500Z");
    cloudVision.booted(LEAF1, booted);

    List<DeviceStreamResponse> messages = received.first(4);

    assertThat(messages.get(0).getValue().getHostname().getValue()).isEqualTo("leaf1");
    assertThat(messages.get(2).getValue().getStreamingStatus())
        .isEqualTo(StreamingStatus.STREAMING_STATUS_INACTIVE);
    assertThat(messages.get(3).getValue().getBootTime()).isEqualTo(Events.timestamp(booted));
    var rest = Client.loggedIn(cloudVision).json("/cvpservice/inventory/devices").get(0);
    assertThat(rest.path("bootupTimestamp").asDouble()).isEqualTo(1_795_514_400.5);
    assertThat(rest.path("streamingStatus").asText()).isEqualTo("inactive");
  }

  @Test
  void device_outOfSync_isSoByConfigstatusAndByComplianceCode() throws Exception {
    Received<SummaryStreamResponse> received = new Received<>();
    SummaryServiceGrpc.newStub(channel)
        .subscribe(SummaryStreamRequest.getDefaultInstance(), received);
    received.first(2);
    Caller rest = Client.loggedIn(cloudVision);
    cloudVision.outOfSync(LEAF1);
    assertThat(compliance(rest)).isEqualTo("0001");
    cloudVision.inSync(LEAF1);
    cloudVision.compliance(LEAF1, "0005");

    assertThat(received.first(4))
        .extracting(message -> message.getValue().getSummary().getSync())
        .containsExactly(
            ConfigSyncCode.CONFIG_SYNC_CODE_IN_SYNC,
            ConfigSyncCode.CONFIG_SYNC_CODE_UNSPECIFIED,
            ConfigSyncCode.CONFIG_SYNC_CODE_OUT_OF_SYNC,
            ConfigSyncCode.CONFIG_SYNC_CODE_IN_SYNC);
    assertThat(compliance(rest)).isEqualTo("0005");
  }

  private static String compliance(Caller rest) throws Exception {
    return rest.json("/cvpservice/inventory/devices").get(0).path("complianceCode").asText();
  }

  @Test
  void device_thatIsRemoved_isDeletedEverywhere() {
    Received<DeviceStreamResponse> received = new Received<>();
    DeviceServiceGrpc.newStub(channel)
        .subscribe(DeviceStreamRequest.getDefaultInstance(), received);
    received.first(2);

    cloudVision.removeDevice(LEAF1);

    DeviceStreamResponse gone = received.first(3).get(2);
    assertThat(gone.getType()).isEqualTo(Operation.DELETED);
    assertThat(gone.getValue().hasHostname()).isFalse();
    assertThat(cloudVision.tags().values(LEAF1, "Container")).isEmpty();
  }

  @Test
  void fleet_of10000_comesInBatchesAndOneByOne() {
    cloudVision.addFleet(10_000, 31);
    Received<ProvisionedDeviceStreamResponse> single = new Received<>();
    ProvisionedDeviceServiceGrpc.newStub(channel)
        .subscribe(ProvisionedDeviceStreamRequest.getDefaultInstance(), single);
    Received<DeviceBatchedStreamResponse> batches = new Received<>();
    DeviceServiceGrpc.newStub(channel)
        .getAllBatched(DeviceBatchedStreamRequest.getDefaultInstance(), batches);

    assertThat(single.first(10_001).get(10_000).getType())
        .isEqualTo(Operation.INITIAL_SYNC_COMPLETE);
    assertThat(batches.first(20)).allMatch(batch -> batch.getResponsesCount() == 500);
    assertThat(cloudVision.containerOf("JPE00010000")).startsWith("Rack-");
  }
}
