package io.cvpfunctions.watcher.state;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The one writer: whatever waits while a commit is on its way to the disk shares the next commit.
 * Thread-safe.
 *
 * <p>If one write of a group fails, the group is rolled back and each is run in a transaction of
 * its own, so a write fails only by its own fault.
 */
final class GroupCommit implements AutoCloseable {
  private static final int LARGEST_GROUP = 256;

  private final HikariDataSource source;
  private final Dialect dialect;
  private final WriteHealth health;
  private final LinkedBlockingQueue<Job<?>> jobs = new LinkedBlockingQueue<>();
  private final Thread writer = new Thread(this::work, "state-writer");
  private volatile boolean closed;

  GroupCommit(HikariDataSource source, Dialect dialect, WriteHealth health) {
    this.source = source;
    this.dialect = dialect;
    this.health = health;
    writer.setDaemon(true);
    writer.start();
  }

  /** Whether its thread is there, or has no more to do. */
  boolean alive() {
    return closed || writer.isAlive();
  }

  /** Returns once the write is on disk. */
  <T> T write(Work<T> work) {
    return write(work, true);
  }

  /**
   * Returns once everybody sees the write; it is on disk with the next that has to be, and may be
   * lost with the machine, not with this process.
   */
  <T> T writeSoon(Work<T> work) {
    return write(work, false);
  }

  private <T> T write(Work<T> work, boolean durable) {
    Job<T> job = new Job<>(work, durable);
    jobs.add(job);
    if (closed) job.result.completeExceptionally(new SQLException("the state is closed"));
    try {
      return job.result.join();
    } catch (CompletionException failed) {
      throw new StateException("cannot write the state: " + reason(failed), failed.getCause());
    }
  }

  private static String reason(CompletionException failed) {
    return String.valueOf(failed.getCause().getMessage());
  }

  private void work() {
    List<Job<?>> group = new ArrayList<>();
    while (!closed || !jobs.isEmpty()) {
      try {
        Job<?> first = jobs.poll(100, TimeUnit.MILLISECONDS);
        if (first == null) continue;
        group.add(first);
        jobs.drainTo(group, LARGEST_GROUP - 1);
        commit(group.stream().filter(job -> !job.durable).toList(), false);
        commit(group.stream().filter(job -> job.durable).toList(), true);
      } catch (InterruptedException stopped) {
        closed = true;
      } finally {
        group.clear();
      }
    }
  }

  private void commit(List<Job<?>> group, boolean durable) {
    if (group.isEmpty() || together(group, durable)) return;
    group.forEach(job -> together(List.of(job), durable));
  }

  /** Whether the group was committed, or its only member told of its failure. */
  private boolean together(List<Job<?>> group, boolean durable) {
    try (Connection connection = source.getConnection()) {
      dialect.durable(connection, durable);
      begin(connection);
      try {
        for (Job<?> job : group) job.run(connection);
        connection.commit();
      } catch (SQLException | RuntimeException failed) {
        rollBack(connection);
        throw failed;
      }
      health.good();
      group.forEach(Job::complete);
      return true;
    } catch (SQLException | RuntimeException failed) {
      if (group.size() > 1) return false;
      if (!StateException.refused(failed)) health.failed(failed);
      group.get(0).result.completeExceptionally(failed);
      return true;
    }
  }

  /**
   * A SQLite connection that could not begin, the file being locked, takes itself to have begun
   * ever after, and could never commit again.
   */
  private void begin(Connection connection) throws SQLException {
    try {
      connection.setAutoCommit(false);
    } catch (SQLException locked) {
      source.evictConnection(connection);
      throw locked;
    }
  }

  private void rollBack(Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException lost) {
      source.evictConnection(connection);
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      writer.join(10_000);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class Job<T> {
    private final Work<T> work;
    private final boolean durable;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private T value;

    Job(Work<T> work, boolean durable) {
      this.work = work;
      this.durable = durable;
    }

    void run(Connection connection) throws SQLException {
      value = work.run(connection);
    }

    void complete() {
      result.complete(value);
    }
  }
}
