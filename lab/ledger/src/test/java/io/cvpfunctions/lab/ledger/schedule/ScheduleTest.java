package io.cvpfunctions.lab.ledger.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScheduleTest {
  private static final Duration LENGTH = Duration.ofMinutes(2);

  private static List<String> steps(long seed, Profile profile) {
    return Schedule.of(seed, profile, LENGTH).stream().map(Step::toString).toList();
  }

  @ParameterizedTest
  @EnumSource
  void of_sameSeed_isTheSame(Profile profile) {
    assertThat(steps(7, profile)).isEqualTo(steps(7, profile)).isNotEqualTo(steps(8, profile));
  }

  @ParameterizedTest
  @EnumSource
  void of_length_isAboutAsLong(Profile profile) {
    Duration sum =
        Schedule.of(7, profile, LENGTH).stream()
            .map(Step::pause)
            .reduce(Duration.ZERO, Duration::plus);
    assertThat(sum).isBetween(LENGTH.minusSeconds(5), LENGTH.plusSeconds(10));
  }

  @ParameterizedTest
  @EnumSource
  void of_whateverBegins_ends(Profile profile) {
    List<String> steps = steps(7, profile);
    assertThat(count(steps, "gateway down")).isEqualTo(count(steps, "gateway up"));
    assertThat(count(steps, " undeploy ")).isEqualTo(count(steps, " deploy "));
    assertThat(count(steps, " lock ")).isEqualTo(count(steps, "unlock "));
    assertThat(count(steps, " move ")).isGreaterThan(500);
  }

  /** The longest run of CI leaves out nothing that can go wrong. */
  @Test
  void of_theLongRunOfCi_dealsEveryTrouble() {
    String steps = Schedule.of(20263346, Profile.FAULTS, Duration.ofSeconds(30)).toString();
    assertThat(steps)
        .contains(": slow,", ": 500,", ": 502 empty,", ": 502 after", ": 404,", ": 401,", ": 429,")
        .contains(
            ": 503,", ": reset,", ": reset after", ": half an answer,", "no list of functions")
        .contains("gateway down", " hide ", "undeploy", "expire sessions", "fails three times")
        .contains("lock the database", "clock is off by 7200", "clock is off by -7200")
        .contains("node 0 down", "node 1 down", "end with UNAVAILABLE", "end with OK", " reset,")
        .contains("streams of EventService", "streams of TagAssignmentService", "the history of")
        .contains("operation that nobody knows", "lists EMPTY", "lists HALF")
        .containsPattern("lists (NULL|NO_BODY|ERROR_BODY|STATUS_500)");
  }

  private static long count(List<String> steps, String what) {
    return steps.stream().filter(step -> step.contains(what)).count();
  }
}
