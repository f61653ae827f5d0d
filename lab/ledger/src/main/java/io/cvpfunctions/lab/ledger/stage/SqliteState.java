package io.cvpfunctions.lab.ledger.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** One file. */
final class SqliteState extends State {
  private static final String SQLITE = "jdbc:sqlite:";
  private static final String WAL = "-wal";

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
      copyTo(copy);
      try (Connection connection = DriverManager.getConnection(SQLITE + copy)) {
        return begun(connection, owner);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException("the state cannot be copied", failed);
    } catch (SQLException failed) {
      throw new IllegalStateException("the copy of the state cannot be read", failed);
    }
  }

  /** Again where a command that ends just now has moved the log's pages into the file meanwhile. */
  private void copyTo(Path copy) throws IOException {
    Files.deleteIfExists(with(copy, "-shm"));
    List<String> seen;
    do {
      seen = List.of(stamp(file), stamp(with(file, WAL)));
      copyPart(file, copy);
      copyPart(with(file, WAL), with(copy, WAL));
    } while (!seen.equals(List.of(stamp(file), stamp(with(file, WAL)))));
  }

  private static void copyPart(Path from, Path to) throws IOException {
    Files.deleteIfExists(to);
    try {
      Files.copy(from, to);
    } catch (NoSuchFileException noLog) {
      // All of it is in the file.
    }
  }

  private static String stamp(Path part) throws IOException {
    try {
      return Files.getLastModifiedTime(part) + " " + Files.size(part);
    } catch (NoSuchFileException noLog) {
      return "";
    }
  }

  private static Path with(Path path, String suffix) {
    return path.resolveSibling(path.getFileName() + suffix);
  }
}
