package io.cvpfunctions.watcher.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
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

  private String pragma(String name) {
    return database
        .read(c -> Sql.first(c, "pragma " + name, row -> row.getString(1)))
        .orElseThrow();
  }
}
