package io.cvpfunctions.lab.cloudvision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.StringValue;
import io.cvpfunctions.cloudvision.apis.event.v1.Event;
import io.cvpfunctions.cloudvision.apis.event.v1.EventServiceGrpc;
import io.cvpfunctions.cloudvision.apis.event.v1.EventStreamRequest;
import io.cvpfunctions.cloudvision.apis.event.v1.EventStreamResponse;
import io.cvpfunctions.cloudvision.apis.inventory.v1.DeviceServiceGrpc;
import io.cvpfunctions.cloudvision.apis.inventory.v1.DeviceStreamRequest;
import io.cvpfunctions.cloudvision.apis.inventory.v1.DeviceStreamResponse;
import io.cvpfunctions.cloudvision.apis.subscriptions.Operation;
import io.cvpfunctions.lab.cloudvision.resources.CallFault;
import io.grpc.Channel;
import io.grpc.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StreamFaultTest {
  private static final String LEAF1 = "JPE00000001";
  private static final DeviceStreamRequest ALL = DeviceStreamRequest.getDefaultInstance();

  private final CloudVisionSimulator cloudVision = CloudVisionSimulator.start();
  private Grpc client;
  private Channel channel;

  @BeforeEach
  void connect() throws Exception {
    client = Grpc.to(cloudVision);
    channel = Grpc.channel(client, cloudVision);
    cloudVision.addDevice(Device.numbered(1));
    cloudVision.addDevice(Device.numbered(2));
  }

  @AfterEach
  void close() {
    client.close();
    cloudVision.close();
  }

  private Received<DeviceStreamResponse> open() {
    Received<DeviceStreamResponse> received = new Received<>();
    DeviceServiceGrpc.newStub(channel).subscribe(ALL, received);
    return received;
  }

  private Received<DeviceStreamResponse> subscribed() {
    Received<DeviceStreamResponse> received = open();
    received.first(3);
    return received;
  }

  @Test
  void resetStreams_ofAReleaseWithoutStreams_doesNothing() {
    try (var old = CloudVisionSimulator.builder().generation(Generation.V2018_1).start()) {
      old.grpc().resetStreams();
      assertThat(old.grpc().streams()).isZero();
    }
  }

  @Test
  void streams_endSilently_orWithAStatus_andAreNotTornDownTwice() throws Exception {
    Received<DeviceStreamResponse> silent = subscribed();
    cloudVision.grpc().endStreams();
    assertThat(silent.end()).isEqualTo(Status.OK);

    Received<DeviceStreamResponse> loud = subscribed();
    cloudVision.grpc().endStreams(Status.UNAVAILABLE.withDescription("restarting"));
    assertThat(loud.end().getCode()).isEqualTo(Status.Code.UNAVAILABLE);

    await().until(() -> cloudVision.grpc().streams() == 0);
    subscribed();
    assertThat(cloudVision.grpc().streams()).isEqualTo(1);
  }

  @Test
  void streams_thatAreReset_areInternal_andTheConnectionLives() throws Exception {
    Received<DeviceStreamResponse> first = subscribed();
    Received<DeviceStreamResponse> second = subscribed();

    cloudVision.grpc().resetStreams();

    assertThat(first.end().getCode()).isEqualTo(Status.Code.INTERNAL);
    assertThat(second.end().getDescription()).contains("INTERNAL_ERROR");
    await().until(() -> cloudVision.grpc().streams() == 0);
    Received<DeviceStreamResponse> again = subscribed();
    cloudVision.streaming(LEAF1, false);
    assertThat(again.first(4)).hasSize(4);
    assertThat(cloudVision.http().connections()).isEqualTo(1);
  }

  @Test
  void refusals_holdForTheirServiceOnly_untilHealed() throws Exception {
    cloudVision.grpc().failOn("DeviceService", CallFault.unimplemented());
    Received<EventStreamResponse> events = new Received<>();
    EventServiceGrpc.newStub(channel).subscribe(EventStreamRequest.getDefaultInstance(), events);

    assertThat(open().end().getCode()).isEqualTo(Status.Code.UNIMPLEMENTED);
    assertThat(events.first(1)).hasSize(1);
    cloudVision.grpc().heal();
    cloudVision
        .grpc()
        .failNext(1, "DeviceService/Subscribe", CallFault.status(Status.PERMISSION_DENIED));
    assertThat(open().end().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
    assertThat(subscribed().ended()).isFalse();
    assertThat(cloudVision.grpc().calls("DeviceService/Subscribe")).hasSize(3);
  }

  @Test
  void snapshot_mayBeEmpty_orStopInTheMiddle() throws Exception {
    cloudVision.grpc().failNext(1, "DeviceService", CallFault.emptySnapshot());
    Received<DeviceStreamResponse> empty = open();
    assertThat(empty.first(1).get(0).getType()).isEqualTo(Operation.INITIAL_SYNC_COMPLETE);
    cloudVision.streaming(LEAF1, false);
    assertThat(empty.first(2).get(1).getType()).isEqualTo(Operation.UPDATED);

    cloudVision.grpc().failNext(1, "DeviceService", CallFault.endAfter(1, Status.OK));
    Received<DeviceStreamResponse> half = open();
    assertThat(half.end()).isEqualTo(Status.OK);
    assertThat(half.all()).hasSize(1);
  }

  @Test
  void operations_thatNobodyKnows_comeWithoutAValue() {
    Received<DeviceStreamResponse> received = subscribed();
    cloudVision.grpc().sendOperation(50);
    cloudVision.grpc().sendOperation(99);

    assertThat(received.first(5).subList(3, 5))
        .extracting(DeviceStreamResponse::getTypeValue)
        .containsExactly(50, 99);
    assertThat(received.all().get(4).hasValue()).isFalse();
  }

  @Test
  void streams_thatFallSilent_tellAllOfItLater() {
    cloudVision.grpc().failNext(1, "DeviceService", CallFault.silent());
    Received<DeviceStreamResponse> never = open();
    await().until(() -> cloudVision.grpc().streams() == 1);
    Received<DeviceStreamResponse> later = subscribed();
    cloudVision.grpc().silence();
    cloudVision.streaming(LEAF1, false);
    Received<DeviceStreamResponse> other = subscribed();

    assertThat(other.first(3)).hasSize(3);
    assertThat(never.all()).isEmpty();
    assertThat(later.all()).hasSize(3);
    cloudVision.grpc().heal();
    assertThat(never.first(4)).hasSize(4);
    assertThat(later.first(4)).hasSize(4);
  }

  @Test
  void connection_thatIsFrozen_passesNothing_untilItThaws() {
    Received<DeviceStreamResponse> received = subscribed();
    cloudVision.grpc().freeze();
    cloudVision.streaming(LEAF1, false);
    Received<DeviceStreamResponse> another = open();
    await().until(() -> cloudVision.grpc().streams() == 1);

    assertThat(received.all()).hasSize(3);
    assertThat(another.all()).isEmpty();
    cloudVision.grpc().thaw();
    assertThat(received.first(4)).hasSize(4);
    assertThat(another.first(3)).hasSize(3);
  }

  @Test
  void node_thatIsDown_takesItsStreamsWithIt() throws Exception {
    Received<DeviceStreamResponse> received = subscribed();
    cloudVision.node().down();

    assertThat(received.end().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(open().end().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    cloudVision.node().up();
    Received<DeviceStreamResponse> again = new Received<>();
    DeviceServiceGrpc.newStub(channel).withWaitForReady().subscribe(ALL, again);
    assertThat(again.first(3)).hasSize(3);
  }

  @Test
  void request_overAMebibyte_isTooLarge() throws Exception {
    Event.Builder large = Event.newBuilder().setTitle(StringValue.of("x".repeat(1_100_000)));
    Received<EventStreamResponse> received = new Received<>();
    EventServiceGrpc.newStub(channel)
        .getAll(EventStreamRequest.newBuilder().addPartialEqFilter(large).build(), received);

    assertThat(received.end().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
  }
}
