package io.cvpfunctions.watcher.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.Container;
import io.cvpfunctions.events.Device;
import io.cvpfunctions.events.DeviceMove;
import io.cvpfunctions.events.Events;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriptionTest {
  private static final String MOVED = "cvp.device.moved";

  @Test
  void matches_topicOrTopics() {
    Subscription both =
        Subscription.of("f", Map.of("topic", MOVED, "cvp.topics", "cvp.event.*  cvp.watcher.**"));
    assertThat(both.matches(move())).isTrue();
    assertThat(both.matches(event("cvp.event.raised", "WARNING"))).isTrue();
    assertThat(both.matches(event("cvp.device.added", ""))).isFalse();
    assertThat(both.topics()).isEqualTo("cvp.device.moved cvp.event.* cvp.watcher.**");
  }

  @Test
  void matches_wildcardInTopic_isNobodys() {
    Subscription wild = Subscription.of("f", Map.of("topic", "cvp.*"));
    assertThat(wild.subscribes()).isFalse();
    assertThat(wild.problems()).singleElement().asString().contains("topic: cvp.* is not one");
    assertThat(Subscription.of("f", Map.of("topic", "orders.*")).problems()).isEmpty();
  }

  @Test
  void matches_containers_fromOrTo() {
    assertThat(limitedTo("DC1-*").matches(move())).isTrue();
    assertThat(limitedTo("Spine\nUndefined\n").matches(move())).isTrue();
    assertThat(limitedTo("DC2-*").matches(move())).isFalse();
    assertThat(limitedTo("DC2-*").matches(event(MOVED, ""))).as("no container at all").isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"WARNING", "warning", "Warning"})
  void matches_severity_thatRankOrWorse(String severity) {
    Subscription warned =
        Subscription.of("f", Map.of("cvp.topics", "**", "cvp.severity", severity));
    assertThat(warned.problems()).isEmpty();
    assertThat(warned.matches(event("cvp.event.raised", "ERROR"))).isTrue();
    assertThat(warned.matches(event("cvp.event.raised", "WARNING"))).isTrue();
    assertThat(warned.matches(event("cvp.event.raised", "INFO"))).isFalse();
    assertThat(warned.matches(event("cvp.event.raised", "DEBUG"))).isFalse();
    assertThat(warned.matches(event("cvp.event.raised", ""))).isTrue();
    assertThat(warned.matches(event("cvp.event.raised", "NEW_WORD"))).isTrue();
  }

  @Test
  void of_annotationsNobodyKnowsOrCanRead_takeNothingAway() {
    Map<String, String> odd =
        Map.of(
            "topic", MOVED,
            "cvp.batch", "many",
            "cvp.batch.window", "soon",
            "cvp.severity", "LOUD",
            "cvp.when", "settled",
            "cvp.hold", "60s",
            "cvp.tomorrow", "x");
    Subscription subscription = Subscription.of("f", odd);
    assertThat(subscription.batch()).isEqualTo(1);
    assertThat(subscription.batchWindow()).isEqualTo(Duration.ZERO);
    assertThat(subscription.matches(move())).isTrue();
    assertThat(subscription.problems())
        .contains("cvp.severity: LOUD cannot be read, and is ignored");
  }

  @Test
  void of_batch_isRead() {
    Subscription subscription =
        Subscription.of("f", Map.of("cvp.batch", "50", "cvp.batch.window", "2s"));
    assertThat(subscription.batch()).isEqualTo(50);
    assertThat(subscription.batchWindow()).isEqualTo(Duration.ofSeconds(2));
    assertThat(subscription.subscribes()).isFalse();
  }

  private static Subscription limitedTo(String containers) {
    return Subscription.of("f", Map.of("topic", MOVED, "cvp.containers", containers));
  }

  private static CloudEvent move() {
    Device device = Device.builder().serialNumber("A").build();
    Container from = Container.of("Undefined", "undefined_container");
    Container to = Container.of("DC1-Leaf", "container_1");
    return event(MOVED, DeviceMove.moved(device, from, to, "poll").toJson());
  }

  private static CloudEvent event(String type, String severity) {
    return event(type, JsonNodeFactory.instance.objectNode().put("severity", severity));
  }

  private static CloudEvent event(String type, ObjectNode data) {
    return Events.first(type, "1", URI.create("https://cvp"), "A", Instant.EPOCH, data);
  }
}
