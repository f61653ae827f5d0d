package io.cvpfunctions.watcher.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStateTest extends StateContract {
  @TempDir Path folder;

  @Override
  StateAddress address() {
    return StateAddress.of("jdbc:sqlite:" + file());
  }

  private Path file() {
    return folder.resolve("a/b/state.db");
  }

  @Test
  void open_twice_keepsWhatIsThere() {
    store("m1@A", "f");
    database.close();
    database = Database.open(address());
    assertThat(count("deliveries")).isEqualTo(1);
  }

  @Test
  void open_laterVersion_isRefusedAndKept() {
    write(c -> Sql.update(c, "insert into schema_version (version) values (1000)"));
    database.close();
    assertThatThrownBy(() -> Database.open(address()))
        .isInstanceOf(StateException.class)
        .hasMessageContaining("a later cvp-watcher made its tables, in version 1000");
  }

  @Test
  void open_firstVersion_keepsWhatItHolds() throws Exception {
    Path old = folder.resolve("old.db");
    writeFirstVersion(old);
    try (Database opened = Database.open("jdbc:sqlite:" + old)) {
      DeadLetter letter = new DeadLetters(opened, clock).list(DeadLetters.Choice.all()).get(0);
      assertThat(letter.toString()).contains("device-move", "e1", "SN1", "422", "no");
      Claims claims = new Claims(opened, clock, "new", Duration.ofMinutes(30));
      new Leases(opened, claims, Duration.ofMinutes(1), () -> 0).endAll();
      Delivery waiting = claims.claim("notify-slack", 10, true).get(0);
      assertThat(waiting.event().getId()).isEqualTo("e1");
      assertThat(waiting.attempts()).isEqualTo(3);
      Deliveries deliveries = new Deliveries(opened, clock, "new");
      assertThat(opened.<Boolean>write(c -> deliveries.done(c, waiting, 200))).isTrue();
    }
  }

  private static void writeFirstVersion(Path file) throws Exception {
    try (InputStream sql = SqliteStateTest.class.getResourceAsStream("/state-version-1.sql");
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(new String(sql.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void open_noFolderThere_saysWhatToLookAt() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> Database.open("jdbc:sqlite:" + file.resolve("state.db")))
        .isInstanceOf(StateException.class)
        .hasMessageContaining("is its folder there and writable?");
  }

  @Test
  void take_twice_isRefused() {
    try (StateLock first = StateLock.take(file())) {
      assertThat(first).isNotNull();
      assertThatThrownBy(() -> StateLock.take(file())).hasMessageContaining("another watcher uses");
    }
    StateLock.take(file()).close();
  }

  @Test
  void read_journal_isWrittenAheadAndSynced() {
    assertThat(pragma("journal_mode")).isEqualTo("wal");
    assertThat(pragma("synchronous")).isEqualTo("2");
    assertThat(pragma("busy_timeout")).isEqualTo("5000");
  }

  @Test
  void writeSoon_leavesTheDiskToTheNextWrite() {
    assertThat(database.writeSoon(SqliteStateTest::synchronous)).isEqualTo(1);
    assertThat(database.write(SqliteStateTest::synchronous)).isEqualTo(2);
  }

  @Test
  void writeSoon_whereTheAddressSaysHowToSync_staysSo() {
    try (Database strict = Database.open("jdbc:sqlite:" + file() + "2?synchronous=EXTRA")) {
      assertThat(strict.writeSoon(SqliteStateTest::synchronous)).isEqualTo(3);
      assertThat(strict.write(SqliteStateTest::synchronous)).isEqualTo(3);
    }
  }

  private static long synchronous(Connection connection) throws SQLException {
    return Sql.number(connection, "pragma synchronous");
  }

  private String pragma(String name) {
    return database
        .read(c -> Sql.first(c, "pragma " + name, row -> row.getString(1)))
        .orElseThrow();
  }
}
