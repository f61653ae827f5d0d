package io.cvpfunctions.watcher.state;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What the watcher has warned of, so that neither a restart nor a flapping remote repeats it. */
public final class WarningTable {
  private final Database database;

  /** Warnings of that state. */
  public WarningTable(Database database) {
    this.database = database;
  }

  /** Whether what was warned of is so still, and whether people were told of this time. */
  public enum State {
    OVER(0),
    TOLD(1),
    NOT_TOLD(2);

    private final int stored;

    State(int stored) {
      this.stored = stored;
    }

    private static State of(int stored) {
      return Stream.of(values()).filter(each -> each.stored == stored).findAny().orElse(TOLD);
    }
  }

  /** A warning, and when it was told last. */
  public record Told(String cause, Instant since, Instant at, State state) {
    /** Whether it is so still. */
    public boolean open() {
      return state != State.OVER;
    }

    /** Whether people know of it as something that still is so. */
    public boolean known() {
      return state == State.TOLD;
    }
  }

  /** Every warning. */
  public List<Told> all() {
    String sql = "select cause, since, told_at, is_open from warnings";
    return database.read(
        c ->
            Sql.rows(
                c,
                sql,
                row ->
                    new Told(
                        row.getString(1),
                        Instant.ofEpochMilli(row.getLong(2)),
                        Instant.ofEpochMilli(row.getLong(3)),
                        State.of(row.getInt(4)))));
  }

  /** Part of the caller's transaction. */
  public void put(Connection connection, Told told) throws SQLException {
    Sql.update(
        connection,
        "insert into warnings (cause, since, told_at, is_open) values (?, ?, ?, ?)"
            + " on conflict (cause) do update set since = excluded.since,"
            + " told_at = excluded.told_at, is_open = excluded.is_open",
        told.cause(),
        told.since().toEpochMilli(),
        told.at().toEpochMilli(),
        told.state().stored);
  }
}
