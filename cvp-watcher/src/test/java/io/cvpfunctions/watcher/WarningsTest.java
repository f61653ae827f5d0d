package io.cvpfunctions.watcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.cvpfunctions.events.EventTypes;
import io.cvpfunctions.watcher.state.Database;
import io.cvpfunctions.watcher.state.Outbox;
import io.cvpfunctions.watcher.state.Term;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The hour between two messages of one cause, whatever is done to the machine's clock. */
class WarningsTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir Path folder;

  private final SettableClock clock = new SettableClock();
  private final SettableClock steady = new SettableClock();
  private Database database;
  private Term term;
  private Outbox outbox;

  @BeforeEach
  void open() {
    database = Database.open("jdbc:sqlite:" + folder.resolve("state.db"));
    term = database.lead().orElseThrow();
    outbox = new Outbox(database, clock);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {5, -5, 24 * 365, -24 * 365})
  void raise_clockSetInBetween_isToldAgainAfterAnHourThatPassed(int hours) {
    Warnings warnings = warnings();
    assertThat(comesAndGoes(warnings)).isTrue();
    clock.pass(Duration.ofHours(hours));
    pass(MINUTE.multipliedBy(59));
    assertThat(comesAndGoes(warnings)).as("within the hour").isFalse();
    pass(MINUTE);
    assertThat(comesAndGoes(warnings)).as("after it").isTrue();
  }

  @Test
  void raise_afterARestart_keepsTheHour() {
    comesAndGoes(warnings());
    pass(MINUTE.multipliedBy(50));
    Warnings restarted = warnings();
    assertThat(comesAndGoes(restarted)).isFalse();
    pass(MINUTE.multipliedBy(10));
    assertThat(comesAndGoes(restarted)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {5, -5, 24 * 365, -24 * 365})
  void raise_clockSetBeforeARestart_isToldOnceMoreAndThenKeepsTheHour(int hours) {
    comesAndGoes(warnings());
    clock.pass(Duration.ofHours(hours));
    Warnings restarted = warnings();
    assertThat(comesAndGoes(restarted)).as("rather than muted").isTrue();
    pass(MINUTE.multipliedBy(59));
    assertThat(comesAndGoes(restarted)).isFalse();
    assertThat(comesAndGoes(warnings())).as("after the next restart").isFalse();
  }

  private Warnings warnings() {
    EventMaker events = new EventMaker(URI.create("https://cvp"));
    return new Warnings(database, term, outbox, events, clock, steady, () -> {});
  }

  /** Whether people are told that it came. */
  private boolean comesAndGoes(Warnings warnings) {
    Instant now = clock.instant();
    boolean told = warnings.raise(EventTypes.WATCHER_SUSPICIOUS, "devices-missing", now, "30");
    warnings.clear("devices-missing", "back");
    return told;
  }

  private void pass(Duration time) {
    clock.pass(time);
    steady.pass(time);
  }
}
