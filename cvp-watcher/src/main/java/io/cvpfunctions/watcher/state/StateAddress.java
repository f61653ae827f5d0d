package io.cvpfunctions.watcher.state;

import io.cvpfunctions.remote.Secret;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * Where the state is, and who may use it.
 *
 * @param url of a SQLite file or of a PostgreSQL database; holds no credentials
 */
public record StateAddress(String url, Optional<String> user, Optional<Secret> password) {
  private static final String SQLITE = "jdbc:sqlite:";
  private static final String POSTGRESQL = "jdbc:postgresql://";

  /** A state that asks for no credentials. */
  public static StateAddress of(String url) {
    return new StateAddress(url, Optional.empty(), Optional.empty());
  }

  /** Whether this is the URL of a database that can hold the state. */
  public static boolean supports(String url) {
    return longer(url, SQLITE) || longer(url, POSTGRESQL);
  }

  private static boolean longer(String url, String start) {
    return url.startsWith(start) && url.length() > start.length();
  }

  /** Whether credentials stand in the URL, where everybody would read them. */
  public static boolean holdsCredentials(String url) {
    return url.matches("(?i).*([?&](user|password)=|//[^/?]*@).*");
  }

  /** Whether one watcher has it for itself: a file. */
  public boolean single() {
    return url.startsWith(SQLITE);
  }

  /** The file that it is; empty for a server's. */
  public Optional<Path> file() {
    if (!single()) return Optional.empty();
    String name = url.substring(SQLITE.length());
    int parameters = name.indexOf('?');
    return Optional.of(Path.of(parameters < 0 ? name : name.substring(0, parameters)));
  }

  Dialect dialect() {
    return single() ? new SqliteDialect(!says("synchronous")) : new PostgresDialect();
  }

  /** What every new connection is set to; what the URL says itself stays. */
  Map<String, String> connectionProperties() {
    Map<String, String> properties = new HashMap<>(dialect().connectionProperties());
    properties.keySet().removeIf(this::says);
    return properties;
  }

  private boolean says(String name) {
    return url.matches(".*[?&]" + name + "=.*");
  }

  /** What makes connections to a file; empty for a server's, which its driver makes. */
  Optional<DataSource> source() {
    if (!single()) return Optional.empty();
    Properties properties = new Properties();
    properties.putAll(connectionProperties());
    SQLiteDataSource file = new SQLiteDataSource(new SQLiteConfig(properties));
    file.setUrl(url);
    return Optional.of(ReusedStatements.over(file));
  }

  /** A connection that no pool takes back. */
  Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.putAll(connectionProperties());
    user.ifPresent(name -> properties.setProperty("user", name));
    password.ifPresent(secret -> properties.setProperty("password", secret.reveal()));
    return DriverManager.getConnection(url, properties);
  }

  /**
   * Tries to connect, and changes nothing.
   *
   * @throws StateException saying why that is not possible
   */
  public void probe() {
    try (Connection connection = connect()) {
      connection.isValid(1);
    } catch (SQLException failed) {
      throw new StateException("the state " + url + ": " + failed.getMessage(), failed);
    }
  }

  @Override
  public String toString() {
    return url;
  }
}
