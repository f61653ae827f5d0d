package io.cvpfunctions.devicemove.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Brings the tables up to date, one numbered file after the other.
 *
 * <p>A file that has been released never changes, and only adds: so an older function still works
 * on a newer schema.
 */
final class Schema {
  /** How many files there are in {@code device-move-schema}. */
  static final int VERSION = 3;

  private static final String TABLE = "device_move_schema";

  private Schema() {}

  /** Applies the files that have not been applied; the caller commits. */
  static void migrate(Database database, Connection connection) throws SQLException {
    if (version(connection) >= VERSION) return;
    database.lockSchema(connection);
    try (Statement statement = connection.createStatement()) {
      for (int next = version(connection) + 1; next <= VERSION; next++) {
        for (String command : commands(next)) statement.executeUpdate(command);
        if (next == 1) statement.executeUpdate("CREATE TABLE " + TABLE + " (version INTEGER)");
        statement.executeUpdate("INSERT INTO " + TABLE + " (version) VALUES (" + next + ")");
      }
    }
  }

  /** 0 where there are no tables yet; asking for the table itself would end the transaction. */
  private static int version(Connection connection) throws SQLException {
    String schema = connection.getSchema();
    try (ResultSet found = connection.getMetaData().getTables(null, schema, TABLE, null)) {
      if (!found.next()) return 0;
    }
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT max(version) FROM " + TABLE)) {
      row.next();
      return row.getInt(1);
    }
  }

  private static String[] commands(int number) {
    String file = "/device-move-schema/" + number + ".sql";
    try (InputStream in = Schema.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip().split(";\\s*");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
