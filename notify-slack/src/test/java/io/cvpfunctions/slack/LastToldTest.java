package io.cvpfunctions.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import org.junit.jupiter.api.Test;

class LastToldTest {
  private final LastTold last = new LastTold(2);

  @Test
  void oldest_isForgottenFirst() {
    for (int i = 1; i <= 3; i++) last.told(Samples.raised(i, "ERROR", "SYSLOG_V2"));

    assertThat(last.staleness(updated(1))).isEmpty();
    assertThat(last.staleness(updated(2))).isPresent();
    assertThat(last.staleness(updated(3))).isPresent();
  }

  @Test
  void raisedAndResolved_areAlwaysNews() {
    CloudEvent raised = Samples.raised(1, "ERROR", "SYSLOG_V2");
    last.told(raised);

    assertThat(last.staleness(raised)).isEmpty();
    assertThat(last.staleness(retyped(raised, "cvp.event.resolved"))).isEmpty();
  }

  @Test
  void moves_areAlwaysNews() {
    last.told(Samples.move(1, "DC1"));

    assertThat(last.staleness(Samples.move(1, "DC1"))).isEmpty();
  }

  private static CloudEvent updated(int number) {
    return retyped(Samples.raised(number, "ERROR", "SYSLOG_V2"), "cvp.event.updated");
  }

  private static CloudEvent retyped(CloudEvent event, String type) {
    return CloudEventBuilder.from(event).withType(type).build();
  }
}
