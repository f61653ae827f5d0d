package io.cvpfunctions.slack.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PacerTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private long now;
  private final Pacer pacer = new Pacer(Duration.ofSeconds(1), () -> now);

  @Test
  void turns_areASecondApartInEachLane() {
    assertThat(pacer.turn("a", LONG)).isZero();
    assertThat(pacer.turn("a", LONG)).isEqualTo(Duration.ofSeconds(1));
    assertThat(pacer.turn("a", LONG)).isEqualTo(Duration.ofSeconds(2));
    assertThat(pacer.turn("b", LONG)).isZero();
    now = Duration.ofMillis(2500).toNanos();
    assertThat(pacer.turn("a", LONG)).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void turnThatIsTooFarAway_isNotTaken() {
    pacer.turn("a", LONG);

    assertThat(pacer.turn("a", Duration.ZERO)).isEqualTo(Duration.ofSeconds(1));
    assertThat(pacer.turn("a", LONG)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void joinedNames_areOneLane() {
    pacer.turn("#a", LONG);
    pacer.join("#a", "C1");

    assertThat(pacer.turn("C1", LONG)).isEqualTo(Duration.ofSeconds(1));
    assertThat(pacer.turn("#a", LONG)).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void hold_isForItsLaneOnlyAndNeverShortens() {
    pacer.hold("a", Duration.ofSeconds(9));
    pacer.hold("a", Duration.ofSeconds(2));

    assertThat(pacer.turn("a", LONG)).isEqualTo(Duration.ofSeconds(9));
    assertThat(pacer.turn("b", LONG)).isZero();
  }
}
