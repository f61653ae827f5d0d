package io.cvpfunctions.watcher.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StateExceptionTest {
  @ParameterizedTest
  @CsvSource({
    "22021, 0, true", // a byte that no text holds
    "54000, 0, true", // an index row too large
    "23502, 0, true",
    ", 18, true", // too big for SQLite
    ", 19, true",
    "08006, 0, false",
    "25006, 0, false", // read-only while a standby takes over
    "40001, 0, false",
    "53100, 0, false", // its disk is full
    "57P01, 0, false",
    ", 5, false", // busy
    ", 13, false" // full
  })
  void refused_onlyWhatWasGiven(String state, int code, boolean refused) {
    SQLException cause = new SQLException("no", state, code);
    assertThat(new StateException("no", cause).refused()).isEqualTo(refused);
  }

  @Test
  void refused_ownMistake_isOneForGood() {
    assertThat(new StateException("no", new IllegalStateException()).refused()).isTrue();
    assertThat(new StateException("no", null).refused()).isFalse();
  }
}
