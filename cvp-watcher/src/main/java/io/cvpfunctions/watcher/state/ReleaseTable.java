package io.cvpfunctions.watcher.state;

import java.time.Clock;

/** What a person said to a running watcher: that the loss which it would not believe is real. */
public final class ReleaseTable {
  private final Database database;
  private final Clock clock;

  /** Releases of that state. */
  public ReleaseTable(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** A person believes it. */
  public void ask() {
    database.write(
        c -> Sql.update(c, "insert into releases (asked_at) values (?)", clock.millis()));
  }

  /** Whether a person has asked since the last time; each asking counts once. */
  public boolean take() {
    String open = "select count(*) from releases where taken_at is null";
    if (database.read(c -> Sql.number(c, open)) == 0) return false;
    String take = "update releases set taken_at = ? where taken_at is null";
    return database.write(c -> Sql.update(c, take, clock.millis())) > 0;
  }
}
