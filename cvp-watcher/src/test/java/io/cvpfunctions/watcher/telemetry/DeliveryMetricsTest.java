package io.cvpfunctions.watcher.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cvpfunctions.watcher.state.Delivery;
import io.cvpfunctions.watcher.state.Outbox.Message;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DeliveryMetricsTest {
  private final Metrics metrics = new Metrics();
  private final DeliveryMetrics counted = new DeliveryMetrics(metrics, Clock.systemUTC());

  @Test
  void attempts_notJudged_countOnceEachAndAHeldLaneAddsNone() {
    counted.notJudged(delivery(), "call-1", 404, "away");
    counted.held("f", 404, "away");
    counted.notJudged(delivery(), "call-2", 404, "away");
    counted.notJudged(delivery(), "call-3", 0, "no answer");
    counted.delivered(delivery(), "call-4", 200, Duration.ZERO);
    assertThat(metrics.text())
        .contains("cvp_watcher_attempts_total{function=\"f\",status=\"404\"} 2\n")
        .contains("cvp_watcher_attempts_total{function=\"f\",status=\"0\"} 1\n")
        .contains("cvp_watcher_attempts_total{function=\"f\",status=\"200\"} 1\n");
  }

  private static Delivery delivery() {
    URI source = URI.create("https://cvp");
    CloudEvent event = CloudEventBuilder.v1().withId("m1").withType("t").withSource(source).build();
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
        Instant.now(),
        1);
  }
}
