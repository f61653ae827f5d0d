package io.cvpfunctions.watcher.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cvpfunctions.watcher.state.Delivery;
import io.cvpfunctions.watcher.state.Outbox.Message;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class JsonLinesTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  private final Logger logger = (Logger) LoggerFactory.getLogger(DeliveryLog.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  @BeforeEach
  void listen() {
    lines.start();
    logger.addAppender(lines);
  }

  @AfterEach
  void stop() {
    logger.detachAppender(lines);
  }

  @Test
  void encode_linesOfADelivery_haveEventIdSubjectAndFunctionAtTheTop() throws IOException {
    DeliveryLog log = new DeliveryLog();
    log.delivered(delivery(), "c1", 200, Duration.ofMillis(12));
    log.retrying(delivery(), "c1", 503, "answered 503", Duration.ofSeconds(1));
    log.deadLettered(delivery(), 422, "answered 422");
    assertThat(lines.list).hasSize(3);
    for (ILoggingEvent each : lines.list) {
      JsonNode line = json(each);
      assertThat(Set.of("time", "level", "logger", "message", "event", "status"))
          .allMatch(line::has);
      assertThat(line.path("id").asText()).isEqualTo("m1");
      assertThat(line.path("subject").asText()).isEqualTo("A");
      assertThat(line.path("function").asText()).isEqualTo("f");
      assertThat(line.path("traceId").asText()).isEqualTo(TRACE);
    }
    JsonNode first = json(lines.list.get(0));
    assertThat(first.path("event").asText()).isEqualTo("delivery.done");
    assertThat(first.path("status").isNumber()).isTrue();
    assertThat(Instant.parse(first.path("time").asText())).isNotNull();
  }

  @Test
  void encode_eventThatNobodyTakes_isFoundByItsTrace() throws IOException {
    new DeliveryLog().unclaimed(delivery().event());
    JsonNode line = json(lines.list.get(0));
    assertThat(line.path("id").asText()).isEqualTo("m1");
    assertThat(line.path("traceId").asText()).isEqualTo(TRACE);
  }

  @Test
  void encode_failure_isOneLineWithTheTrace() throws IOException {
    logger.atError().setCause(new IllegalStateException("no\nluck")).log("a {}", "b");
    String text = text(lines.list.get(0));
    assertThat(text).endsWith("}\n").containsOnlyOnce("\n");
    JsonNode line = json(lines.list.get(0));
    assertThat(line.path("message").asText()).isEqualTo("a b");
    assertThat(line.path("error").asText()).contains("IllegalStateException: no", "JsonLinesTest");
  }

  private static String text(ILoggingEvent event) {
    return new String(new JsonLines().encode(event), StandardCharsets.UTF_8);
  }

  private static JsonNode json(ILoggingEvent event) throws IOException {
    return JsonMapper.builder().build().readTree(text(event));
  }

  private static Delivery delivery() {
    CloudEvent event =
        CloudEventBuilder.v1()
            .withId("m1")
            .withType("cvp.device.moved")
            .withSource(URI.create("https://cvp"))
            .withSubject("A")
            .withExtension("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01")
            .build();
    return new Delivery(
        1,
        "f",
        false,
        "A",
        Message.of(event),
        1,
        Instant.EPOCH,
        Duration.ZERO,
        0,
        Instant.EPOCH,
        1);
  }
}
