package io.cvpfunctions.watcher.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
  private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5));

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "3, 4", "8, 128", "9, 256", "10, 300", "1000, 300"})
  void after_nthAttempt_doublesUpToTheLimit(int attempt, long seconds) {
    assertThat(backoff.after(attempt, 0.5)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @Property
  void after_anyAttempt_isSpreadByAFifth(
      @ForAll @IntRange(min = 1, max = 50) int attempt,
      @ForAll @DoubleRange(min = 0, max = 1) double random) {
    double middle = backoff.after(attempt, 0.5).toMillis();
    double wait = backoff.after(attempt, random).toMillis();
    assertThat(wait).isBetween(middle * 0.8 - 1, middle * 1.2 + 1);
  }

  @ParameterizedTest
  @CsvSource({"10, 24, true", "9, 24, false", "10, 23, false", "9, 100, false", "50, 1, false"})
  void spent_attemptsAndTime_bothNeeded(int attempts, long hours, boolean spent) {
    Patience patience = new Patience(10, Duration.ofHours(24));
    assertThat(patience.spent(attempts, Duration.ofHours(hours))).isEqualTo(spent);
  }

  @ParameterizedTest
  @CsvSource({
    "200, DONE", "202, DONE", "204, DONE", "301, AGAIN", "400, REJECTED", "401, HELD",
    "403, HELD", "404, HELD", "408, AGAIN", "409, AGAIN", "410, REJECTED", "413, REJECTED",
    "422, REJECTED", "429, AGAIN", "500, AGAIN", "502, AGAIN", "503, AGAIN", "504, AGAIN",
    "0, AGAIN",
  })
  void of_status_isJudged(int status, Judgement expected) {
    assertThat(Judgement.of(status)).isEqualTo(expected);
  }
}
