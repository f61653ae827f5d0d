package io.cvpfunctions.lab.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Looks into the CMDB itself, past everything that claims to have written there. */
final class CmdbRows {
  private static final String QUERY = "SELECT hostname, container FROM device WHERE serial = ?";

  private final Path file;

  CmdbRows(Path file) {
    this.file = file;
  }

  /** A row of the CMDB. */
  record Row(String serial, String name, String container) {}

  /** The row of that serial number, where there is one by now. */
  Optional<Row> find(String serial) {
    if (!Files.exists(file)) return Optional.empty();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        PreparedStatement query = connection.prepareStatement(QUERY)) {
      query.setString(1, serial);
      try (ResultSet rows = query.executeQuery()) {
        if (!rows.next()) return Optional.empty();
        return Optional.of(new Row(serial, rows.getString(1), rows.getString(2)));
      }
    } catch (SQLException notThereYet) {
      return Optional.empty();
    }
  }
}
