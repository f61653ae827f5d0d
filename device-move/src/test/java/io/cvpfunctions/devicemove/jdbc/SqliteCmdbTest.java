package io.cvpfunctions.devicemove.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.devicemove.Action;
import io.cvpfunctions.devicemove.Cmdb;
import io.cvpfunctions.devicemove.Told;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteCmdbTest extends JdbcCmdbContract {
  @TempDir Path directory;

  @Override
  Database database() {
    return new SqliteDatabase(file().toString(), new Habitat(directory, Map.of()));
  }

  private Path file() {
    return directory.resolve("made/when/missing/cmdb.db");
  }

  @Override
  Connection connect() throws SQLException {
    file().getParent().toFile().mkdirs();
    return DriverManager.getConnection("jdbc:sqlite:" + file());
  }

  @Test
  void record_fileLockedByAnotherProcess_isOutOfTimeAndThenWorks() throws Exception {
    Cmdb cmdb = opened(CREATE);
    cmdb.record(observation(Told.moved("e1", 1, "A", "C1")), budget());
    try (Connection other = connect();
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      CallFailedException failure = failure(cmdb, Budget.of(Duration.ofMillis(300)));
      assertThat(failure.kind()).isEqualTo(Kind.OUT_OF_TIME);
      assertThat(failure).hasMessageContaining("locked");
      statement.execute("ROLLBACK");
    }

    cmdb.record(observation(Told.moved("e2", 2, "A", "C2")), budget());

    assertThat(stored("A")).containsEntry("container", "C2");
  }

  @Test
  void record_newClientOfALockedFile_endsWithinItsBudget() throws Exception {
    opened(CREATE).record(observation(Told.moved("e1", 1, "A", "C1")), budget());
    try (Connection other = connect();
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      Budget budget = Budget.of(Duration.ofMillis(4500));

      assertThat(failure(opened(CREATE), budget)).hasMessageContaining("locked");

      assertThat(budget.spent()).isFalse();
    }
  }

  @Test
  void record_severalThatMakeOneNewFileAtOnce_allRecord() throws Exception {
    Habitat habitat = new Habitat(directory, Map.of());
    CyclicBarrier begin = new CyclicBarrier(8);
    List<CloudEvent> moves = new ArrayList<>();
    for (int i = 0; i < 8; i++) moves.add(Told.moved("e" + i, 1, "S" + i, "C1"));
    for (int round = 0; round < 20; round++) {
      String file = directory.resolve("new" + round + ".db").toString();
      List<Action> actions =
          atOnce(
              moves,
              (i, move) -> {
                Database mine = new SqliteDatabase(file, habitat);
                try (Cmdb cmdb = new JdbcCmdb(mine, CREATE, Clock.systemUTC())) {
                  begin.await(30, TimeUnit.SECONDS);
                  return cmdb.record(observation(move), budget()).action();
                }
              });
      assertThat(actions).containsOnly(Action.CREATED);
    }
  }

  @Test
  void record_fileThatIsNoDatabase_needsAnOperator() throws Exception {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), "this is a text of some length, and no database at all\n".repeat(99));

    CallFailedException failure = failure(opened(CREATE), budget());

    assertThat(failure.kind()).isEqualTo(Kind.OPERATOR);
    assertThat(failure).hasMessageContaining("no SQLite database").hasMessageContaining("cmdb_url");
  }

  @Test
  void record_directoryThatCannotBeMade_needsAnOperator() throws Exception {
    Files.writeString(directory.resolve("made"), "a file where a directory should be");

    CallFailedException failure = failure(opened(CREATE), budget());

    assertThat(failure.kind()).isEqualTo(Kind.OPERATOR);
    assertThat(failure).hasMessageContaining("directory").hasMessageContaining("cmdb_url");
  }

  @Test
  void record_directoryInPlaceOfTheFile_needsAnOperator() throws Exception {
    Files.createDirectories(file());

    assertThat(failure(opened(CREATE), budget()).kind()).isEqualTo(Kind.OPERATOR);
  }

  @Test
  void record_fileDeletedMeanwhile_isMadeAnew() throws Exception {
    Cmdb cmdb = opened(CREATE);
    cmdb.record(observation(Told.moved("e1", 1, "A", "C1")), budget());
    for (String suffix : List.of("", "-wal", "-shm")) Files.delete(Path.of(file() + suffix));

    assertThat(cmdb.record(observation(Told.moved("e2", 2, "A", "C2")), budget()))
        .hasToString("created");

    assertThat(stored("A")).containsEntry("container", "C2");
  }

  @Test
  void record_noTimeLeft_isOutOfTime() throws Exception {
    assertThat(failure(opened(CREATE), Budget.of(Duration.ZERO)).kind())
        .isEqualTo(Kind.OUT_OF_TIME);
  }

  @Test
  void record_done_leavesNoLockBehind() throws Exception {
    opened(CREATE).record(observation(Told.moved("e1", 1, "A", "C1")), budget());

    execute("UPDATE device SET hostname = 'a-person-was-here'");

    assertThat(stored("A")).containsEntry("hostname", "a-person-was-here");
    assertThat(query("PRAGMA journal_mode")).containsExactly(Map.of("journal_mode", "wal"));
  }

  @Test
  void ephemeral_fileInMemoryOrInAnImage() {
    Habitat bare = new Habitat(directory, Map.of());
    Habitat pod = new Habitat(directory, Map.of("KUBERNETES_SERVICE_HOST", "10.0.0.1"));

    assertThat(new SqliteDatabase(":memory:", bare).ephemeral()).isTrue();
    assertThat(new SqliteDatabase("cmdb.db", pod).ephemeral()).isTrue();
  }

  @Test
  void record_inMemory_lastsAsLongAsTheProcess() {
    Database memory = new SqliteDatabase(":memory:", new Habitat(directory, Map.of()));
    try (Cmdb cmdb = new JdbcCmdb(memory, CREATE, Clock.systemUTC())) {
      cmdb.record(observation(Told.moved("e1", 1, "A", "C1")), budget());
      assertThat(cmdb.record(observation(Told.moved("e1", 1, "A", "C1")), budget()))
          .hasToString("unchanged (this event has been recorded before)");
    }
  }

  private static CallFailedException failure(Cmdb cmdb, Budget budget) {
    return catchThrowableOfType(
        CallFailedException.class,
        () -> cmdb.record(observation(Told.moved("e9", 9, "A", "C9")), budget));
  }
}
