package io.cvpfunctions.watcher.state;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** A term that lasts as long as the database session that holds the leader's lock. */
final class SessionTerm implements Term {
  private final Connection session;
  private final Dialect dialect;
  private final WriteHealth health;
  private volatile boolean over;

  private SessionTerm(Connection session, Dialect dialect, WriteHealth health) {
    this.session = session;
    this.dialect = dialect;
    this.health = health;
  }

  /** Begins a term in that session, which is closed where another leads. */
  static Optional<Term> take(Connection session, Dialect dialect, WriteHealth health)
      throws SQLException {
    try {
      dialect.limitSession(session);
      if (dialect.takeLead(session)) {
        session.setAutoCommit(false);
        return Optional.of(new SessionTerm(session, dialect, health));
      }
    } catch (SQLException failed) {
      session.close();
      throw failed;
    }
    session.close();
    return Optional.empty();
  }

  @Override
  public boolean lasts() {
    return !over;
  }

  @Override
  public boolean confirm() {
    try {
      if (!over && !write(dialect::leads)) end();
    } catch (StateException lost) {
      end();
    }
    return lasts();
  }

  @Override
  public synchronized <T> T write(Work<T> work) {
    if (over) throw new StateException("another watcher leads now", null);
    T value = run(work);
    try {
      session.commit();
      health.good();
      return value;
    } catch (SQLException unknown) {
      end();
      throw failure(unknown);
    }
  }

  private <T> T run(Work<T> work) {
    try {
      return work.run(session);
    } catch (SQLException | RuntimeException failed) {
      rollBack();
      throw failure(failed);
    }
  }

  private StateException failure(Exception failed) {
    if (!over) health.failed(failed);
    return new StateException("cannot write the state: " + failed.getMessage(), failed);
  }

  private void rollBack() {
    try {
      session.rollback();
    } catch (SQLException lost) {
      end();
    }
  }

  @Override
  public void end() {
    over = true;
    try {
      session.close();
    } catch (SQLException goneAnyway) {
      // The server lets go of the lock when it sees the session gone.
    }
  }
}
