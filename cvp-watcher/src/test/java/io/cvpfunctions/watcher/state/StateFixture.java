package io.cvpfunctions.watcher.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.watcher.SettableClock;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A state that a contract is held to, and what tests do with it. */
abstract class StateFixture {
  static final Duration SETTLE = Duration.ofMinutes(30);

  final SettableClock clock = new SettableClock();
  private StateAddress opened;
  Database database;
  Outbox outbox;
  Claims claims;
  Deliveries deliveries;

  /** A state that nobody has used. */
  abstract StateAddress address() throws Exception;

  @BeforeEach
  void open() throws Exception {
    opened = address();
    use(Database.open(opened, new StateClock(clock)));
  }

  /** As the next process finds it. */
  void restart() {
    database.close();
    use(Database.open(opened, new StateClock(clock)));
  }

  private void use(Database state) {
    database = state;
    outbox = new Outbox(database, clock);
    claims = new Claims(database, clock, "one", SETTLE);
    deliveries = new Deliveries(database, clock, "one");
  }

  @AfterEach
  void close() {
    database.close();
  }

  /** Statements that return nothing. */
  @FunctionalInterface
  interface Statements {
    void run(Connection connection) throws SQLException;
  }

  void write(Statements statements) {
    database.write(
        connection -> {
          statements.run(connection);
          return null;
        });
  }

  Claims claims(String owner) {
    return new Claims(database, clock, owner, SETTLE);
  }

  void store(String name, String... functions) {
    write(c -> outbox.add(c, event(name)));
    StoredEvent stored = outbox.unrouted(1).get(0);
    write(c -> outbox.route(c, stored, List.of(functions)));
  }

  void finish(Delivery delivery) {
    assertThat(done(delivery)).isTrue();
  }

  boolean done(Delivery delivery) {
    return database.write(c -> deliveries.done(c, delivery, 200));
  }

  static CloudEvent event(String name) {
    String[] parts = name.split("@", 2);
    URI source = URI.create("https://cvp");
    var data = JsonNodeFactory.instance.objectNode();
    return Events.first("t", parts[0], source, parts[1], Instant.EPOCH, data);
  }

  static List<String> ids(List<Delivery> deliveries) {
    return deliveries.stream().map(each -> each.event().getId()).toList();
  }

  long count(String table) {
    return database.read(c -> Sql.number(c, "select count(*) from " + table));
  }
}
