package io.cvpfunctions.slack;

import static io.cvpfunctions.slack.ToldEvents.Claim.BUSY;
import static io.cvpfunctions.slack.ToldEvents.Claim.TOLD;
import static io.cvpfunctions.slack.ToldEvents.Claim.YOURS;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import org.junit.jupiter.api.Test;

class ToldEventsTest {
  private final ToldEvents told = new ToldEvents(2);

  @Test
  void claim_isOneCallersUntilItSaysHowItEnded() {
    assertThat(told.claim(event(1))).isEqualTo(YOURS);
    assertThat(told.claim(event(1))).isEqualTo(BUSY);
    told.failed(event(1));
    assertThat(told.claim(event(1))).isEqualTo(YOURS);
    told.told(event(1), "");
    assertThat(told.claim(event(1))).isEqualTo(TOLD);
  }

  @Test
  void told_theOldestIsForgottenFirst() {
    for (int i = 1; i <= 3; i++) {
      told.claim(event(i));
      told.told(event(i), "");
    }
    assertThat(told.claim(event(1))).isEqualTo(YOURS);
    assertThat(told.claim(event(2))).isEqualTo(TOLD);
    assertThat(told.claim(event(3))).isEqualTo(TOLD);
  }

  private static CloudEvent event(int number) {
    return Samples.move(number, "DC1-Leaf");
  }
}
