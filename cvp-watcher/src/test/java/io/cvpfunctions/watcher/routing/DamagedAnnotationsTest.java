package io.cvpfunctions.watcher.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cvpfunctions.fuzz.Fuzz;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Whatever a function is annotated with: what is wrong is named, and nobody else suffers. */
class DamagedAnnotationsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String ANNOTATIONS =
      """
      {"topic": "cvp.device.moved", "cvp.topics": "cvp.device.* cvp.event.**",
       "cvp.containers": "DC1-*\\nRole:leaf", "cvp.severity": "WARNING",
       "cvp.where": "data.interfaceId=Ethernet*1\\nseverity=*R*", "cvp.batch": "50",
       "cvp.batch.window": "2s", "cvp.hold": "1m30s", "cvp.when": "settled", "cvp.quiet": "digest"}
      """;
  private static final CloudEvent MOVED =
      CloudEventBuilder.v1()
          .withId("1")
          .withType("cvp.device.moved")
          .withSource(URI.create("https://cvp.example"))
          .withSubject("JPE1")
          .withData(
              "application/json",
              "{\"device\":{\"serialNumber\":\"JPE1\"},\"to\":{\"name\":\"DC1-Leaf\"}}"
                  .getBytes(StandardCharsets.UTF_8))
          .build();

  @Test
  void subscription_isMadeOfAnyAnnotations() {
    Fuzz.of("cvp-watcher, annotations").json(List.of(ANNOTATIONS), text -> assertMade(read(text)));
  }

  private static void assertMade(Map<String, String> annotations) {
    Subscription subscription = Subscription.of("f", annotations);
    assertThat(subscription.batch()).isBetween(1, 100_000);
    assertThat(subscription.hold()).isGreaterThanOrEqualTo(Duration.ZERO);
    assertThat(subscription.batchWindow()).isGreaterThanOrEqualTo(Duration.ZERO);
    assertThat(subscription.problems()).doesNotContain("");
    subscription.matches(MOVED);
  }

  /** As a gateway lists them: names with texts. */
  private static Map<String, String> read(String text) {
    Map<String, String> annotations = new TreeMap<>();
    try {
      for (Map.Entry<String, JsonNode> each : JSON.readTree(text).properties()) {
        annotations.put(each.getKey(), each.getValue().asText());
      }
    } catch (JsonProcessingException notJson) {
      annotations.put("cvp.topics", text);
    }
    return annotations;
  }
}
