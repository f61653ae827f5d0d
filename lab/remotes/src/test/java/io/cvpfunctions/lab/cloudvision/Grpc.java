package io.cvpfunctions.lab.cloudvision;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A client of the resource APIs with a good token, over TLS that trusts the lab's authority. */
final class Grpc implements AutoCloseable {
  static final int LARGEST_ANSWER = 16 * 1024 * 1024;

  private final ManagedChannel connection;

  private Grpc(ManagedChannel connection) {
    this.connection = connection;
  }

  static Grpc to(CloudVisionSimulator simulator) throws IOException {
    return to(simulator, simulator.node());
  }

  static Grpc to(CloudVisionSimulator simulator, Node node) throws IOException {
    byte[] ca = simulator.caPem().getBytes(StandardCharsets.US_ASCII);
    return new Grpc(
        NettyChannelBuilder.forAddress(
                "127.0.0.1",
                node.grpcPort(),
                TlsChannelCredentials.newBuilder()
                    .trustManager(new ByteArrayInputStream(ca))
                    .build())
            .maxInboundMessageSize(LARGEST_ANSWER)
            .build());
  }

  /** With a service account's token. */
  static Channel channel(Grpc client, CloudVisionSimulator simulator) {
    return client.as(simulator.issueToken("watcher", Duration.ofHours(1)));
  }

  Channel as(String token) {
    return io.grpc.ClientInterceptors.intercept(connection, new Bearer(token));
  }

  Channel anonymous() {
    return connection;
  }

  @Override
  public void close() {
    connection.shutdownNow();
  }

  private record Bearer(String token) implements ClientInterceptor {
    @Override
    public <I, O> ClientCall<I, O> interceptCall(
        MethodDescriptor<I, O> method, CallOptions options, Channel next) {
      return new SimpleForwardingClientCall<I, O>(next.newCall(method, options)) {
        @Override
        public void start(Listener<O> listener, Metadata headers) {
          headers.put(
              Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER),
              "Bearer " + token);
          super.start(listener, headers);
        }
      };
    }
  }
}
