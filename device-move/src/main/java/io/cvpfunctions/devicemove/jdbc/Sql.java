package io.cvpfunctions.devicemove.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;

/** Lists of values in a statement, which JDBC has no word for. */
final class Sql {
  private Sql() {}

  static String placeholders(int count) {
    return String.join(", ", Collections.nCopies(count, "?"));
  }

  static void fill(PreparedStatement statement, Collection<String> values) throws SQLException {
    int index = 1;
    for (String value : values) statement.setString(index++, value);
  }
}
