package io.cvpfunctions.watcher.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The functions that the gateway listed last, so that a restart does not forget who subscribed. */
public final class FunctionTable {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final Database database;

  /** Functions of that state. */
  public FunctionTable(Database database) {
    this.database = database;
  }

  /** A function as it was listed last. */
  public record Listed(String name, Map<String, String> annotations, Instant at) {}

  /** Every function ever listed and not forgotten. */
  public List<Listed> all() {
    String sql = "select name, annotations, listed_at from functions order by name";
    return database.read(c -> Sql.rows(c, sql, FunctionTable::listed));
  }

  /** Stores what the gateway listed. */
  public void put(List<Listed> functions) {
    database.write(
        connection -> {
          for (Listed each : functions) {
            Sql.update(
                connection,
                "insert into functions (name, annotations, listed_at) values (?, ?, ?)"
                    + " on conflict (name) do update set annotations = excluded.annotations,"
                    + " listed_at = excluded.listed_at",
                each.name(),
                json(each.annotations()),
                each.at().toEpochMilli());
          }
          return null;
        });
  }

  /** Forgets a function that is no longer deployed. */
  public void forget(String name) {
    database.write(c -> Sql.update(c, "delete from functions where name = ?", name));
  }

  private static Listed listed(ResultSet row) throws SQLException {
    try {
      Map<String, String> annotations =
          MAPPER.readValue(row.getString(2), new TypeReference<Map<String, String>>() {});
      return new Listed(row.getString(1), annotations, Instant.ofEpochMilli(row.getLong(3)));
    } catch (JsonProcessingException damaged) {
      throw new SQLException("a function in the state is not JSON", damaged);
    }
  }

  private static String json(Map<String, String> annotations) throws SQLException {
    try {
      return MAPPER.writeValueAsString(annotations);
    } catch (JsonProcessingException impossible) {
      throw new SQLException(impossible);
    }
  }
}
