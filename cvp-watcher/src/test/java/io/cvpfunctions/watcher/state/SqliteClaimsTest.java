package io.cvpfunctions.watcher.state;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteClaimsTest extends ClaimsContract {
  @TempDir Path folder;

  @Override
  StateAddress address() {
    return StateAddress.of("jdbc:sqlite:" + folder.resolve("state.db"));
  }
}
