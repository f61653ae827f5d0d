package io.cvpfunctions.watcher.state;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** The database that holds the state: one writer that groups commits, and readers. Thread-safe. */
public final class Database implements AutoCloseable {
  private static final String SQLITE = "jdbc:sqlite:";
  private static final int READERS = 4;

  private final HikariDataSource writing;
  private final HikariDataSource reading;
  private final GroupCommit writer;
  private final Dialect dialect = new SqliteDialect();

  private Database(String url) {
    this.writing = pool(url, "writer", 1);
    Migrations.run(writing, dialect);
    this.reading = pool(url, "reader", READERS);
    this.writer = new GroupCommit(writing);
  }

  /**
   * Opens the state, and makes or upgrades it where needed.
   *
   * @throws StateException saying what to do where that is not possible
   */
  public static Database open(String url) {
    try {
      Path folder = file(url).toAbsolutePath().getParent();
      if (folder != null) Files.createDirectories(folder);
      return new Database(url);
    } catch (IOException | RuntimeException failed) {
      String what = "the state " + url + " cannot be opened: is its folder there and writable?";
      throw new StateException(what, failed);
    }
  }

  /** The file behind a SQLite URL. */
  public static Path file(String url) {
    String name = url.substring(SQLITE.length());
    int parameters = name.indexOf('?');
    return Path.of(parameters < 0 ? name : name.substring(0, parameters));
  }

  /** Whether this is the URL of a database that can hold the state. */
  public static boolean supports(String url) {
    return url.startsWith(SQLITE) && url.length() > SQLITE.length();
  }

  private HikariDataSource pool(String url, String name, int size) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setPoolName("state-" + name);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(10_000);
    dialect.connectionProperties().forEach(config::addDataSourceProperty);
    return new HikariDataSource(config);
  }

  Dialect dialect() {
    return dialect;
  }

  /** Runs the work in a transaction of the writer; it is on disk when this returns. */
  public <T> T write(Work<T> work) {
    return writer.write(work);
  }

  /** Runs the work on a connection that only reads. */
  public <T> T read(Work<T> work) {
    try (Connection connection = reading.getConnection()) {
      return work.run(connection);
    } catch (SQLException failed) {
      throw new StateException("cannot read the state: " + failed.getMessage(), failed);
    }
  }

  @Override
  public void close() {
    writer.close();
    reading.close();
    writing.close();
  }
}
