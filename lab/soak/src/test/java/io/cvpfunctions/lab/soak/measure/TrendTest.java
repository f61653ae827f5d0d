package io.cvpfunctions.lab.soak.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class TrendTest {
  private static final Instant BEGIN = Instant.parse("2026-12-01T10:00:00Z");
  private static final int HOUR = 1800;

  private final Random noise = new Random(7);

  /** One every two seconds, of a process with that number. */
  private List<Sample> samples(int count, long pid, IntToDoubleFunction memory) {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double value = memory.applyAsDouble(i) + noise.nextGaussian();
      samples.add(new Sample(BEGIN.plusSeconds(2L * i), pid, value, 20));
    }
    return samples;
  }

  @Test
  void leaks_growsByTenAnHourOfAHundred_isFound() {
    Trend trend = Trend.of(samples(HOUR, 1, i -> 100 + 10.0 * i / HOUR), Sample::memory);
    assertThat(trend.slope()).isCloseTo(10, within(1.0));
    assertThat(trend.leaks()).isTrue();
  }

  @Test
  void leaks_growsAtFirstAndThenStands_isNone() {
    Trend trend = Trend.of(samples(HOUR, 1, i -> Math.min(150, 80 + i / 5.0)), Sample::memory);
    assertThat(trend.mean()).isCloseTo(150, within(1.0));
    assertThat(trend.leaks()).isFalse();
  }

  @Test
  void leaks_stepsOfAHeap_areNone() {
    Trend trend = Trend.of(samples(HOUR, 1, i -> 150 + 30 * (i / 100 % 2)), Sample::memory);
    assertThat(trend.leaks()).isFalse();
  }

  @Test
  void leaks_tooShort_isNotSaid() {
    Trend trend = Trend.of(samples(60, 1, i -> 100 + i), Sample::memory);
    assertThat(trend.longEnough()).isFalse();
    assertThat(trend.leaks()).isFalse();
  }

  @Test
  void of_startedAgain_countsTheLastProcessAlone() {
    List<Sample> both = new ArrayList<>(samples(HOUR, 1, i -> 500));
    both.addAll(samples(HOUR, 2, i -> 100));
    assertThat(Trend.of(both, Sample::memory).mean()).isCloseTo(100, within(1.0));
    assertThat(Trend.of(both, Sample::threads).slope()).isZero();
  }

  @Test
  void of_none_saysNothing() {
    Trend trend = Trend.of(List.of(), Sample::memory);
    assertThat(trend.mean()).isNaN();
    assertThat(trend.leaks()).isFalse();
  }
}
