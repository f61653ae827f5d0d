package io.cvpfunctions.watcher.streams;

import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.watcher.cloudvision.Node;
import io.cvpfunctions.watcher.cloudvision.Trust;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The gRPC side of a CloudVision cluster: asks the endpoint that answered last, and after a failure
 * the next one. Thread-safe.
 */
final class Streams implements AutoCloseable {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private final Endpoints endpoints;

  /** Those nodes, at that port, or at the ports where releases serve gRPC. */
  Streams(List<Node> nodes, Optional<Integer> port, Trust trust, KeepAlive keepAlive) {
    this.endpoints = new Endpoints(nodes, port, trust, keepAlive);
  }

  /**
   * Opens a subscription; {@code arrived} is run whenever there is something to take, or an end.
   *
   * @throws CallFailedException where a login is needed and fails
   */
  <Q, M> OpenStream<M> open(MethodDescriptor<Q, M> method, Q request, Runnable arrived) {
    Endpoint endpoint = endpoints.current();
    Metadata headers = headers(endpoint);
    var call = endpoint.channel().newCall(method, CallOptions.DEFAULT);
    return OpenStream.start(call, headers, request, endpoint, arrived);
  }

  /**
   * Asks for one thing.
   *
   * @throws StreamFailedException saying how it ended instead
   */
  <Q, M> M one(MethodDescriptor<Q, M> method, Q request, Duration limit) {
    return asking(
        channel -> ClientCalls.blockingUnaryCall(channel, method, within(limit), request));
  }

  /** Asks for many things, each of which is handed on as it comes. */
  <Q, M> void each(MethodDescriptor<Q, M> method, Q request, Duration limit, Consumer<M> consumer) {
    asking(
        channel -> {
          Iterator<M> answers =
              ClientCalls.blockingServerStreamingCall(channel, method, within(limit), request);
          answers.forEachRemaining(consumer);
          return true;
        });
  }

  private interface Question<T> {
    T ask(Channel channel);
  }

  private <T> T asking(Question<T> question) {
    Endpoint endpoint = endpoints.current();
    Metadata headers = headers(endpoint);
    var attach = MetadataUtils.newAttachHeadersInterceptor(headers);
    try {
      T answer = question.ask(ClientInterceptors.intercept(endpoint.channel(), attach));
      endpoints.answered(endpoint);
      return answer;
    } catch (StatusRuntimeException failed) {
      StreamEnd end = StreamEnd.ofQuestion(failed);
      note(endpoint, end);
      throw new StreamFailedException(end);
    }
  }

  private static CallOptions within(Duration limit) {
    return CallOptions.DEFAULT.withDeadlineAfter(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  private Metadata headers(Endpoint endpoint) {
    try {
      Metadata headers = new Metadata();
      headers.put(AUTHORIZATION, "Bearer " + endpoint.node().bearer());
      return headers;
    } catch (CallFailedException noLogin) {
      if (noLogin.kind() != CallFailedException.Kind.OPERATOR) endpoints.failed(endpoint);
      throw noLogin;
    }
  }

  /**
   * Takes notice of how a subscription ended, so that the next one goes where it may fare better.
   */
  void ended(OpenStream<?> stream, StreamEnd end) {
    note(stream.endpoint(), end);
  }

  private void note(Endpoint endpoint, StreamEnd end) {
    switch (end.kind()) {
      case UNREACHABLE -> {
        endpoint.disconnect();
        endpoints.failed(endpoint);
      }
      case BROKEN -> endpoints.broken(endpoint);
      case SILENT -> endpoints.silent(endpoint);
      case UNAUTHENTICATED -> endpoint.node().forgetSession();
      default -> endpoints.answered(endpoint);
    }
  }

  /** The server has taken the subscription. */
  void answered(OpenStream<?> stream) {
    endpoints.answered(stream.endpoint());
  }

  /** Whether an endpoint is left that was not tried since the last that answered. */
  boolean untried() {
    return endpoints.untried();
  }

  /** Whether one has answered, and not all have failed since. */
  boolean reached() {
    return endpoints.reached();
  }

  Endpoint current() {
    return endpoints.current();
  }

  /** From now on all goes to that host. */
  void redirect(String host, int port) {
    endpoints.redirect(endpoints.current(), host, port);
  }

  /** Where gRPC is looked for. */
  String describe() {
    return endpoints.describe();
  }

  @Override
  public void close() {
    endpoints.close();
  }
}
