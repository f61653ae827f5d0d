package io.cvpfunctions.lab.ledger.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** One file. */
final class SqliteState extends State {
  private static final String SQLITE = "jdbc:sqlite:";

  private final Path file;

  SqliteState(Path file) {
    this.file = file;
  }

  @Override
  String url() {
    return SQLITE + file;
  }

  @Override
  void lock(Connection connection) throws SQLException {
    run(connection, "begin exclusive");
  }

  /** Read in a copy: the watcher itself is to find the file as the killed one has left it. */
  @Override
  Set<String> inFlight(String owner) {
    Path copy = file.resolveSibling("copy.db");
    try {
      for (String suffix : List.of("", "-wal", "-shm")) {
        Path part = file.resolveSibling(file.getFileName() + suffix);
        Path target = copy.resolveSibling(copy.getFileName() + suffix);
        Files.deleteIfExists(target);
        if (Files.exists(part) && !suffix.equals("-shm")) Files.copy(part, target);
      }
      try (Connection connection = DriverManager.getConnection(SQLITE + copy)) {
        return begun(connection, owner);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException("the state cannot be copied", failed);
    } catch (SQLException failed) {
      throw new IllegalStateException("the copy of the state cannot be read", failed);
    }
  }
}
