package io.cvpfunctions.watcher.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.cvpfunctions.watcher.state.PendingTable.Pending;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When devices that have moved are looked at, whatever is done to the machine's clock. */
class SettlingTest {
  private static final String DEVICE = "JPE00000001";

  @TempDir Path folder;

  private Desk desk;
  private Settling settling;

  @BeforeEach
  void open() {
    desk = new Desk(folder);
    settling = desk.shared(true, false).settling();
    desk.inSync.put(DEVICE, true);
    begin();
  }

  @AfterEach
  void close() {
    desk.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {5, -5})
  void review_clockSet_isNoSecondLook(int hours) {
    settling.review();
    desk.clock.pass(Duration.ofHours(hours));
    settling.review();
    assertThat(pending().settledLooks()).as("within the interval").isEqualTo(1);
    desk.pass(Desk.INTERVAL);
    settling.review();
    assertThat(pending().settled()).as("an interval later").isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {5, -5})
  void review_clockSet_goesOnUntilPatienceIsOver(int hours) {
    settling.review();
    begin();
    desk.clock.pass(Duration.ofHours(hours));
    desk.pass(Duration.ofMinutes(29));
    settling.review();
    assertThat(pending().settledLooks()).isEqualTo(1);
  }

  @Test
  void review_patienceIsOver_looksNoMore() {
    settling.review();
    begin();
    desk.steady.pass(Duration.ofMinutes(30));
    for (int i = 0; i < 3; i++) {
      settling.review();
      desk.steady.pass(Duration.ofMinutes(1));
    }
    assertThat(pending().settledLooks()).isZero();
  }

  /** As the transaction does that stores an event of the device. */
  private void begin() {
    desk.term.write(
        connection -> {
          desk.pending()
              .begin(connection, DEVICE, List.of(), Optional.empty(), desk.clock.instant());
          return null;
        });
  }

  private Pending pending() {
    return desk.pending().of(DEVICE).orElseThrow();
  }
}
