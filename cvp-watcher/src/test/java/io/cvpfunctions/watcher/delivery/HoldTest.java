package io.cvpfunctions.watcher.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.cvpfunctions.watcher.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HoldTest {
  private final SettableClock clock = new SettableClock();
  private final Hold hold = new Hold(clock);

  @Test
  void turnedAway_severalAtOnce_beginOneHold() {
    assertThat(hold.on()).isFalse();
    assertThat(hold.turnedAway()).isTrue();
    assertThat(hold.turnedAway()).isFalse();
    assertThat(hold.on()).isTrue();
    assertThat(hold.left()).isBetween(Duration.ofMillis(800), Duration.ofMillis(1200));
  }

  @Test
  void turnedAway_againAndAgain_waitsLongerUpToHalfAMinute() {
    hold.turnedAway();
    for (int i = 0; i < 20; i++) {
      clock.pass(hold.left());
      hold.trying();
      assertThat(hold.on()).as("still on while it is tried").isTrue();
    }
    assertThat(hold.turnedAway()).as("no new hold").isFalse();
    assertThat(hold.left()).isBetween(Duration.ofSeconds(24), Duration.ofSeconds(36));
  }

  @Test
  void trying_whileItLasts_theNextWaitsForNoAnswer() {
    hold.trying();
    assertThat(hold.on()).as("nothing was turned away yet").isFalse();
    hold.turnedAway();
    clock.pass(hold.left());
    assertThat(hold.left()).isZero();
    hold.trying();
    assertThat(hold.left()).isBetween(Duration.ofMillis(1600), Duration.ofMillis(2400));
  }

  @Test
  void end_afterATurnedAway_endsIt() {
    hold.turnedAway();
    assertThat(hold.end()).isTrue();
    assertThat(hold.end()).isFalse();
    assertThat(hold.left()).isZero();
    assertThat(hold.turnedAway()).isTrue();
  }

  @Test
  void width_tooMuch_halvesAndComesBackSlowly() {
    Width width = new Width(32);
    assertThat(width.now()).isEqualTo(32);
    width.tooMuch();
    width.tooMuch();
    assertThat(width.now()).isEqualTo(8);
    for (int i = 0; i < 9; i++) width.fine();
    assertThat(width.now()).isEqualTo(9);
    for (int i = 0; i < 10; i++) width.tooMuch();
    assertThat(width.now()).isEqualTo(1);
    for (int i = 0; i < 1000; i++) width.fine();
    assertThat(width.now()).isEqualTo(32);
  }
}
