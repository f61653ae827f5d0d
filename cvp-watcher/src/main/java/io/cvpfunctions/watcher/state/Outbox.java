package io.cvpfunctions.watcher.state;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.EventCodec;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
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
  private static final int RECENT = 100;

  /** A CloudVision event that nobody has heard of for longer is told as a new one. */
  private static final Duration LONGEST_ALARM = Duration.ofDays(90);

  private static final EventCodec CODEC = new EventCodec();

  private final Database database;
  private final Clock clock;
  private final Planner planner;

  /** Works on that state, and delivers everything at once. */
  public Outbox(Database database, Clock clock) {
    this(database, clock, (connection, event, function) -> Plan.AT_ONCE);
  }

  /** Works on that state, and delivers as planned. */
  public Outbox(Database database, Clock clock, Planner planner) {
    this.database = database;
    this.clock = clock;
    this.planner = planner;
  }

  /** An event as it is stored: encoded before the one writer's time is taken. */
  public record Message(CloudEvent event, String json, int bytes) {
    /** Encodes it. */
    public static Message of(CloudEvent event) {
      byte[] json = CODEC.structured(event);
      return new Message(event, new String(json, StandardCharsets.UTF_8), json.length);
    }

    /** As it goes to a function, in structured mode. */
    public byte[] encoded() {
      return json.getBytes(StandardCharsets.UTF_8);
    }
  }

  /** The functions that events of that type were passed on to, in the order of their names. */
  public List<String> passedOnTo(String type) {
    String sql =
        "select distinct d.function from deliveries d join messages m on m.seq = d.message"
            + " where m.depth > 0 and m.type = ? order by d.function";
    return database.read(c -> Sql.rows(c, sql, row -> row.getString(1), type));
  }

  /** The CloudVision that a recent event came from; empty where none is kept. */
  public Optional<URI> cloudVision() {
    String sql = "select body from messages where depth = 0 order by seq desc limit " + RECENT;
    return database.read(c -> Sql.rows(c, sql, row -> event(row.getString(1)))).stream()
        .map(CloudEvent::getSource)
        .filter(source -> "https".equals(source.getScheme()))
        .findFirst();
  }

  /** Until the transaction ends, nobody else adds to it: what is read now is still so then. */
  public void lock(Connection connection) throws SQLException {
    database.dialect().lockOutbox(connection);
  }

  /** Stores a first event, still to be routed. */
  public void add(Connection connection, CloudEvent event) throws SQLException {
    add(connection, Message.of(event));
  }

  /** The same, of an event that is encoded. */
  public void add(Connection connection, Message message) throws SQLException {
    insert(connection, message, 0, null);
  }

  /** Stores an event that a function passed on, with a delivery to each of the steps. */
  public void addChained(Connection connection, CloudEvent event, int depth, List<String> steps)
      throws SQLException {
    long seq = insert(connection, Message.of(event), depth, clock.millis());
    for (String step : steps) deliver(connection, seq, event, step);
  }

  /** The oldest events that no function has been found for yet. */
  public List<StoredEvent> unrouted(int most) {
    String sql = "select seq, body from messages where routed_at is null order by seq limit ?";
    return database.read(connection -> Sql.rows(connection, sql, Outbox::stored, most));
  }

  /**
   * Makes a delivery to each of the functions; none at all is a way to end, too.
   *
   * @return how many deliveries each of them will never be told of, where there are any
   */
  public Map<String, Integer> route(
      Connection connection, StoredEvent stored, List<String> functions) throws SQLException {
    Map<String, Integer> withheld = new HashMap<>();
    String sql = "update messages set routed_at = ? where seq = ? and routed_at is null";
    if (Sql.update(connection, sql, clock.millis(), stored.seq()) == 0) return withheld;
    for (String function : functions) {
      int count = deliver(connection, stored.seq(), stored.event(), function);
      if (count > 0) withheld.put(function, count);
    }
    return withheld;
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
    boolean any = database.read(c -> Expiry.any(c, time, alarms(time)));
    return any ? database.write(c -> Expiry.delete(c, time, alarms(time))) : 0;
  }

  private static long alarms(long time) {
    return time - LONGEST_ALARM.toMillis();
  }

  private long insert(Connection connection, Message message, int depth, Long routedAt)
      throws SQLException {
    CloudEvent event = message.event();
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
            message.json(),
            message.bytes(),
            depth,
            clock.millis(),
            routedAt)
        .orElseThrow();
  }

  /** Says how many deliveries the function will never be told of, this one included. */
  private int deliver(Connection connection, long message, CloudEvent event, String step)
      throws SQLException {
    boolean async = step.endsWith(ASYNC);
    String function = async ? step.substring(0, step.length() - ASYNC.length()) : step;
    Plan plan = planner.plan(connection, event, function);
    boolean withheld = plan.withheld() > 0;
    long now = clock.millis();
    long planned = database.clock().millis();
    Sql.update(
        connection,
        "insert into deliveries (message, function, async, subject, state, attempts, next_at,"
            + " planned_at, created_at, ended_at, detail, identity, quiet)"
            + " values (?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?)",
        message,
        function,
        async ? 1 : 0,
        subject(event),
        withheld ? "withheld" : "waiting",
        planned + plan.pause().toMillis(),
        planned,
        now,
        withheld ? now : null,
        withheld ? "what it resolves was never told" : null,
        plan.identity().orElse(null),
        plan.quiet().orElse(null));
    return plan.withheld();
  }

  private static String subject(CloudEvent event) {
    String subject = event.getSubject();
    return subject == null || subject.isBlank() ? event.getId() : subject;
  }

  private static StoredEvent stored(ResultSet row) throws SQLException {
    return new StoredEvent(row.getLong(1), event(row.getString(2)));
  }

  static Message message(String body, int bytes) {
    return new Message(event(body), body, bytes);
  }

  static CloudEvent event(String body) {
    return CODEC
        .read(Map.of("content-type", EventCodec.STRUCTURED), body.getBytes(StandardCharsets.UTF_8))
        .event()
        .orElseThrow();
  }
}
