package io.cvpfunctions.watcher.state;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;

/**
 * The statements that a connection has prepared, to be used again: SQLite's driver, unlike others,
 * prepares each anew, which takes longer than what most of ours then do. As little thread-safe as
 * the connection.
 */
final class ReusedStatements {
  private static final int MOST = 64;

  private final Connection connection;
  private final Map<String, PreparedStatement> idle = new LinkedHashMap<>();

  private ReusedStatements(Connection connection) {
    this.connection = connection;
  }

  /** That source, whose connections do so. */
  static DataSource over(DataSource source) {
    return proxy(
        DataSource.class,
        (proxy, method, arguments) -> {
          Object made = call(source, method, arguments);
          return made instanceof Connection connection ? of(connection) : made;
        });
  }

  /** That connection, which keeps statements that are closed for those who prepare them again. */
  static Connection of(Connection connection) {
    ReusedStatements statements = new ReusedStatements(connection);
    return proxy(Connection.class, statements::asked);
  }

  private Object asked(Object proxy, Method method, Object[] arguments) throws Throwable {
    boolean prepares = method.getName().equals("prepareStatement") && arguments.length == 1;
    return prepares ? prepare((String) arguments[0]) : call(connection, method, arguments);
  }

  private PreparedStatement prepare(String sql) throws SQLException {
    PreparedStatement found = idle.remove(sql);
    PreparedStatement statement = found != null ? found : connection.prepareStatement(sql);
    return proxy(PreparedStatement.class, new Use(sql, statement));
  }

  /** In place of the one that has not been used for longest, where there are too many. */
  private void keep(String sql, PreparedStatement statement) throws SQLException {
    idle.put(sql, statement);
    if (idle.size() > MOST) idle.remove(idle.keySet().iterator().next()).close();
  }

  /** From its preparation until it is closed; one that failed is not used again. */
  private final class Use implements InvocationHandler {
    private final String sql;
    private final PreparedStatement statement;
    private boolean good = true;
    private boolean over;

    Use(String sql, PreparedStatement statement) {
      this.sql = sql;
      this.statement = statement;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
      switch (method.getName()) {
        case "close" -> close();
        case "isClosed" -> {
          return over;
        }
        default -> {
          return attempt(method, arguments);
        }
      }
      return null;
    }

    private Object attempt(Method method, Object[] arguments) throws Throwable {
      try {
        return call(statement, method, arguments);
      } catch (SQLException failed) {
        good = false;
        throw failed;
      }
    }

    private void close() throws SQLException {
      if (over) return;
      over = true;
      if (!good || idle.containsKey(sql)) {
        statement.close();
      } else {
        statement.clearParameters();
        keep(sql, statement);
      }
    }
  }

  private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
