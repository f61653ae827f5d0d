package io.cvpfunctions.watcher.state;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Deliveries given up on, kept with the reason until a person replays or drops them. */
public final class DeadLetters {
  private static final String SELECT =
      "select d.seq, d.function, m.id, m.type, d.subject, d.attempts, d.created_at, d.ended_at,"
          + " d.status, d.detail, m.body from deliveries d join messages m on m.seq = d.message"
          + " where d.state = 'dead'";

  private final Database database;
  private final Clock clock;

  /** Those of that state. */
  public DeadLetters(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Which of them; nothing said means all. */
  public record Choice(List<Long> numbers, Optional<String> function, Optional<String> type) {
    /** Every one. */
    public static Choice all() {
      return new Choice(List.of(), Optional.empty(), Optional.empty());
    }

    boolean includes(DeadLetter letter) {
      return (numbers.isEmpty() || numbers.contains(letter.number()))
          && function.filter(name -> !name.equals(letter.function())).isEmpty()
          && type.filter(name -> !name.equals(letter.type())).isEmpty();
    }
  }

  /** The chosen ones, oldest first. */
  public List<DeadLetter> list(Choice choice) {
    return database.read(connection -> chosen(connection, choice));
  }

  /** Puts the chosen ones back into their lanes, as if never tried; returns them. */
  public List<DeadLetter> replay(Choice choice) {
    return database.write(
        connection -> {
          List<DeadLetter> letters = chosen(connection, choice);
          long now = database.clock().millis();
          for (DeadLetter each : letters) {
            Sql.update(
                connection,
                "update deliveries set state = 'waiting', attempts = 0, first_attempt_at = null,"
                    + " tried_for = 0, next_at = ?, planned_at = ?, ended_at = null"
                    + " where seq = ? and state = 'dead'",
                now,
                now,
                each.number());
          }
          return letters;
        });
  }

  /** Gives up on the chosen ones for good; returns them. */
  public List<DeadLetter> drop(Choice choice) {
    return database.write(
        connection -> {
          List<DeadLetter> letters = chosen(connection, choice);
          for (DeadLetter each : letters) {
            Sql.update(
                connection,
                "update deliveries set state = 'dropped', ended_at = ?"
                    + " where seq = ? and state = 'dead'",
                clock.millis(),
                each.number());
          }
          return letters;
        });
  }

  private static List<DeadLetter> chosen(Connection connection, Choice choice) throws SQLException {
    List<DeadLetter> letters =
        new ArrayList<>(Sql.rows(connection, SELECT + " order by d.seq", DeadLetters::letter));
    letters.removeIf(each -> !choice.includes(each));
    return letters;
  }

  private static DeadLetter letter(ResultSet row) throws SQLException {
    return new DeadLetter(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getInt(6),
        Instant.ofEpochMilli(row.getLong(7)),
        Instant.ofEpochMilli(row.getLong(8)),
        row.getInt(9),
        Optional.ofNullable(row.getString(10)).orElse(""),
        row.getString(11));
  }
}
