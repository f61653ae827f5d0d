package io.cvpfunctions.watcher.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.cvpfunctions.watcher.SettableClock;
import io.cvpfunctions.watcher.state.PendingTable.Pending;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PendingTableTest {
  private static final Optional<Instant> BOOT = Optional.of(Instant.parse("2026-05-01T08:00:00Z"));

  @TempDir Path folder;

  private final SettableClock clock = new SettableClock();
  private Database database;
  private PendingTable table;

  @BeforeEach
  void open() {
    database = Database.open("jdbc:sqlite:" + folder.resolve("state.db"));
    table = new PendingTable(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void look_twiceGoodAfterTheEvent_isSettled() {
    begin("task", "configuration");
    assertThat(pending().waitsFor()).containsExactly("task", "configuration");
    look(BOOT, "task");
    look(BOOT);
    assertThat(pending().settled()).isFalse();
    look(BOOT);
    assertThat(pending().settled()).isTrue();
    begin();
    assertThat(pending().settled()).as("looks before the event do not count").isFalse();
  }

  @Test
  void look_bootTimeChanged_countsFromTheStart() {
    begin();
    look(BOOT);
    look(BOOT.map(at -> at.plusSeconds(300)));
    assertThat(pending().settledLooks()).isZero();
    look(BOOT.map(at -> at.plusSeconds(300)));
    assertThat(pending().settledLooks()).isEqualTo(1);
  }

  @Test
  void look_deviceThatNothingWasToldOf_isNotKept() {
    look(BOOT);
    assertThat(table.all()).isEmpty();
    begin();
    assertThat(table.all()).containsOnlyKeys("A");
    database.write(
        c -> {
          table.remove(c, "A");
          return null;
        });
    assertThat(table.of("A")).isEmpty();
  }

  @Test
  void take_asked_countsOnce() {
    ReleaseTable releases = new ReleaseTable(database, clock);
    assertThat(releases.take()).isFalse();
    releases.ask();
    releases.ask();
    assertThat(releases.take()).isTrue();
    assertThat(releases.take()).isFalse();
  }

  private Pending pending() {
    return table.of("A").orElseThrow();
  }

  private void begin(String... waitsFor) {
    database.write(
        c -> {
          table.begin(c, "A", List.of(waitsFor), BOOT, clock.instant());
          return null;
        });
  }

  private void look(Optional<Instant> boot, String... waitsFor) {
    database.write(
        c -> {
          table.look(c, "A", List.of(waitsFor), boot, clock.instant());
          return null;
        });
  }
}
