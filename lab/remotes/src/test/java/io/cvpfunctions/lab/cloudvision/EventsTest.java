package io.cvpfunctions.lab.cloudvision;

import static io.cvpfunctions.cloudvision.apis.event.v1.EventSeverity.EVENT_SEVERITY_ERROR;
import static io.cvpfunctions.cloudvision.apis.event.v1.EventSeverity.EVENT_SEVERITY_WARNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.BoolValue;
import com.google.protobuf.StringValue;
import io.cvpfunctions.cloudvision.apis.event.v1.Event;
import io.cvpfunctions.cloudvision.apis.event.v1.EventAnnotationConfig;
import io.cvpfunctions.cloudvision.apis.event.v1.EventAnnotationConfigServiceGrpc;
import io.cvpfunctions.cloudvision.apis.event.v1.EventAnnotationConfigSetRequest;
import io.cvpfunctions.cloudvision.apis.event.v1.EventKey;
import io.cvpfunctions.cloudvision.apis.event.v1.EventRequest;
import io.cvpfunctions.cloudvision.apis.event.v1.EventResponse;
import io.cvpfunctions.cloudvision.apis.event.v1.EventServiceGrpc;
import io.cvpfunctions.cloudvision.apis.event.v1.EventSomeRequest;
import io.cvpfunctions.cloudvision.apis.event.v1.EventSomeResponse;
import io.cvpfunctions.cloudvision.apis.event.v1.EventStreamRequest;
import io.cvpfunctions.cloudvision.apis.event.v1.EventStreamResponse;
import io.cvpfunctions.cloudvision.apis.event.v1.MetaResponse;
import io.cvpfunctions.cloudvision.apis.event.v1.UserEventCreationConfig;
import io.cvpfunctions.cloudvision.apis.event.v1.UserEventCreationConfigServiceGrpc;
import io.cvpfunctions.cloudvision.apis.event.v1.UserEventCreationConfigSetRequest;
import io.cvpfunctions.cloudvision.apis.event.v1.UserEventCreationKey;
import io.cvpfunctions.cloudvision.apis.subscriptions.Operation;
import io.cvpfunctions.cloudvision.apis.time.TimeBounds;
import io.grpc.Channel;
import io.grpc.Status;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventsTest {
  private static final String TYPE = "DEVICE_INTF_ERR_SMART";
  private static final EventStreamRequest ALL = EventStreamRequest.getDefaultInstance();

  private final CloudVisionSimulator cloudVision =
      CloudVisionSimulator.builder().generation(Generation.V2025_2).start();
  private Grpc client;
  private Channel channel;

  @BeforeEach
  void connect() throws Exception {
    client = Grpc.to(cloudVision);
    channel = Grpc.channel(client, cloudVision);
  }

  @AfterEach
  void close() {
    client.close();
    cloudVision.close();
  }

  private Received<EventStreamResponse> subscribe(EventStreamRequest request) {
    Received<EventStreamResponse> received = new Received<>();
    EventServiceGrpc.newStub(channel).subscribe(request, received);
    return received;
  }

  private List<EventStreamResponse> getAll(TimeBounds.Builder time) throws Exception {
    Received<EventStreamResponse> received = new Received<>();
    EventServiceGrpc.newStub(channel)
        .getAll(EventStreamRequest.newBuilder().setTime(time).build(), received);
    assertThat(received.end()).isEqualTo(Status.OK);
    return received.all();
  }

  private RaisedEvent raise() {
    return cloudVision.events().raise(TYPE, EVENT_SEVERITY_WARNING, "JPE00000001", "Ethernet1");
  }

  @Test
  void subscription_tellsWhatIs_thenItsEnd_thenWhatChanges() {
    RaisedEvent known = raise();
    Received<EventStreamResponse> received = subscribe(ALL);
    received.first(2);
    known.severity(EVENT_SEVERITY_ERROR).delete();

    List<EventStreamResponse> messages = received.first(4);

    assertThat(messages)
        .extracting(EventStreamResponse::getType)
        .containsExactly(
            Operation.INITIAL,
            Operation.INITIAL_SYNC_COMPLETE,
            Operation.UPDATED,
            Operation.DELETED);
    assertThat(messages.get(0).getValue().getTitle().getValue()).isEqualTo("DEVICE INTF ERR SMART");
    assertThat(messages.get(1).hasValue()).isFalse();
    Event update = messages.get(2).getValue();
    assertThat(update.getKey()).isEqualTo(known.key());
    assertThat(update.getSeverity()).isEqualTo(EVENT_SEVERITY_ERROR);
    assertThat(update.hasTitle()).isFalse();
    assertThat(messages.get(3).getValue())
        .isEqualTo(Event.newBuilder().setKey(known.key()).build());
  }

  @Test
  void update_whereAllIsTold_holdsTheWholeEvent() {
    cloudVision.tellsOnlyChanges(false);
    RaisedEvent known = raise();
    Received<EventStreamResponse> received = subscribe(ALL);
    received.first(2);
    known.describe("Überhitzung 🔥").acknowledge("ann").read("ann").note("ann", "on it").resolve();

    Event last = received.first(7).get(6).getValue();

    assertThat(last).isEqualTo(known.value());
    assertThat(last.getDescription().getValue()).isEqualTo("Überhitzung 🔥");
    assertThat(last.getAck().getAcker().getValue()).isEqualTo("ann");
    assertThat(last.getRead().getRead().getValue()).isTrue();
    assertThat(last.getNotes().getNotesMap().values())
        .extracting(note -> note.getNote().getValue())
        .containsExactly("on it");
    assertThat(last.hasDeleteTime()).isTrue();
    assertThat(cloudVision.events().active()).isEmpty();
  }

  @Test
  void recurrence_hasTheSameKey_andAnotherTimestampToTheNanosecond() {
    RaisedEvent first = raise().resolve();

    RaisedEvent second = first.recur();

    assertThat(second.key().getKey()).isEqualTo(first.key().getKey());
    assertThat(first.key().getKey().getValue()).matches("[0-9a-f]{13,16}");
    assertThat(second.key().getTimestamp()).isNotEqualTo(first.key().getTimestamp());
    assertThat(second.value().hasDeleteTime()).isFalse();
    assertThat(cloudVision.events().all()).hasSize(2);
  }

  @Test
  void event_ofAnyShape_isToldAsItIs() {
    Event.Builder odd = Event.newBuilder().setDescription(StringValue.of("電源".repeat(1_000_000)));
    odd.setKey(EventKey.newBuilder().setKey(StringValue.of("5f0a1c22d3e4b67")));
    RaisedEvent raised = cloudVision.events().raise(odd.build());

    Event received = subscribe(ALL).first(1).get(0).getValue();

    assertThat(received).isEqualTo(raised.value());
    assertThat(received.getSerializedSize()).isGreaterThan(4 * 1024 * 1024);
    assertThat(received.hasEventType()).isFalse();
  }

  @Test
  void flood_comesWhole() {
    Received<EventStreamResponse> received = subscribe(ALL);
    cloudVision.events().flood(2_000, "JPE00000001");

    assertThat(received.first(2_001))
        .extracting(m -> m.getValue().getKey())
        .doesNotHaveDuplicates();
  }

  @Test
  void subscription_withATime_isRefused() throws Exception {
    EventStreamRequest timed =
        EventStreamRequest.newBuilder().setTime(TimeBounds.getDefaultInstance()).build();

    assertThat(subscribe(timed).end().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
  }

  @Test
  void filters_holdForWhatIsAndForWhatChanges() {
    raise();
    Event.Builder errors = Event.newBuilder().setSeverity(EVENT_SEVERITY_ERROR);
    Event.Builder cpu = Event.newBuilder().setEventType(StringValue.of("HIGH_CPU_LOAD_AVG"));
    Received<EventStreamResponse> received =
        subscribe(ALL.toBuilder().addPartialEqFilter(errors).addPartialEqFilter(cpu).build());
    received.first(1);

    cloudVision.events().raise("LOW_DEVICE_DISK_SPACE", EVENT_SEVERITY_WARNING, "JPE00000001");
    RaisedEvent told =
        cloudVision.events().raise("HIGH_CPU_LOAD_AVG", EVENT_SEVERITY_WARNING, "JPE00000001");

    assertThat(received.first(2))
        .extracting(EventStreamResponse::getType, message -> message.getValue().getKey())
        .containsExactly(
            tuple(Operation.INITIAL_SYNC_COMPLETE, EventKey.getDefaultInstance()),
            tuple(Operation.UPDATED, told.key()));
  }

  @Test
  void history_canBeAskedForInFourWays() throws Exception {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    RaisedEvent ended =
        cloudVision.events().at(now.minusSeconds(300)).raise(TYPE, EVENT_SEVERITY_WARNING, "A");
    cloudVision.events().at(now.minusSeconds(200)).raise(TYPE, EVENT_SEVERITY_WARNING, "B");
    ended.at(now.minusSeconds(100)).delete();
    var before = Events.timestamp(now.minusSeconds(250));
    var between = Events.timestamp(now.minusSeconds(150));

    assertThat(told(getAll(TimeBounds.newBuilder()))).containsExactly("INITIAL B");
    assertThat(told(getAll(TimeBounds.newBuilder().setEnd(before)))).containsExactly("INITIAL A");
    assertThat(told(getAll(TimeBounds.newBuilder().setStart(before))))
        .containsExactly("INITIAL A", "UPDATED B", "DELETED ");
    assertThat(told(getAll(TimeBounds.newBuilder().setStart(before).setEnd(between))))
        .containsExactly("INITIAL A", "UPDATED B");
  }

  private static List<String> told(List<EventStreamResponse> messages) {
    return messages.stream()
        .map(m -> m.getType() + " " + m.getValue().getData().getDataOrDefault("deviceId", ""))
        .toList();
  }

  @Test
  void getOne_getSomeAndGetMeta_answerFromTheSameState() throws Exception {
    RaisedEvent raised = raise();
    EventKey other = raised.key().toBuilder().setKey(StringValue.of("0")).build();
    var stub = EventServiceGrpc.newBlockingStub(channel);

    assertThat(stub.getOne(EventRequest.newBuilder().setKey(raised.key()).build()).getValue())
        .isEqualTo(raised.value());
    Received<EventResponse> missing = new Received<>();
    EventServiceGrpc.newStub(channel)
        .getOne(EventRequest.newBuilder().setKey(other).build(), missing);
    assertThat(missing.end().getCode()).isEqualTo(Status.Code.NOT_FOUND);
    Received<EventSomeResponse> some = new Received<>();
    EventServiceGrpc.newStub(channel)
        .getSome(EventSomeRequest.newBuilder().addKeys(raised.key()).addKeys(other).build(), some);
    assertThat(some.first(2)).extracting(EventSomeResponse::hasError).containsExactly(false, true);
    Received<MetaResponse> meta = new Received<>();
    EventServiceGrpc.newStub(channel).getMeta(ALL, meta);
    assertThat(meta.first(1).get(0).getCount().getValue()).isEqualTo(1);
  }

  @Test
  void annotation_showsAsAnUpdateOfTheEvent() {
    RaisedEvent raised = raise();
    Received<EventStreamResponse> received = subscribe(ALL);
    received.first(2);
    EventAnnotationConfig acknowledged =
        EventAnnotationConfig.newBuilder().setKey(raised.key()).setAck(BoolValue.of(true)).build();

    var answer =
        EventAnnotationConfigServiceGrpc.newBlockingStub(channel)
            .set(EventAnnotationConfigSetRequest.newBuilder().setValue(acknowledged).build());

    assertThat(answer.getValue()).isEqualTo(acknowledged);
    assertThat(answer.hasTime()).isTrue();
    assertThat(received.first(3).get(2).getValue().getAck().getAck().getValue()).isTrue();
  }

  @Test
  void userEvent_isRaisedAsDescribed() {
    UserEventCreationConfig config =
        UserEventCreationConfig.newBuilder()
            .setKey(UserEventCreationKey.newBuilder().setKey(StringValue.of("test-1")))
            .setSeverity(EVENT_SEVERITY_ERROR)
            .setTitle(StringValue.of("self-test"))
            .build();

    UserEventCreationConfigServiceGrpc.newBlockingStub(channel)
        .set(UserEventCreationConfigSetRequest.newBuilder().setValue(config).build());

    assertThat(cloudVision.events().active())
        .extracting(event -> event.getTitle().getValue())
        .containsExactly("self-test");
  }
}
