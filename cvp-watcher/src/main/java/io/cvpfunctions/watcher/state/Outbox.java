package io.cvpfunctions.watcher.state;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.EventCodec;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Events stored with the change of state that caused them, until every function subscribed has had
 * them.
 *
 * <p>What takes a connection is part of the caller's transaction.
 */
public final class Outbox {
  private static final String ASYNC = "?async";
  private static final EventCodec CODEC = new EventCodec();

  private final Database database;
  private final Clock clock;

  /** Works on that state. */
  public Outbox(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Stores a first event, still to be routed. */
  public void add(Connection connection, CloudEvent event) throws SQLException {
    insert(connection, event, 0, null);
  }

  /** Stores an event that a function passed on, with a delivery to each of the steps. */
  public void addChained(Connection connection, CloudEvent event, int depth, List<String> steps)
      throws SQLException {
    long seq = insert(connection, event, depth, clock.millis());
    for (String step : steps) deliver(connection, seq, event, step);
  }

  /** The oldest events that no function has been found for yet. */
  public List<StoredEvent> unrouted(int most) {
    String sql = "select seq, body from messages where routed_at is null order by seq limit ?";
    return database.read(connection -> Sql.rows(connection, sql, Outbox::stored, most));
  }

  /** Makes a delivery to each of the functions; none at all is a way to end, too. */
  public void route(Connection connection, StoredEvent stored, List<String> functions)
      throws SQLException {
    String sql = "update messages set routed_at = ? where seq = ? and routed_at is null";
    if (Sql.update(connection, sql, clock.millis(), stored.seq()) == 0) return;
    for (String function : functions) {
      deliver(connection, stored.seq(), stored.event(), function);
    }
  }

  /** How many events and deliveries wait, and since when the oldest has. */
  public Backlog backlog() {
    return database.read(
        connection ->
            new Backlog(
                Sql.number(connection, "select count(*) from messages where routed_at is null"),
                Sql.number(connection, "select count(*) from deliveries where state = 'waiting'"),
                oldest(connection),
                Sql.number(connection, "select count(*) from deliveries where state = 'dead'")));
  }

  private static Optional<Long> oldest(Connection connection) throws SQLException {
    long oldest =
        Sql.number(
            connection,
            "select min(at) from ("
                + "select min(created_at) as at from messages where routed_at is null"
                + " union all"
                + " select min(created_at) as at from deliveries where state = 'waiting') as ages");
    return Optional.of(oldest).filter(at -> at > 0);
  }

  /** Forgets what was done with before that time, a piece at a time; says how many deliveries. */
  public int forgetBefore(long time) {
    return database.write(
        connection -> {
          int gone =
              Sql.update(
                  connection,
                  "delete from deliveries where seq in (select seq from deliveries"
                      + " where state in ('done', 'dropped') and ended_at < ? limit 1000)",
                  time);
          Sql.update(
              connection,
              "delete from messages where seq in (select seq from messages"
                  + " where routed_at < ? and not exists (select 1 from deliveries"
                  + " where deliveries.message = messages.seq) limit 1000)",
              time);
          Sql.update(connection, "delete from threads where at < ?", time);
          return gone;
        });
  }

  private long insert(Connection connection, CloudEvent event, int depth, Long routedAt)
      throws SQLException {
    byte[] body = CODEC.structured(event);
    String sql =
        "insert into messages (id, type, subject, body, size, depth, created_at, routed_at)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?) returning seq";
    return Sql.first(
            connection,
            sql,
            row -> row.getLong(1),
            event.getId(),
            event.getType(),
            subject(event),
            new String(body, StandardCharsets.UTF_8),
            body.length,
            depth,
            clock.millis(),
            routedAt)
        .orElseThrow();
  }

  private void deliver(Connection connection, long message, CloudEvent event, String step)
      throws SQLException {
    boolean async = step.endsWith(ASYNC);
    String function = async ? step.substring(0, step.length() - ASYNC.length()) : step;
    long now = clock.millis();
    Sql.update(
        connection,
        "insert into deliveries (message, function, async, subject, state, attempts, next_at,"
            + " planned_at, created_at) values (?, ?, ?, ?, 'waiting', 0, ?, ?, ?)",
        message,
        function,
        async ? 1 : 0,
        subject(event),
        now,
        now,
        now);
  }

  private static String subject(CloudEvent event) {
    String subject = event.getSubject();
    return subject == null || subject.isBlank() ? event.getId() : subject;
  }

  private static StoredEvent stored(ResultSet row) throws SQLException {
    return new StoredEvent(row.getLong(1), event(row.getString(2)));
  }

  static CloudEvent event(String body) {
    return CODEC
        .read(Map.of("content-type", EventCodec.STRUCTURED), body.getBytes(StandardCharsets.UTF_8))
        .event()
        .orElseThrow();
  }
}
