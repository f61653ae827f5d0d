package io.cvpfunctions.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A collector that hears OTLP over gRPC, which is spoken where no protocol is named. */
class GrpcExportTest {
  private final List<ExportTraceServiceRequest> told = new CopyOnWriteArrayList<>();
  private Server collector;
  private String endpoint;

  @BeforeEach
  void start() throws IOException {
    InetSocketAddress anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    collector = NettyServerBuilder.forAddress(anywhere).addService(new Service()).build().start();
    endpoint = "http://127.0.0.1:" + collector.getPort();
  }

  @AfterEach
  void end() {
    Tracing.end();
    collector.shutdownNow();
  }

  private final class Service extends TraceServiceGrpc.TraceServiceImplBase {
    @Override
    public void export(
        ExportTraceServiceRequest request, StreamObserver<ExportTraceServiceResponse> answer) {
      told.add(request);
      answer.onNext(ExportTraceServiceResponse.getDefaultInstance());
      answer.onCompleted();
    }
  }

  private Stream<String> names() {
    return told.stream()
        .flatMap(request -> request.getResourceSpansList().stream())
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream())
        .map(Span::getName);
  }

  @Test
  void endpointAlone_isToldOverGrpc() {
    Tracing.start("f", Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint));
    Hop.origin("cvp.device.moved").close();
    Tracing.end();

    assertThat(names()).containsExactly("cvp.device.moved");
  }

  @ParameterizedTest
  @ValueSource(strings = {"grpc", " "})
  void grpcByName_isTheSame(String protocol) {
    Tracing.start(
        "f",
        Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint, "OTEL_EXPORTER_OTLP_PROTOCOL", protocol));
    Hop.origin("cvp.device.moved").close();
    Tracing.end();

    assertThat(names()).containsExactly("cvp.device.moved");
  }
}
