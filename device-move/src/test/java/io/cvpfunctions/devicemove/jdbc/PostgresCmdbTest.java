package io.cvpfunctions.devicemove.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.devicemove.Cmdb;
import io.cvpfunctions.devicemove.Told;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import io.cvpfunctions.remote.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresCmdbTest extends JdbcCmdbContract {
  private static final Secret USER = Secret.of(PostgresServer.USER);
  private static final Secret PASSWORD = Secret.of(PostgresServer.PASSWORD);

  private String schema;

  @BeforeEach
  void freshSchema() throws IOException, SQLException {
    PostgresServer.start();
    schema = PostgresServer.newSchema();
  }

  @Override
  Database database() {
    return new PostgresDatabase(PostgresServer.url(schema), USER, PASSWORD);
  }

  @Override
  Connection connect() throws SQLException {
    return PostgresServer.connect(schema);
  }

  @Test
  void record_rowLockedByAnotherSession_isOutOfTimeForThatDeviceOnly() throws Exception {
    Cmdb cmdb = opened(CREATE);
    together(cmdb, Told.moved("e1", 1, "A", "C1"), Told.moved("e2", 1, "B", "C1"));
    try (Connection other = connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("SELECT * FROM device WHERE serial = 'A' FOR UPDATE");

      CallFailedException failure = failure(cmdb, "A", Budget.of(Duration.ofSeconds(1)));

      assertThat(failure.kind()).isEqualTo(Kind.OUT_OF_TIME);
      assertThat(failure).hasMessageContaining("locked");
      assertThat(cmdb.record(observation(Told.moved("e3", 3, "B", "C3")), budget()))
          .hasToString("updated");
    }
  }

  @Test
  void record_sessionEndedByTheServer_isNoAnswerAndThenWorks() throws Exception {
    Cmdb cmdb = opened(CREATE);
    cmdb.record(observation(Told.moved("e1", 1, "A", "C1")), budget());
    try (Connection other = connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("SELECT * FROM device WHERE serial = 'A' FOR UPDATE");
      CompletableFuture<CallFailedException> failing =
          CompletableFuture.supplyAsync(() -> failure(cmdb, "A", budget()));
      String waiting =
          "FROM pg_stat_activity WHERE application_name = 'device-move' AND state = 'active'"
              + " AND wait_event_type = 'Lock'";
      await().until(() -> !PostgresServer.one("SELECT count(*) " + waiting).equals("0"));
      PostgresServer.admin("SELECT pg_terminate_backend(pid) " + waiting);

      assertThat(failing.get(10, TimeUnit.SECONDS).kind()).isEqualTo(Kind.NO_ANSWER);
    }

    assertThat(cmdb.record(observation(Told.moved("e2", 2, "A", "C2")), budget()))
        .hasToString("updated");
  }

  @Test
  void record_tablesDroppedMeanwhile_failsOnceAndMakesThemAnew() throws Exception {
    Cmdb cmdb = opened(CREATE);
    cmdb.record(observation(Told.moved("e1", 1, "A", "C1")), budget());
    execute("DROP TABLE device, device_move, device_move_schema");

    CallFailedException failure = failure(cmdb, "A", budget());

    assertThat(failure.kind()).isEqualTo(Kind.OPERATOR);
    assertThat(cmdb.record(observation(Told.moved("e2", 2, "A", "C2")), budget()))
        .hasToString("created");
  }

  @Test
  void record_wrongPassword_needsAnOperator() throws Exception {
    CallFailedException failure =
        failure(cmdb(PostgresServer.url(schema), Secret.of("wr0ng")), "A", budget());

    assertThat(failure.kind()).isEqualTo(Kind.OPERATOR);
    assertThat(failure)
        .hasMessageContaining("cmdb-password")
        .hasMessageNotContaining("wr0ng")
        .hasMessageNotContaining(PostgresServer.USER);
  }

  @Test
  void record_missingDatabase_needsAnOperator() throws Exception {
    String url = PostgresServer.url(schema).replace("/postgres?", "/nowhere?");

    CallFailedException failure = failure(cmdb(url, PASSWORD), "A", budget());

    assertThat(failure.kind()).isEqualTo(Kind.OPERATOR);
    assertThat(failure).hasMessageContaining("\"nowhere\" does not exist");
  }

  @Test
  void record_withoutPermission_saysWhichToGrant() throws Exception {
    opened(CREATE).record(observation(Told.moved("e1", 1, "A", "C1")), budget());
    execute("REVOKE UPDATE ON device FROM " + PostgresServer.USER);

    CallFailedException failure = failure(opened(CREATE), "A", budget());

    assertThat(failure.kind()).isEqualTo(Kind.OPERATOR);
    assertThat(failure).hasMessageContaining("permission denied").hasMessageContaining("UPDATE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UPDATE ON device", "INSERT ON device_move", "UPDATE ON device_move"})
  void check_withoutPermission_saysWhichToGrant(String permission) throws Exception {
    opened(CREATE).record(observation(Told.moved("e1", 1, "A", "C1")), budget());
    execute("REVOKE " + permission + " FROM " + PostgresServer.USER);

    CallFailedException failure =
        catchThrowableOfType(CallFailedException.class, () -> opened(CREATE).check(budget()));

    assertThat(failure.kind()).isEqualTo(Kind.OPERATOR);
    assertThat(failure).hasMessageContaining("permission denied").hasMessageContaining("grant");
  }

  @Test
  void record_nobodyListens_isNotSent() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }

    CallFailedException failure =
        failure(cmdb("jdbc:postgresql://127.0.0.1:" + free + "/cmdb", PASSWORD), "A", budget());

    assertThat(failure.kind()).isEqualTo(Kind.NOT_SENT);
    assertThat(failure).hasMessageContaining("no connection");
  }

  @Test
  void record_serverThatSaysNothing_isNotSent() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String url = "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/cmdb";
      CallFailedException failure = failure(cmdb(url, PASSWORD), "A", budget());

      assertThat(failure.kind()).isEqualTo(Kind.NOT_SENT);
    }
  }

  @Test
  void record_timesAreTimes() throws Exception {
    opened(CREATE).record(observation(Told.moved("e1", 1, "A", "C1")), budget());

    assertThat(query("SELECT (moved_at AT TIME ZONE 'UTC')::text AS at FROM device_move"))
        .first()
        .hasFieldOrPropertyWithValue("at", "2026-01-02 03:05:05.123456");
  }

  @Test
  void record_manyFirstOnesAtOnce_makeTheTablesOnce() throws Exception {
    List<CloudEvent> events =
        IntStream.range(0, 8).mapToObj(i -> Told.moved("e" + i, i, "S" + i, "C")).toList();
    atOnce(events, (i, event) -> opened(CREATE).record(observation(event), budget()).action());

    assertThat(records()).isEqualTo(8);
    assertThat(query("SELECT version FROM device_move_schema")).hasSize(Schema.VERSION);
  }

  private Cmdb cmdb(String url, Secret password) throws Exception {
    return new JdbcCmdb(new PostgresDatabase(url, USER, password), CREATE, Clock.systemUTC());
  }

  private static CallFailedException failure(Cmdb cmdb, String serial, Budget budget) {
    return catchThrowableOfType(
        CallFailedException.class,
        () -> cmdb.record(observation(Told.moved("e9", 9, serial, "C9")), budget));
  }
}
