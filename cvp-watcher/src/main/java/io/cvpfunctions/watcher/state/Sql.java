package io.cvpfunctions.watcher.state;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** JDBC with the ceremony left out. */
final class Sql {
  private Sql() {}

  /** Makes a value of the row that the result stands on. */
  @FunctionalInterface
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Changes rows, and says how many. */
  static int update(Connection connection, String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = prepare(connection, sql, values)) {
      return statement.executeUpdate();
    }
  }

  /** All rows of a query, or what an {@code insert … returning} returns. */
  static <T> List<T> rows(Connection connection, String sql, Row<T> row, Object... values)
      throws SQLException {
    List<T> found = new ArrayList<>();
    try (PreparedStatement statement = prepare(connection, sql, values);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) found.add(row.read(rows));
    }
    return found;
  }

  /** The first row. */
  static <T> Optional<T> first(Connection connection, String sql, Row<T> row, Object... values)
      throws SQLException {
    return rows(connection, sql, row, values).stream().findFirst();
  }

  /** The one number a query is for; 0 where it is null. */
  static long number(Connection connection, String sql, Object... values) throws SQLException {
    return first(connection, sql, row -> row.getLong(1), values).orElse(0L);
  }

  private static PreparedStatement prepare(Connection connection, String sql, Object... values)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    try {
      for (int i = 0; i < values.length; i++) statement.setObject(i + 1, storable(values[i]));
      return statement;
    } catch (SQLException failed) {
      statement.close();
      throw failed;
    }
  }

  /**
   * PostgreSQL refuses NUL and half a surrogate pair, and nothing is to be lost for such a text.
   */
  private static Object storable(Object value) {
    if (!(value instanceof String text)) return value;
    if (isPlain(text)) return text;
    byte[] whole = text.replace('\0', '\uFFFD').getBytes(StandardCharsets.UTF_8);
    return new String(whole, StandardCharsets.UTF_8);
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (each == 0 || Character.isSurrogate(each)) return false;
    }
    return true;
  }
}
