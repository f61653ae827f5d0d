package io.cvpfunctions.devicemove.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.devicemove.Action;
import io.cvpfunctions.devicemove.Cmdb;
import io.cvpfunctions.devicemove.CmdbContract;
import io.cvpfunctions.devicemove.CmdbPolicy;
import io.cvpfunctions.devicemove.Observation;
import io.cvpfunctions.devicemove.Recorded;
import io.cvpfunctions.devicemove.Told;
import io.cvpfunctions.events.Device;
import io.cvpfunctions.remote.CallFailedException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the jdbc CMDB promises beyond that, on whichever database. */
abstract class JdbcCmdbContract extends CmdbContract {
  /** The database of this test, as device-move opens it. */
  abstract Database database();

  /** The same database, as a person opens it. */
  abstract Connection connect() throws SQLException;

  @Override
  protected final Cmdb open(CmdbPolicy policy) {
    return new JdbcCmdb(database(), policy, Clock.systemUTC());
  }

  @Override
  protected final Map<String, String> stored(String serial) throws SQLException {
    Map<String, String> columns = new LinkedHashMap<>();
    for (Map<String, String> row : query("SELECT * FROM device")) {
      if (row.get("serial").equals(serial)) columns.putAll(row);
    }
    columns.values().removeIf(value -> value == null);
    return columns;
  }

  @Override
  protected final int records() throws SQLException {
    return query("SELECT serial FROM device").size();
  }

  @Override
  protected final List<String> history(String serial) throws SQLException {
    return query("SELECT * FROM device_move ORDER BY moved_at, event_id").stream()
        .filter(row -> row.get("serial").equals(serial))
        .map(JdbcCmdbContract::entry)
        .collect(Collectors.toList());
  }

  @Override
  protected final List<String> historyTexts(String serial) throws SQLException {
    return query("SELECT * FROM device_move WHERE serial = '" + serial + "'").stream()
        .map(Object::toString)
        .collect(Collectors.toList());
  }

  private static String entry(Map<String, String> row) {
    return String.format(
        "%s: %s -> %s by %s, %s",
        row.get("event_id"),
        row.get("from_container"),
        row.get("to_container"),
        row.get("moved_by"),
        row.get("action"));
  }

  @Override
  protected final boolean refersToSites() {
    return false;
  }

  @Override
  protected final void setStatus(String serial, String status) throws SQLException {
    execute("UPDATE device SET status = '" + status + "' WHERE serial = '" + serial + "'");
  }

  @Override
  protected final void addByHand(String name, String serial) throws SQLException {
    execute(
        "INSERT INTO device (serial, hostname, site, status, facts_as_of, place_as_of, created_at,"
            + " updated_at, revision) VALUES ('"
            + serial
            + "', '"
            + name
            + "', 'DC1', 'active', '2026-01-01T00:00:00.000000Z', '2026-01-01T00:00:00.000000Z',"
            + " '2026-01-01T00:00:00.000000Z', '2026-01-01T00:00:00.000000Z', 1)");
  }

  @Override
  protected final boolean knowsRecordsWithoutSerial() {
    return false;
  }

  @Override
  protected final boolean notesWithoutRecord() {
    return true;
  }

  @Override
  protected final String removedStatus() {
    return "removed";
  }

  @Test
  void record_factsThatOnlyAnInventoryOfOursHas_areKept() throws Exception {
    Cmdb cmdb = opened(CREATE);
    cmdb.record(observation(Told.moved("e1", 0, "A", "C1")), budget());
    Device moved = Device.builder().serialNumber("A").ipAddress("127.0.0.99").build();
    cmdb.record(observation(Told.moved("e2", 1, moved, Told.container("C1"))), budget());

    assertThat(stored("A"))
        .containsEntry("mac_address", "50:08:00:a7:ca:c3")
        .containsEntry("fqdn", "A.lab.example")
        .containsEntry("ip_address", "127.0.0.99");
    assertThat(query("SELECT link FROM device_move"))
        .allSatisfy(row -> assertThat(row).containsEntry("link", "https://cvp.lab.example"));
  }

  final void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  final List<Map<String, String>> query(String sql) throws SQLException {
    List<Map<String, String>> rows = new ArrayList<>();
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        Map<String, String> columns = new LinkedHashMap<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
          columns.put(row.getMetaData().getColumnLabel(i), row.getString(i));
        }
        rows.add(columns);
      }
    }
    return rows;
  }

  @Test
  void recordTogether_severalDevices_answersInTheirOrder() throws Exception {
    Cmdb cmdb = opened(CREATE);
    cmdb.record(observation(Told.moved("e0", 0, "B", "C1")), budget());

    List<Recorded> recorded =
        together(
            cmdb,
            Told.moved("e1", 1, "C", "C1"),
            Told.moved("e2", 2, "B", "C1"),
            Told.moved("e3", 3, "A", "C1"),
            Told.moved("e4", 4, "C", "C2"),
            Told.moved("e4", 4, "C", "C2"));

    assertThat(recorded)
        .extracting(Recorded::action)
        .containsExactly(
            Action.CREATED, Action.UNCHANGED, Action.CREATED, Action.UPDATED, Action.UNCHANGED);
    assertThat(stored("C")).containsEntry("container", "C2");
    assertThat(history("C")).hasSize(2);
  }

  @Test
  void recordTogether_oneThatIsRejected_leavesNothing() throws Exception {
    Cmdb cmdb = opened(CREATE);
    CloudEvent good = Told.moved("e1", 1, "A", "C1");
    CloudEvent bad = Told.moved("e2", 1, "S".repeat(300), "C1");

    CallFailedException failure =
        catchThrowableOfType(CallFailedException.class, () -> together(cmdb, good, bad));

    assertThat(failure.kind()).isEqualTo(CallFailedException.Kind.REJECTED);
    assertThat(records()).isZero();
    assertThat(history("A")).isEmpty();
  }

  @Test
  void recordTogether_batchesInEveryOrderAtOnce_allEnd() throws Exception {
    List<Cmdb> clients = List.of(opened(CREATE), opened(CREATE));
    AtomicInteger ids = new AtomicInteger();
    List<CloudEvent> rounds = Collections.nCopies(16, Told.moved("-", 0, "-", "-"));

    atOnce(
        rounds,
        (round, ignored) -> {
          List<Observation> batch = new ArrayList<>();
          for (int device = 0; device < 20; device++) {
            int id = ids.getAndIncrement();
            batch.add(observation(Told.moved("e" + id, id, "S" + device, "C" + round)));
          }
          Collections.shuffle(batch, new Random(round));
          clients.get(round % 2).recordTogether(batch, budget());
          return Action.UNCHANGED;
        });

    assertThat(records()).isEqualTo(20);
    assertThat(query("SELECT event_id FROM device_move")).hasSize(16 * 20);
  }

  @Test
  void record_unchanged_keepsTheTimeOfTheLastChange() throws Exception {
    Cmdb cmdb = opened(CREATE);
    cmdb.record(observation(Told.moved("e1", 1, "A", "C1")), budget());
    String before = stored("A").get("updated_at");

    cmdb.record(observation(Told.moved("e2", 2, "A", "C1")), budget());

    assertThat(stored("A")).containsEntry("updated_at", before);
    assertThat(stored("A").get("place_as_of")).contains("03:06:05.123456");
  }

  @Test
  void record_schemaOfANewerFunction_works() throws Exception {
    opened(CREATE).record(observation(Told.moved("e1", 1, "A", "C1")), budget());
    execute("INSERT INTO device_move_schema (version) VALUES (99)");
    execute("ALTER TABLE device ADD COLUMN rack TEXT");

    Recorded recorded =
        opened(CREATE).record(observation(Told.moved("e2", 2, "A", "C2")), budget());

    assertThat(recorded.action()).isEqualTo(Action.UPDATED);
  }

  @Test
  void record_tableOfSomebodyElse_isLeftAloneAndNamed() throws Exception {
    execute("CREATE TABLE device (id INTEGER)");
    Cmdb cmdb = opened(CREATE);

    CallFailedException failure =
        catchThrowableOfType(
            CallFailedException.class,
            () -> cmdb.record(observation(Told.moved("e1", 1, "A", "C1")), budget()));

    assertThat(failure.kind()).isEqualTo(CallFailedException.Kind.OPERATOR);
    assertThat(failure).hasMessageContaining("device").hasMessageContaining("exists");
    assertThat(query("SELECT * FROM device")).isEmpty();
  }

  final List<Recorded> together(Cmdb cmdb, CloudEvent... events) {
    List<Observation> observations = new ArrayList<>();
    for (CloudEvent event : events) observations.add(observation(event));
    return cmdb.recordTogether(observations, budget()).orElseThrow();
  }
}
