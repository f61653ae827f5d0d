package io.cvpfunctions.lab.cloudvision.resources;

import io.cvpfunctions.lab.http.Http2;
import io.cvpfunctions.lab.http.RecordedRequest;
import io.cvpfunctions.lab.http.Recording;
import io.cvpfunctions.lab.http.Reply;
import io.grpc.ClientInterceptor;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** The resource APIs of one node, and the faults that can be ordered for them. Thread-safe. */
public final class ResourceApi implements AutoCloseable {
  /** What the paths of the resource APIs as REST begin with. */
  public static final String REST = RestBinding.PREFIX;

  private static final String LOCAL = InetAddress.getLoopbackAddress().getHostAddress();

  /** Seen of the real one, which refuses larger requests with RESOURCE_EXHAUSTED. */
  private static final int LARGEST_REQUEST = 1024 * 1024;

  /** What the real one tolerates is not public; a client that pings every 60 s has been seen. */
  private static final int SECONDS_BETWEEN_PINGS = 30;

  private final Catalogue catalogue;
  private final Access access;
  private final Wire wire;
  private final CallFaults faults = new CallFaults();
  private final Recording<ResourceCall> calls = new Recording<>();
  private final RestBinding rest;
  private Server server;
  private ManagedChannel channel;
  private Http2 transport;

  /** The last says whether a change is told by what differs only. */
  public ResourceApi(Catalogue catalogue, Access access, BooleanSupplier partly) {
    this.catalogue = catalogue;
    this.access = access;
    this.wire = new Wire(partly);
    this.rest = new RestBinding(catalogue.methods());
  }

  /** Where it answers in plain text; started by the first who asks. */
  public synchronized int localPort() {
    if (server == null) server = start();
    return server.getPort();
  }

  /** The same as REST, under {@link #REST}, for whoever this token is of. */
  public Reply answer(RecordedRequest request, Optional<String> token) {
    Metadata headers = new Metadata();
    token.ifPresent(each -> headers.put(Gatekeeper.AUTHORIZATION, "Bearer " + each));
    ClientInterceptor bearer = MetadataUtils.newAttachHeadersInterceptor(headers);
    return rest.answer(request, ClientInterceptors.intercept(channel(), bearer));
  }

  private synchronized ManagedChannel channel() {
    if (channel == null)
      channel = NettyChannelBuilder.forAddress(LOCAL, localPort()).usePlaintext().build();
    return channel;
  }

  /** Which connections lead here. */
  public synchronized void reachedBy(Http2 connections) {
    transport = connections;
  }

  private Server start() {
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .maxInboundMessageSize(LARGEST_REQUEST)
            .permitKeepAliveTime(SECONDS_BETWEEN_PINGS, TimeUnit.SECONDS)
            .intercept(new Gatekeeper(access, faults, calls));
    catalogue.definitions(wire).forEach(builder::addService);
    try {
      return builder.build().start();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public synchronized void close() {
    if (channel != null) channel.shutdownNow();
    if (server != null) server.shutdownNow();
  }

  /** The next so many calls whose method contains this go wrong. */
  public void failNext(int times, String method, CallFault fault) {
    faults.add(method, fault, times);
  }

  /** Calls whose method contains this go wrong until {@link #heal}. */
  public void failOn(String method, CallFault fault) {
    faults.add(method, fault, -1);
  }

  /** Whether an order of this very fault has met no call yet. */
  public boolean unhit(CallFault fault) {
    return faults.unhit(fault);
  }

  /** No more faults for calls to come, and streams that are silent speak again. */
  public void heal() {
    faults.clear();
    wire.each(Stream::speak);
  }

  /** All open subscriptions end with OK, as the hosted service's do after half an hour. */
  public void endStreams() {
    endStreams(Status.OK);
  }

  public void endStreams(Status status) {
    wire.each(stream -> stream.end(status));
  }

  /**
   * All streams are reset with INTERNAL_ERROR, as a front end in trouble does; maybe there is none.
   */
  public synchronized void resetStreams() {
    if (transport != null) transport.resetStreams();
  }

  /** Open subscriptions tell nothing more until {@link #heal}; pings are answered. */
  public void silence() {
    wire.each(Stream::fallSilent);
  }

  /** Not a byte passes, not even a ping's answer, until {@link #thaw}. */
  public synchronized void freeze() {
    transport.freeze();
  }

  public synchronized void thaw() {
    transport.thaw();
  }

  /** Sends a message without a value on every open subscription, such as 40, 50, 51 or 99. */
  public void sendOperation(int number) {
    wire.mark(number);
  }

  /** Subscriptions that are open now. */
  public int streams() {
    return wire.streams();
  }

  public List<ResourceCall> calls() {
    return calls.all();
  }

  /** Calls whose method contains this. */
  public List<ResourceCall> calls(String method) {
    return calls().stream().filter(call -> call.method().contains(method)).toList();
  }

  public Optional<ResourceCall> awaitCall(Predicate<? super ResourceCall> fits, Duration patience) {
    return calls.await(fits, patience);
  }
}
