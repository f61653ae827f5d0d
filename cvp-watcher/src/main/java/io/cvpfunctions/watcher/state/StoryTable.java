package io.cvpfunctions.watcher.state;

import io.cloudevents.CloudEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the state remembers of one device: events about it, and what became of their deliveries. */
public final class StoryTable {
  private static final String EVENTS =
      "select seq, body, depth, created_at, routed_at from messages where subject = ? order by seq";
  private static final String MENTIONING =
      "select seq, body, depth, created_at, routed_at from messages"
          + " where depth = 0 and lower(body) like ? escape '!' order by seq";
  private static final String DELIVERIES =
      "select d.seq, d.message, d.function, d.state, d.attempts, d.created_at, d.next_at,"
          + " d.ended_at, d.status, d.detail, d.owner, d.quiet from deliveries d"
          + " where d.message = ? order by d.seq";

  private final Database database;

  /** Stories of that state. */
  public StoryTable(Database database) {
    this.database = database;
  }

  /**
   * An event about the device.
   *
   * @param depth how many functions have passed it on; 0 as it was detected
   */
  public record Event(
      long number, CloudEvent event, int depth, Instant at, Optional<Instant> routed) {}

  /**
   * A delivery of one of the events.
   *
   * @param state waiting, done, dead, dropped or withheld
   * @param next when a waiting one is tried
   * @param status of the last answer; 0 where there was none
   * @param onItsWay whether it is being tried now
   * @param quiet the window whose end it waits for
   */
  public record Sent(
      long number,
      String function,
      String state,
      int attempts,
      Instant at,
      Instant next,
      Optional<Instant> ended,
      int status,
      String detail,
      boolean onItsWay,
      Optional<Long> quiet) {}

  /** The events with that subject, the oldest first. */
  public List<Event> events(String subject) {
    return database.read(c -> Sql.rows(c, EVENTS, StoryTable::event, subject));
  }

  /** The events, whatever their subject, that hold that text, whatever its case. */
  public List<Event> mentioning(String text) {
    String like = "%" + text.toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%";
    return database.read(c -> Sql.rows(c, MENTIONING, StoryTable::event, like));
  }

  /** The deliveries of an event, in the order of the functions. */
  public List<Sent> deliveries(Event event) {
    return database.read(c -> Sql.rows(c, DELIVERIES, StoryTable::sent, event.number()));
  }

  private static Event event(ResultSet row) throws SQLException {
    return new Event(
        row.getLong(1),
        Outbox.event(row.getString(2)),
        row.getInt(3),
        Instant.ofEpochMilli(row.getLong(4)),
        instant(row.getLong(5)));
  }

  private static Sent sent(ResultSet row) throws SQLException {
    long quiet = row.getLong(12);
    return new Sent(
        row.getLong(1),
        row.getString(3),
        row.getString(4),
        row.getInt(5),
        Instant.ofEpochMilli(row.getLong(6)),
        Instant.ofEpochMilli(row.getLong(7)),
        instant(row.getLong(8)),
        row.getInt(9),
        Optional.ofNullable(row.getString(10)).orElse(""),
        row.getString(11) != null,
        quiet == 0 ? Optional.empty() : Optional.of(quiet));
  }

  private static Optional<Instant> instant(long millis) {
    return millis == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
  }
}
