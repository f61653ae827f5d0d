package io.cvpfunctions.devicemove.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Tries every kind of write on no row at all, which a database refuses as if there were some. */
final class Rights {
  private static final String[] TABLES = {"device", "device_move"};

  private Rights() {}

  /** How many rows were written: none. */
  static int check(Connection connection) throws SQLException {
    int rows = 0;
    try (Statement statement = connection.createStatement()) {
      for (String table : TABLES) {
        String none = " WHERE 1 = 0";
        rows += statement.executeUpdate("UPDATE " + table + " SET serial = serial" + none);
        rows += statement.executeUpdate("INSERT INTO " + table + " SELECT * FROM " + table + none);
      }
    }
    return rows;
  }
}
