package io.cvpfunctions.watcher.streams;

import com.google.protobuf.StringValue;
import com.google.protobuf.Timestamp;
import io.cvpfunctions.cloudvision.apis.configstatus.v1.ConfigSyncCode;
import io.cvpfunctions.cloudvision.apis.configstatus.v1.Summary;
import io.cvpfunctions.cloudvision.apis.configstatus.v1.SummaryKey;
import io.cvpfunctions.cloudvision.apis.configstatus.v1.SummaryServiceGrpc;
import io.cvpfunctions.cloudvision.apis.configstatus.v1.SummaryStreamRequest;
import io.cvpfunctions.cloudvision.apis.event.v1.Event;
import io.cvpfunctions.cloudvision.apis.event.v1.EventKey;
import io.cvpfunctions.cloudvision.apis.event.v1.EventRequest;
import io.cvpfunctions.cloudvision.apis.event.v1.EventServiceGrpc;
import io.cvpfunctions.cloudvision.apis.event.v1.EventStreamRequest;
import io.cvpfunctions.cloudvision.apis.event.v1.EventStreamResponse;
import io.cvpfunctions.cloudvision.apis.inventory.v1.DeviceServiceGrpc;
import io.cvpfunctions.cloudvision.apis.inventory.v1.DeviceStreamRequest;
import io.cvpfunctions.cloudvision.apis.inventory.v1.DeviceStreamResponse;
import io.cvpfunctions.cloudvision.apis.inventory.v1.ProvisionedDeviceServiceGrpc;
import io.cvpfunctions.cloudvision.apis.inventory.v1.ProvisionedDeviceStreamRequest;
import io.cvpfunctions.cloudvision.apis.inventory.v1.ProvisionedDeviceStreamResponse;
import io.cvpfunctions.cloudvision.apis.tag.v2.ElementType;
import io.cvpfunctions.cloudvision.apis.tag.v2.TagAssignment;
import io.cvpfunctions.cloudvision.apis.tag.v2.TagAssignmentKey;
import io.cvpfunctions.cloudvision.apis.tag.v2.TagAssignmentServiceGrpc;
import io.cvpfunctions.cloudvision.apis.tag.v2.TagAssignmentStreamRequest;
import io.cvpfunctions.cloudvision.apis.tag.v2.TagAssignmentStreamResponse;
import io.cvpfunctions.cloudvision.apis.time.TimeBounds;
import io.cvpfunctions.watcher.cloudvision.Node;
import io.cvpfunctions.watcher.cloudvision.Trust;
import io.grpc.MethodDescriptor;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * CloudVision's resources, as far as a watcher wants them: subscriptions, and single questions.
 * Stubs, channels and metadata are nobody else's business. Thread-safe.
 */
public final class Resources implements AutoCloseable {
  private static final Duration QUESTION = Duration.ofSeconds(30);
  private static final Duration HISTORY = Duration.ofMinutes(9);

  private final Streams streams;
  private final Region region;

  /** The resources that those nodes serve, at that port, or at whichever is found to. */
  public Resources(List<Node> nodes, Optional<Integer> port, Trust trust) {
    this(nodes, port, trust, KeepAlive.USUAL);
  }

  /** The same, over connections that are looked after like that. */
  Resources(List<Node> nodes, Optional<Integer> port, Trust trust, KeepAlive keepAlive) {
    this.streams = new Streams(nodes, port, trust, keepAlive);
    this.region = new Region(streams);
  }

  /** Every CloudVision event. */
  public OpenStream<EventStreamResponse> events(Runnable arrived) {
    EventStreamRequest all = EventStreamRequest.getDefaultInstance();
    return open(EventServiceGrpc.getSubscribeMethod(), all, arrived);
  }

  /** Every provisioned device, with the name of its container. */
  public OpenStream<ProvisionedDeviceStreamResponse> provisioned(Runnable arrived) {
    var all = ProvisionedDeviceStreamRequest.getDefaultInstance();
    return open(ProvisionedDeviceServiceGrpc.getSubscribeMethod(), all, arrived);
  }

  /** Every device, with hostname, version and so on. */
  public OpenStream<DeviceStreamResponse> devices(Runnable arrived) {
    DeviceStreamRequest all = DeviceStreamRequest.getDefaultInstance();
    return open(DeviceServiceGrpc.getSubscribeMethod(), all, arrived);
  }

  /** The tags of those labels that devices have: those in force, not those of open workspaces. */
  public OpenStream<TagAssignmentStreamResponse> tags(List<String> labels, Runnable arrived) {
    var request = TagAssignmentStreamRequest.newBuilder();
    for (String label : labels) {
      var key =
          TagAssignmentKey.newBuilder()
              .setWorkspaceId(StringValue.getDefaultInstance())
              .setElementType(ElementType.ELEMENT_TYPE_DEVICE)
              .setLabel(StringValue.of(label));
      request.addPartialEqFilter(TagAssignment.newBuilder().setKey(key));
    }
    return open(TagAssignmentServiceGrpc.getSubscribeMethod(), request.build(), arrived);
  }

  private <Q, M> OpenStream<M> open(MethodDescriptor<Q, M> method, Q request, Runnable arrived) {
    region.find();
    return streams.open(method, request, arrived);
  }

  /**
   * The state of all CloudVision events at that time, and all that became of them until the end.
   *
   * @throws StreamFailedException saying how it ended instead
   */
  public void history(Instant start, Instant end, Consumer<EventStreamResponse> consumer) {
    TimeBounds.Builder bounds = TimeBounds.newBuilder().setStart(timestamp(start));
    if (end != null) bounds.setEnd(timestamp(end));
    var request = EventStreamRequest.newBuilder().setTime(bounds).build();
    streams.each(EventServiceGrpc.getGetAllMethod(), request, HISTORY, consumer);
  }

  /**
   * One CloudVision event; empty where it is not there any more.
   *
   * @throws StreamFailedException where that cannot be told
   */
  public Optional<Event> event(EventKey key) {
    EventRequest request = EventRequest.newBuilder().setKey(key).build();
    try {
      return Optional.of(
          streams.one(EventServiceGrpc.getGetOneMethod(), request, QUESTION).getValue());
    } catch (StreamFailedException failed) {
      if (failed.end().kind() == StreamEnd.Kind.NOT_FOUND) return Optional.empty();
      throw failed;
    }
  }

  /**
   * Whether devices run the configuration designed for them, as far as CloudVision knows.
   *
   * @throws StreamFailedException where it is not to be had
   */
  public Map<String, Boolean> inSync(Collection<String> serialNumbers) {
    var request = SummaryStreamRequest.newBuilder();
    for (String each : serialNumbers) {
      var key = SummaryKey.newBuilder().setDeviceId(StringValue.of(each));
      request.addPartialEqFilter(Summary.newBuilder().setKey(key));
    }
    Map<String, Boolean> inSync = new HashMap<>();
    streams.each(
        SummaryServiceGrpc.getGetAllMethod(),
        request.build(),
        QUESTION,
        answer -> {
          Summary summary = answer.getValue();
          ConfigSyncCode code = summary.getSummary().getSync();
          if (code != ConfigSyncCode.CONFIG_SYNC_CODE_UNSPECIFIED) {
            String device = summary.getKey().getDeviceId().getValue();
            inSync.put(device, code == ConfigSyncCode.CONFIG_SYNC_CODE_IN_SYNC);
          }
        });
    return inSync;
  }

  /** The same, where gRPC is known to be there: a look must not wait for a connection. */
  public Optional<Map<String, Boolean>> inSyncIfReached(Collection<String> serialNumbers) {
    return reached() ? Optional.of(inSync(serialNumbers)) : Optional.empty();
  }

  /**
   * Takes notice of how a subscription ended, so that the next one goes where it may fare better.
   */
  public void ended(OpenStream<?> stream, StreamEnd end) {
    streams.ended(stream, end);
  }

  /** The server has taken the subscription. */
  public void answered(OpenStream<?> stream) {
    streams.answered(stream);
  }

  /** Whether an endpoint is left that was not tried since the last that answered. */
  public boolean untried() {
    return streams.untried();
  }

  /** Whether one has answered, and not all have failed since: a question is worth while. */
  public boolean reached() {
    return streams.reached();
  }

  /** Where gRPC is looked for. */
  public String endpoints() {
    return streams.describe();
  }

  private static Timestamp timestamp(Instant at) {
    return Timestamp.newBuilder().setSeconds(at.getEpochSecond()).setNanos(at.getNano()).build();
  }

  @Override
  public void close() {
    streams.close();
  }
}
