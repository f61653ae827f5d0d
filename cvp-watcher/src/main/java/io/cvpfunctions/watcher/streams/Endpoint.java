package io.cvpfunctions.watcher.streams;

import io.cvpfunctions.watcher.cloudvision.Node;
import io.cvpfunctions.watcher.cloudvision.Trust;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/** One host and port where a node may serve gRPC; connects when first used. Thread-safe. */
final class Endpoint implements AutoCloseable {
  private static final int LARGEST_MESSAGE = 16 * 1024 * 1024;

  private final Node node;
  private final String host;
  private final int port;
  private final Trust trust;
  private final KeepAlive keepAlive;
  private ManagedChannel channel;

  Endpoint(Node node, String host, int port, Trust trust, KeepAlive keepAlive) {
    this.node = node;
    this.host = host;
    this.port = port;
    this.trust = trust;
    this.keepAlive = keepAlive;
  }

  /** Whose session is good here. */
  Node node() {
    return node;
  }

  /** Whether this is another node, at the port that the other has of the two there may be. */
  boolean alike(Endpoint other) {
    return node != other.node && old() == other.old();
  }

  private boolean old() {
    return port == Endpoints.OLD_PORT;
  }

  synchronized ManagedChannel channel() {
    if (channel == null) channel = connect();
    return channel;
  }

  /**
   * The next question connects anew. A channel that failed would answer it with the old failure
   * until its own patience is over; what is under way on it goes on.
   */
  synchronized void disconnect() {
    if (channel != null) channel.shutdown();
    channel = null;
  }

  private ManagedChannel connect() {
    return NettyChannelBuilder.forAddress(host, port)
        .sslContext(tls())
        .keepAliveTime(keepAlive.after().toMillis(), TimeUnit.MILLISECONDS)
        .keepAliveTimeout(keepAlive.patience().toMillis(), TimeUnit.MILLISECONDS)
        .keepAliveWithoutCalls(false)
        .maxInboundMessageSize(LARGEST_MESSAGE)
        .disableRetry()
        .directExecutor()
        .build();
  }

  private SslContext tls() {
    try {
      SslContextBuilder builder = SslContextBuilder.forClient();
      trust.manager().ifPresent(builder::trustManager);
      return GrpcSslContexts.configure(builder, SslProvider.JDK).build();
    } catch (SSLException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  @Override
  public synchronized void close() {
    if (channel != null) channel.shutdownNow();
    channel = null;
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
