package io.cvpfunctions.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TracingTest {
  private static final String HEADER = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  @AfterEach
  void end() {
    Tracing.end();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void start_nobodyCollects_doesNothing(String endpoint) {
    Tracing.start("f", Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint));
    assertThat(Tracing.on()).isFalse();
    try (Hop hop = Hop.server("f", HEADER)) {
      assertThat(hop.with("k", "v").status(500).traceparent("as before")).isEqualTo("as before");
    }
  }

  @Test
  void hops_belongToWhatTheyWereBegunFor() throws IOException {
    try (Collector collector = new Collector()) {
      Tracing.start("f", collector.environment());
      String told;
      try (Hop server = Hop.server("f", HEADER)) {
        try (Hop client = Hop.client("POST CMDB")) {
          told = client.with("server.address", "cmdb").status(404).traceparent("");
        }
        server.status(404);
      }
      Tracing.end();

      Collector.Hop server = collector.hop("f");
      Collector.Hop client = collector.hop("POST CMDB");
      assertThat(server.service()).isEqualTo("f");
      assertThat(server.trace()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
      assertThat(server.parent()).isEqualTo("b7ad6b7169203331");
      assertThat(server.span().getKind()).isEqualTo(SpanKind.SPAN_KIND_SERVER);
      assertThat(server.span().getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_UNSET);
      assertThat(client.parent()).isEqualTo(server.id());
      assertThat(client.attribute("server.address")).contains("cmdb");
      assertThat(client.attribute("http.response.status_code")).contains("404");
      assertThat(client.span().getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
      assertThat(told).isEqualTo("00-" + client.trace() + "-" + client.id() + "-01");
    }
  }

  @Test
  void hops_goOnWithWhatWasStored() throws IOException {
    try (Collector collector = new Collector()) {
      Tracing.start("cvp-watcher", collector.environment());
      String stored;
      try (Hop origin = Hop.origin("cvp.device.moved")) {
        stored = origin.traceparent("");
      }
      try (Hop delivery = Hop.delivery("deliver to f", List.of(stored, HEADER, ""))) {
        delivery.failed("no_answer");
      }
      Tracing.end();

      Collector.Hop origin = collector.hop("cvp.device.moved");
      Collector.Hop delivery = collector.hop("deliver to f");
      assertThat(origin.parent()).isEmpty();
      assertThat(delivery.parent()).isEqualTo(origin.id());
      assertThat(delivery.trace()).isEqualTo(origin.trace());
      assertThat(delivery.span().getLinksList()).hasSize(1);
      assertThat(delivery.attribute("error.type")).contains("no_answer");
    }
  }

  @Test
  void client_forNothing_isNotTold() throws IOException {
    try (Collector collector = new Collector()) {
      Tracing.start("cvp-watcher", collector.environment());
      try (Hop poll = Hop.client("GET CloudVision")) {
        poll.status(200);
      }
      Tracing.end();
      assertThat(collector.hops()).isEmpty();
    }
  }

  @Test
  void end_collectorIsAway_isNoFault() throws IOException {
    try (ServerSocket nobody = new ServerSocket(0)) {
      String gone = "http://127.0.0.1:" + nobody.getLocalPort();
      Tracing.start("f", Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", gone));
      Hop.origin("x").close();
      assertThat(Tracing.on()).isTrue();
      Tracing.end();
      assertThat(Tracing.on()).isFalse();
    }
  }
}
