package io.cvpfunctions.function;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.tracing.Collector;
import io.cvpfunctions.tracing.Tracing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the functions have in common of a trace, as a collector and the next function see it. */
class TraceTest {
  @RegisterExtension
  static final WireMockExtension GATEWAY =
      WireMockExtension.newInstance()
          .options(options().bindAddress("127.0.0.1").dynamicPort())
          .build();

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String ORIGIN = "00-" + TRACE + "-00f067aa0ba902b7-01";
  private static final String HOP = "00-" + TRACE + "-b7ad6b7169203331-01";
  private static final CloudEvent MOVE =
      Events.withExtension(RunningFunction.move("1", "JPE1"), Events.TRACE_PARENT, ORIGIN);

  @TempDir Path secrets;

  private RunningFunction echo;

  @BeforeEach
  void start() {
    GATEWAY.stubFor(
        post(urlEqualTo("/function/notify-slack")).willReturn(okJson("{\"outcome\":\"done\"}")));
    echo =
        RunningFunction.in(secrets)
            .with("chain_to", "notify-slack")
            .with("gateway_url", "http://127.0.0.1:" + GATEWAY.getPort());
  }

  @AfterEach
  void stop() {
    echo.close();
    Tracing.end();
  }

  @Test
  void call_andItsStep_areHopsOfTheCallersTrace() throws IOException {
    try (Collector collector = new Collector()) {
      Tracing.start("echo", collector.environment());
      echo.send(MOVE, Map.of("traceparent", HOP, "X-Call-Id", "c-1"));
      Tracing.end();

      Collector.Hop call = collector.hop("echo");
      Collector.Hop step = collector.hop("POST gateway");
      assertThat(call.trace()).isEqualTo(TRACE);
      assertThat(call.parent()).isEqualTo("b7ad6b7169203331");
      assertThat(call.attribute("call.id")).contains("c-1");
      assertThat(call.attribute("http.response.status_code")).contains("200");
      assertThat(step.parent()).isEqualTo(call.id());
      assertThat(sent()).isEqualTo("00-" + TRACE + "-" + step.id() + "-01");
    }
  }

  @Test
  void step_nobodyCollects_isOfTheEventsTraceAllTheSame() {
    echo.send(MOVE);
    assertThat(sent()).startsWith("00-" + TRACE + "-").isNotEqualTo(ORIGIN);
  }

  @Test
  void log_saysTheTrace() {
    echo.handler();
    try (RecordingLog log = new RecordingLog()) {
      echo.send(MOVE);
      echo.send("GET", "", Map.of("traceparent", HOP));
      echo.send("GET", "", Map.of("traceparent", "none"));
      assertThat(log.lines()).hasSize(3);
      assertThat(log.lines("\"traceId\":\"" + TRACE + "\"")).hasSize(2);
    }
  }

  private static String sent() {
    return GATEWAY.getAllServeEvents().get(0).getRequest().getHeader("traceparent");
  }
}
