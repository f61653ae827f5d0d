package io.cvpfunctions.watcher.state;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;

/** The database that holds the state: one writer that groups commits, and readers. Thread-safe. */
public final class Database implements AutoCloseable {
  private static final int READERS = 4;

  private final StateAddress address;
  private final StateClock clock;
  private final Dialect dialect;
  private final HikariDataSource writing;
  private final HikariDataSource reading;
  private final WriteHealth health = new WriteHealth();
  private final GroupCommit writer;

  private Database(StateAddress address, StateClock clock) {
    this.address = address;
    this.clock = clock;
    this.dialect = address.dialect();
    this.writing = pool("writer", 1);
    migrate();
    this.reading = pool("reader", READERS);
    this.writer = new GroupCommit(writing, dialect, health);
    agreeOnTime();
  }

  private void migrate() {
    try {
      Migrations.run(writing, dialect);
    } catch (StateException failed) {
      writing.close();
      throw failed;
    }
  }

  /** Opens a state that asks for no credentials. */
  public static Database open(String url) {
    return open(StateAddress.of(url));
  }

  /**
   * Opens the state, and makes or upgrades it where needed.
   *
   * @throws StateException saying what to do where that is not possible
   */
  public static Database open(StateAddress address) {
    return open(address, new StateClock());
  }

  /** The same, with deliveries put off by that clock. */
  static Database open(StateAddress address, StateClock clock) {
    try {
      Optional<Path> folder = address.file().map(file -> file.toAbsolutePath().getParent());
      if (folder.isPresent()) Files.createDirectories(folder.get());
      return new Database(address, clock);
    } catch (StateException failed) {
      String what = "the state " + address + " cannot be opened: " + failed.getMessage();
      throw new StateException(what, failed);
    } catch (IOException | RuntimeException failed) {
      String what = "the state " + address + " cannot be opened: " + address.dialect().advice();
      throw new StateException(what, failed);
    }
  }

  private HikariDataSource pool(String name, int size) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(address.url());
    address.source().ifPresent(config::setDataSource);
    address.user().ifPresent(config::setUsername);
    address.password().ifPresent(secret -> config.setPassword(secret.reveal()));
    config.setPoolName("state-" + name);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(10_000);
    address.connectionProperties().forEach(config::addDataSourceProperty);
    return new HikariDataSource(config);
  }

  /** The clock by which deliveries are put off. */
  Clock clock() {
    return clock;
  }

  /** Looks whether the server's clock was set; to be asked every few seconds. */
  public void agreeOnTime() {
    read(dialect::time).ifPresent(clock::follow);
  }

  Dialect dialect() {
    return dialect;
  }

  /** Begins to lead, if no other watcher does; a file's only watcher always can. */
  public Optional<Term> lead() {
    if (address.single()) return Optional.of(new SoleTerm(this));
    try {
      return SessionTerm.take(address.connect(), dialect, health);
    } catch (SQLException failed) {
      throw new StateException("cannot ask who leads: " + failed.getMessage(), failed);
    }
  }

  /** Whether it takes what is written. */
  public WriteHealth health() {
    return health;
  }

  /** Whether what is written can still be on its way to the disk. */
  public boolean alive() {
    return writer.alive();
  }

  /** How many bytes it takes. */
  public long size() {
    return read(connection -> Sql.number(connection, dialect.sizeQuery()));
  }

  /** How many bytes are free where the file is; a server's disk is not known. */
  public Optional<Long> free() {
    return address.file().map(file -> file.toAbsolutePath().getParent().toFile().getUsableSpace());
  }

  /** Whether one watcher has it for itself. */
  public boolean single() {
    return address.single();
  }

  /** Runs the work in a transaction of the writer; it is on disk when this returns. */
  public <T> T write(Work<T> work) {
    return writer.write(work);
  }

  /** The same for what may be lost with the machine, though not with this process. */
  <T> T writeSoon(Work<T> work) {
    return writer.writeSoon(work);
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
