package io.cvpfunctions.watcher.sources;

import static io.cvpfunctions.watcher.sources.EventMessages.event;
import static io.cvpfunctions.watcher.sources.EventMessages.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.cvpfunctions.watcher.sources.KnownEvent.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MissingEventsTest {
  private static final Duration REMOVE_AFTER = Duration.ofMinutes(10);
  private static final Duration THIRD = REMOVE_AFTER.dividedBy(3);

  private final MissingEvents missing = new MissingEvents(REMOVE_AFTER);
  private Instant now = second(0);

  @Test
  void takeGone_unknownOnce_isNotBelieved() {
    missing.lacks(some(1), now);
    round();
    now = now.plus(REMOVE_AFTER);
    assertThat(gone(100)).isEmpty();
    missing.toAsk(now).ifPresent(each -> missing.found(each.identity()));
    assertThat(missing.isEmpty()).isTrue();
  }

  @Test
  void takeGone_unknownThreeTimesOverTheTime_isBelieved() {
    missing.lacks(some(1), now);
    for (int i = 0; i < 3; i++) {
      round();
      assertThat(missing.toAsk(now)).as("not asked again at once").isEmpty();
      assertThat(gone(100)).as("not yet").isEmpty();
      missing.lacks(some(1), now);
      now = now.plus(THIRD);
    }
    assertThat(gone(100)).hasSize(1);
    assertThat(missing.isEmpty()).isTrue();
  }

  @Test
  void takeGone_manyAtOnce_areHeldUntilTheyAreBack() {
    missing.lacks(some(21), now);
    rounds();
    assertThat(gone(100)).isEmpty();
    assertThat(missing.suspicion())
        .hasValueSatisfying(what -> assertThat(what).startsWith("21 of 100 active events"));
    missing.lacks(List.of(), now);
    assertThat(gone(100)).isEmpty();
    assertThat(missing.suspicion()).isEmpty();
  }

  @Test
  void release_whatIsHeld_isBelievedAndNothingElse() {
    missing.release();
    missing.lacks(some(21), now);
    rounds();
    assertThat(gone(100)).as("released before it was held").isEmpty();
    missing.release();
    assertThat(gone(100)).hasSize(21);
    assertThat(missing.suspicion()).isEmpty();
    missing.lacks(some(21), now);
    rounds();
    assertThat(gone(100)).as("missing anew").isEmpty();
  }

  private void rounds() {
    for (int i = 0; i < 3; i++) {
      round();
      now = now.plus(THIRD);
    }
  }

  private void round() {
    Optional<KnownEvent> next = missing.toAsk(now);
    while (next.isPresent()) {
      missing.unknown(next.get().identity(), now);
      next = missing.toAsk(now);
    }
  }

  private List<KnownEvent> gone(long active) {
    return missing.takeGone(active, now);
  }

  private static List<KnownEvent> some(int count) {
    List<KnownEvent> some = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      some.add(new KnownEvent(event("k" + i, 0).build(), second(0), Status.TOLD, null));
    }
    return some;
  }
}
