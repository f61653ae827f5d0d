package io.cvpfunctions.devicemove.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Optional;

/** The parameters of one statement, from left to right. */
final class Row {
  /** Always microseconds, so that times written as text sort as times do. */
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder().appendInstant(6).toFormatter();

  private final PreparedStatement statement;
  private int index;

  Row(PreparedStatement statement) {
    this.statement = statement;
  }

  Row text(String value) throws SQLException {
    statement.setString(++index, value);
    return this;
  }

  Row text(Optional<String> value) throws SQLException {
    return text(value.orElse(null));
  }

  /** As text, which PostgreSQL reads as a time and SQLite keeps; null stays null. */
  Row time(Instant value) throws SQLException {
    return text(value == null ? null : TIME.format(value));
  }

  Row number(long value) throws SQLException {
    statement.setLong(++index, value);
    return this;
  }

  /** Ends this row, and begins the next. */
  void add() throws SQLException {
    statement.addBatch();
    index = 0;
  }
}
