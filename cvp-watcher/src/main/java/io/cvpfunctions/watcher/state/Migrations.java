package io.cvpfunctions.watcher.state;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/** Makes the tables, and later changes them, one numbered step after the other. */
final class Migrations {
  private Migrations() {}

  private static List<List<String>> steps(Dialect dialect) {
    return List.of(
        firstTables(dialect),
        settledAndReleased(dialect),
        annotations(dialect),
        cloudVisionEvents(),
        baselineOfCloudVisionEvents(),
        ages(),
        List.of("alter table deliveries add column tried_for bigint not null default 0"),
        List.of("alter table told add column first_id text"),
        placementsWithoutContainer());
  }

  /**
   * Times are milliseconds since 1970. A delivery is {@code waiting} until it is {@code done}, a
   * {@code dead} letter, or {@code dropped} by a person; a waiting one with an owner is being
   * tried.
   */
  private static List<String> firstTables(Dialect dialect) {
    return List.of(
        "create table baselines (dimension text primary key, at bigint not null)",
        "create table placements ("
            + "dimension text not null, device text not null, container text not null,"
            + " facts text not null, since bigint not null, primary key (dimension, device))",
        "create table messages ("
            + ("seq " + dialect.countedKey() + ", id text not null, type text not null,")
            + " subject text not null, body text not null, size bigint not null,"
            + " depth integer not null, created_at bigint not null, routed_at bigint)",
        "create index messages_unrouted on messages (seq) where routed_at is null",
        "create table deliveries ("
            + ("seq " + dialect.countedKey() + ", message bigint not null,")
            + " function text not null, async integer not null, subject text not null,"
            + " state text not null, attempts integer not null, first_attempt_at bigint,"
            + " next_at bigint not null, owner text, lease_until bigint,"
            + " created_at bigint not null, ended_at bigint, status integer, detail text)",
        "create index deliveries_message on deliveries (message)",
        "create index deliveries_waiting on deliveries (function, seq) where state = 'waiting'",
        "create index deliveries_order on deliveries (function, subject, seq)"
            + " where state = 'waiting'",
        "create index deliveries_dead on deliveries (seq) where state = 'dead'",
        "create index deliveries_ended on deliveries (ended_at) where state = 'done'",
        "create table functions ("
            + "name text primary key, annotations text not null, listed_at bigint not null)",
        "create table warnings ("
            + "cause text primary key, since bigint not null, told_at bigint not null,"
            + " is_open integer not null)",
        "create table threads (correlation text primary key, thread text not null,"
            + " at bigint not null)");
  }

  private static List<String> settledAndReleased(Dialect dialect) {
    return List.of(
        "create table pending (device text primary key, waits_for text not null,"
            + " boot_time bigint, settled_looks integer not null, looked_at bigint not null)",
        "create table releases ("
            + ("seq " + dialect.countedKey() + ", asked_at bigint not null, taken_at bigint)"));
  }

  /**
   * A delivery's {@code identity} is the CloudVision event that it is a state of, and {@code quiet}
   * the window that it waits for; {@code planned_at} is when {@code next_at} was decided.
   */
  private static List<String> annotations(Dialect dialect) {
    return List.of(
        "alter table deliveries rename column lease_until to claimed_at",
        "alter table deliveries add column planned_at bigint not null default 0",
        "alter table deliveries add column identity text",
        "alter table deliveries add column quiet bigint",
        "create index deliveries_identity on deliveries (identity, function)"
            + " where identity is not null",
        "create index deliveries_claimed on deliveries (seq) where owner is not null",
        "drop index deliveries_ended",
        "create index deliveries_ended on deliveries (ended_at)"
            + " where state in ('done', 'dropped', 'withheld')",
        "create index messages_subject on messages (subject, seq)",
        "create table told (function text not null, identity text not null,"
            + " at bigint not null, primary key (function, identity))",
        "create table quiets ("
            + ("seq " + dialect.countedKey() + ", kind text not null, name text not null,")
            + " from_at bigint not null, until_at bigint not null, reason text not null,"
            + " ended_at bigint)");
  }

  /** Times are text, since those of CloudVision's events tell them apart to the nanosecond. */
  private static List<String> cloudVisionEvents() {
    return List.of(
        "create table cloudvision_events (event_key text not null, began text not null,"
            + " status text not null, as_of text not null, ended text, body text not null,"
            + " primary key (event_key, began))",
        "create table cloudvision_events_seen (only_row integer primary key,"
            + " seen text not null)");
  }

  /** Where the baseline was before it was remembered is not known; it was before the mark. */
  private static List<String> baselineOfCloudVisionEvents() {
    return List.of(
        "alter table cloudvision_events_seen add column baseline text not null"
            + " default '1970-01-01T00:00:00Z'");
  }

  /** What is forgotten by its age is found by it. */
  private static List<String> ages() {
    return List.of(
        "create index messages_routed on messages (routed_at) where routed_at is not null",
        "create index threads_at on threads (at)",
        "create index told_at on told (at)");
  }

  /** The table stays as it is, but earlier versions cannot read what is in it. */
  private static List<String> placementsWithoutContainer() {
    return List.of();
  }

  static void run(DataSource source, Dialect dialect) {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      dialect.lockSchema(connection);
      statement.execute("create table if not exists schema_version (version integer not null)");
      List<List<String>> steps = steps(dialect);
      int found = version(statement);
      if (found > steps.size()) throw later(found, steps.size());
      for (int done = found; done < steps.size(); done++) {
        for (String sql : steps.get(done)) statement.execute(sql);
        statement.execute("insert into schema_version (version) values (" + (done + 1) + ")");
      }
      connection.commit();
    } catch (SQLException failed) {
      throw new StateException(
          "cannot make the tables: " + failed.getMessage() + "; " + dialect.advice(), failed);
    }
  }

  private static StateException later(int found, int known) {
    String what =
        ("a later cvp-watcher made its tables, in version " + found + ", and this one knows ")
            + ("version " + known + ": run that cvp-watcher again, or give another --state");
    return new StateException(what, null);
  }

  private static int version(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("select max(version) from schema_version")) {
      return row.next() ? row.getInt(1) : 0;
    }
  }
}
