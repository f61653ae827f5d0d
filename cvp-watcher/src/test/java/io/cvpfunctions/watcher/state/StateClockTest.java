package io.cvpfunctions.watcher.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.cvpfunctions.watcher.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StateClockTest {
  private final SettableClock steady = new SettableClock();
  private final StateClock clock = new StateClock(steady);

  @Test
  void follow_serverSetAheadOrBack_goesByIt() {
    for (int hours : new int[] {5, -9}) {
      Instant server = clock.instant().plus(Duration.ofHours(hours));
      clock.follow(server);
      assertThat(clock.instant()).isEqualTo(server);
    }
    steady.pass(Duration.ofMinutes(1));
    assertThat(clock.instant()).isEqualTo(steady.instant().minus(Duration.ofHours(4)));
  }

  @Test
  void follow_answerThatTookAMoment_changesNothing() {
    Instant before = clock.instant();
    clock.follow(before.minusMillis(1500));
    assertThat(clock.instant()).isEqualTo(before);
  }
}
