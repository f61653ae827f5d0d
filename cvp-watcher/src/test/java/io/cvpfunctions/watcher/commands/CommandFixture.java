package io.cvpfunctions.watcher.commands;

import io.cvpfunctions.events.Container;
import io.cvpfunctions.events.Device;
import io.cvpfunctions.watcher.SettableClock;
import io.cvpfunctions.watcher.placements.Placement;
import io.cvpfunctions.watcher.state.Claims;
import io.cvpfunctions.watcher.state.Database;
import io.cvpfunctions.watcher.state.FunctionTable;
import io.cvpfunctions.watcher.state.Outbox;
import io.cvpfunctions.watcher.state.PlacementTable;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What people type beside a watcher that has the same state open, with one device in it. */
abstract class CommandFixture {
  static final Container LEAF = Container.of("DC1-Leaf", "container_1");

  @TempDir Path folder;

  final SettableClock clock = new SettableClock();
  final StringWriter out = new StringWriter();
  final StringWriter err = new StringWriter();
  String url;
  Database database;
  Outbox outbox;

  @BeforeEach
  void open() {
    url = "jdbc:sqlite:" + folder.resolve("state.db");
    database = Database.open(url);
    outbox = new Outbox(database, clock);
    place("JPE1", "leaf1", LEAF);
  }

  @AfterEach
  void close() {
    database.close();
  }

  int execute(String... arguments) {
    List<String> given = new ArrayList<>(List.of(arguments));
    given.add("--state=" + url);
    return WatcherCommand.execute(
        name -> null,
        new PrintWriter(out, true),
        new PrintWriter(err, true),
        given.toArray(String[]::new));
  }

  void place(String serial, String hostname, Container container) {
    place("container", serial, hostname, container);
  }

  void tag(String serial, String hostname, String label, String value) {
    place("tag:" + label, serial, hostname, Container.of(value, null).withLabel(label));
  }

  private void place(String dimension, String serial, String hostname, Container container) {
    Device device = Device.builder().serialNumber(serial).hostname(hostname).build();
    PlacementTable table = new PlacementTable(database, dimension);
    database.write(
        connection -> {
          table.baseline(connection, clock.instant());
          table.put(connection, new Placement(device, container), clock.instant());
          return null;
        });
  }

  void remove(String serial) {
    database.write(
        connection -> {
          new PlacementTable(database, "container").remove(connection, serial);
          return null;
        });
  }

  void subscribe(String function, Map<String, String> annotations) {
    new FunctionTable(database)
        .put(List.of(new FunctionTable.Listed(function, annotations, clock.instant())));
  }

  Claims claims() {
    return new Claims(database, clock, "one", Duration.ZERO);
  }
}
