package io.cvpfunctions.watcher.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

class ReusedStatementsTest {
  private static final String ADD = "insert into things (name) values (?)";
  private static final String ALL = "select name from things order by name";

  @TempDir private Path folder;
  private Connection connection;

  @BeforeEach
  void connects() throws SQLException {
    SQLiteDataSource source = new SQLiteDataSource();
    source.setUrl("jdbc:sqlite:" + folder.resolve("state.db"));
    connection = ReusedStatements.over(source).getConnection();
    Sql.update(connection, "create table things (name text not null unique)");
  }

  @AfterEach
  void closes() throws SQLException {
    connection.close();
  }

  @Test
  void prepare_closedBefore_worksAgainWithoutItsParameters() throws SQLException {
    Sql.update(connection, ADD, "a");
    Sql.update(connection, ADD, "b");
    assertThatThrownBy(() -> Sql.update(connection, ADD)).isInstanceOf(SQLException.class);
    assertThat(names()).containsExactly("a", "b");
  }

  @Test
  void prepare_inUse_givesAnother() throws SQLException {
    Sql.update(connection, ADD, "a");
    try (PreparedStatement one = connection.prepareStatement(ALL);
        PreparedStatement other = connection.prepareStatement(ALL);
        var first = one.executeQuery();
        var second = other.executeQuery()) {
      assertThat(first.next() && second.next()).isTrue();
      assertThat(first.getString(1) + second.getString(1)).isEqualTo("aa");
    }
    assertThat(names()).containsExactly("a");
  }

  @Test
  void prepare_failedBefore_worksAgain() throws SQLException {
    Sql.update(connection, ADD, "a");
    assertThatThrownBy(() -> Sql.update(connection, ADD, "a")).hasMessageContaining("UNIQUE");
    Sql.update(connection, ADD, "b");
    assertThat(names()).containsExactly("a", "b");
  }

  @Test
  void prepare_tableChangedMeanwhile_seesIt() throws SQLException {
    Sql.update(connection, ADD, "a");
    Sql.update(connection, "alter table things add column size integer not null default 1");
    Sql.update(connection, ADD, "b");
    assertThat(Sql.number(connection, "select sum(size) from things")).isEqualTo(2);
  }

  @Test
  void prepare_moreThanAreKept_workAll() throws SQLException {
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 200; i++) {
        assertThat(Sql.number(connection, "select " + i + " where ? > 0", 1)).isEqualTo(i);
      }
    }
  }

  private List<String> names() throws SQLException {
    return Sql.rows(connection, ALL, row -> row.getString(1));
  }
}
