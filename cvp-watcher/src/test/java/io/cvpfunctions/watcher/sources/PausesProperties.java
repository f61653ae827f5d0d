package io.cvpfunctions.watcher.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.cvpfunctions.watcher.streams.StreamEnd.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** How long it is until a subscription is opened again, whatever happened before. */
class PausesProperties {
  private static final Set<Kind> BACKED_OFF = Set.of(Kind.UNREACHABLE, Kind.ENDED, Kind.BROKEN);

  @Property
  void after_failuresInARow_growsByFourFifthsUpToAMinuteGiveOrTakeAFifth(
      @ForAll @IntRange(min = 1, max = 200) int failures, @ForAll boolean ended) {
    Pauses pauses = new Pauses();
    Kind kind = ended ? Kind.ENDED : Kind.UNREACHABLE;
    for (int i = 1; i < failures; i++) pauses.after(kind, false, false);
    assertBackoff(pauses.after(kind, false, false), failures);
  }

  @Property
  void after_anything_isNeverLongerThanWhatItsEndAllows(
      @ForAll @Size(max = 50) List<Kind> ends, @ForAll boolean lived, @ForAll boolean untried) {
    Pauses pauses = new Pauses();
    for (Kind each : ends) {
      Duration pause = pauses.after(each, lived, untried);
      boolean absent = each == Kind.FORBIDDEN || each == Kind.NOT_OFFERED;
      Duration most = absent ? Duration.ofMinutes(10) : Duration.ofSeconds(72);
      assertThat(pause).as(each.name()).isBetween(Duration.ZERO, most);
      if (BACKED_OFF.contains(each) && !untried) assertThat(pause).isPositive();
    }
  }

  @Property
  void after_onesThatLivedLong_beginsAgainWithASecond(@ForAll @Size(max = 20) List<Kind> before) {
    Pauses pauses = new Pauses();
    before.forEach(each -> pauses.after(each, false, false));
    assertBackoff(pauses.after(Kind.ENDED, true, false), 1);
    assertBackoff(pauses.after(Kind.ENDED, false, false), 2);
  }

  @Property
  void after_refusals_theFirstIsTriedAtOnceTheOthersOnceAMinuteUntilItIsTaken(
      @ForAll @IntRange(min = 1, max = 20) int refusals) {
    Pauses pauses = new Pauses();
    for (int round = 0; round < 2; round++) {
      assertThat(refused(pauses)).isZero();
      for (int i = 1; i < refusals; i++)
        assertThat(refused(pauses)).isEqualTo(Duration.ofMinutes(1));
      pauses.answered();
    }
  }

  private static Duration refused(Pauses pauses) {
    return pauses.after(Kind.UNAUTHENTICATED, false, false);
  }

  @Example
  void after_manyAtOnce_areSpread() {
    Set<Duration> pauses =
        IntStream.range(0, 100)
            .mapToObj(any -> new Pauses().after(Kind.BROKEN, false, false))
            .collect(Collectors.toSet());
    assertThat(pauses).hasSizeGreaterThan(20);
  }

  private static void assertBackoff(Duration pause, int failures) {
    double seconds = Math.min(60, Math.pow(1.8, failures - 1));
    double least = Math.floor(seconds * 0.8 * 1000);
    double most = Math.ceil(seconds * 1.2 * 1000);
    assertThat((double) pause.toMillis()).isBetween(least, most);
  }
}
