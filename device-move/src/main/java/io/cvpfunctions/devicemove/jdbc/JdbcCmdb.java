package io.cvpfunctions.devicemove.jdbc;

import io.cvpfunctions.devicemove.Attempt;
import io.cvpfunctions.devicemove.Cmdb;
import io.cvpfunctions.devicemove.CmdbPolicy;
import io.cvpfunctions.devicemove.CmdbRecord;
import io.cvpfunctions.devicemove.Field;
import io.cvpfunctions.devicemove.Observation;
import io.cvpfunctions.devicemove.Recorded;
import io.cvpfunctions.devicemove.Terms;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.Settings;
import java.sql.Connection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The CMDB in an SQLite file or a PostgreSQL database, through JDBC. */
public final class JdbcCmdb implements Cmdb {
  private final Database database;
  private final Terms terms;
  private final Transactions transactions;
  private final CmdbPolicy policy;
  private final Clock clock;

  JdbcCmdb(Database database, CmdbPolicy policy, Clock clock) {
    this.database = database;
    this.terms =
        Terms.of(database.name(), EnumSet.allOf(Field.class), "active", "removed")
            .owning(EnumSet.of(Field.MODEL, Field.ADDRESS))
            .retiring("decommissioning", "retired");
    this.transactions = new Transactions(database);
    this.policy = policy;
    this.clock = clock;
  }

  /** Notes what is wrong with an address that nobody has chosen to use. */
  public static void checkAddress(Settings settings, String url) {
    DatabaseChoice.check(settings, url);
  }

  /** Reads {@code cmdb_url}, and the secrets that go with it. */
  public static Supplier<Cmdb> from(Settings settings, CmdbPolicy policy) {
    Supplier<Database> database = DatabaseChoice.from(settings);
    return () -> new JdbcCmdb(database.get(), policy, Clock.systemUTC());
  }

  @Override
  public String system() {
    return database.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Recorded record(Observation observation, Budget budget) {
    return inOneTransaction(List.of(observation), budget).get(0);
  }

  @Override
  public Optional<List<Recorded>> recordTogether(List<Observation> observations, Budget budget) {
    if (observations.isEmpty()) return Optional.of(List.of());
    return Optional.of(inOneTransaction(observations, budget));
  }

  /** By serial number, so that two transactions lock what both write in the same order. */
  private List<Recorded> inOneTransaction(List<Observation> observations, Budget budget) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < observations.size(); i++) order.add(i);
    order.sort(Comparator.comparing(i -> observations.get(i).serial()));
    List<Observation> sorted = new ArrayList<>();
    for (int i : order) sorted.add(observations.get(i));
    List<Recorded> recorded =
        transactions.run(budget, c -> recording(c).record(sorted, clock.instant(), budget));
    List<Recorded> inOrder = new ArrayList<>(Collections.nCopies(order.size(), null));
    for (int i = 0; i < order.size(); i++) inOrder.set(order.get(i), recorded.get(i));
    return inOrder;
  }

  private Recording recording(Connection connection) {
    return new Recording(terms, database, connection, policy);
  }

  @Override
  public Recorded preview(Observation observation, Budget budget) {
    return transactions.run(
        budget, c -> Optional.of(recording(c).preview(List.of(observation), budget).get(0).get()));
  }

  @Override
  public List<Attempt> previewAll(List<Observation> observations, Budget budget) {
    return transactions.run(budget, c -> Optional.of(recording(c).preview(observations, budget)));
  }

  @Override
  public List<CmdbRecord> placed(Budget budget) {
    List<CmdbRecord> placed =
        transactions.run(budget, c -> Optional.of(new DeviceTable(database, c).placed()));
    placed.removeIf(record -> policy.isRemoved(record, terms));
    return placed;
  }

  @Override
  public List<CmdbRecord> unprovisioned(List<CmdbRecord> records, Budget budget) {
    Set<String> serials =
        transactions.run(budget, c -> Optional.of(new HistoryTable(c).unprovisioned()));
    return records.stream()
        .filter(record -> serials.contains(record.text(Field.SERIAL)))
        .collect(Collectors.toList());
  }

  /** The tables are made where they are not there yet; no row is written. */
  @Override
  public List<String> check(Budget budget) {
    transactions.run(budget, c -> Optional.of(Rights.check(c)));
    return List.of();
  }

  @Override
  public boolean ephemeral() {
    return database.ephemeral();
  }

  @Override
  public List<String> containers() {
    return policy.containers();
  }

  @Override
  public void close() {
    database.close();
  }
}
