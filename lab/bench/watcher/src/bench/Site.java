package bench;

import io.cvpfunctions.cloudvision.apis.event.v1.EventSeverity;
import io.cvpfunctions.lab.cloudvision.CloudVisionSimulator;
import io.cvpfunctions.lab.cloudvision.Generation;
import io.cvpfunctions.lab.cloudvision.Device;
import io.cvpfunctions.lab.cloudvision.RaisedEvent;
import io.cvpfunctions.lab.ledger.stage.WatcherFlags;
import io.cvpfunctions.lab.ledger.stage.WatcherProcess;
import io.cvpfunctions.lab.openfaas.FaasGateway;
import io.cvpfunctions.lab.openfaas.FunctionSpec;
import io.cvpfunctions.lab.openfaas.FunctionStub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** A CloudVision with a fleet, a gateway, and the watcher's process between them. */
final class Site implements AutoCloseable {
  static final Path ROOT = Path.of(System.getProperty("bench.root"));
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  final CloudVisionSimulator cloudVision =
      CloudVisionSimulator.builder().generation(Generation.V2021_3).start();
  final FaasGateway gateway =
      FaasGateway.builder()
          .credentials(WatcherFlags.USER, WatcherFlags.PASSWORD)
          .keep(1)
          .start();
  private final int devices;
  private WatcherProcess watcher;
  private String state;
  private boolean away;
  private int raised;

  Site(int devices) {
    this.devices = devices;
    cloudVision.addContainer("Leaf");
    for (int i = 0; i < devices; i++) cloudVision.addDevice(Device.numbered(1 + i));
  }

  Site function(String name, Map<String, String> annotations, FunctionStub stub) {
    gateway.function(FunctionSpec.named(name).withAnnotations(annotations), stub);
    return this;
  }

  Site start(String... flags) throws IOException {
    Path folder = Files.createTempDirectory(Path.of("").toAbsolutePath(), "site");
    WatcherFlags all = WatcherFlags.to(cloudVision, gateway, folder).with("--sources", "poll");
    state = all.all().get("--state");
    for (int i = 0; i < flags.length; i += 2) all.with(flags[i], flags[i + 1]);
    watcher = new WatcherProcess(ROOT, folder.resolve("watcher.log"), all.all());
    watcher.start();
    await("the baseline", () -> watcher.logged().contains("nothing is told until one moves"));
    if (all.all().get("--sources").equals("poll")) return this;
    await("that of events", () -> watcher.logged().contains("CloudVision events are active; of"));
    return this;
  }

  /** CloudVision raises that many events, spread over the devices. */
  List<RaisedEvent> raise(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> raise(i % devices, "Ethernet" + raised++))
        .toList();
  }

  RaisedEvent raise(int device, String interfaceId) {
    String serial = Device.numbered(1 + device).serial();
    return cloudVision
        .events()
        .raise("DEVICE_INTF_ERR_SMART", EventSeverity.EVENT_SEVERITY_ERROR, serial, interfaceId);
  }

  /** Every device goes to the other container. */
  void moveAll() {
    away = !away;
    for (int i = 0; i < devices; i++) move(i, away ? "Leaf" : "Undefined");
  }

  void move(int device, String container) {
    cloudVision.moveDevice(Device.numbered(1 + device).serial(), container);
  }

  /** How many deliveries wait in the state. */
  int waiting() {
    return count("select count(*) from deliveries where state = 'waiting'");
  }

  private int count(String sql) {
    try (Connection connection = DriverManager.getConnection(state);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getInt(1);
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** They are over, and that is known, too. */
  void resolve(List<RaisedEvent> events) {
    int known = count("select count(*) from messages") + events.size();
    events.forEach(RaisedEvent::resolve);
    String told = "select count(*) from messages where routed_at is not null";
    await("that they are over", () -> count(told) >= known);
  }

  long pid() {
    return watcher.pid();
  }

  /** How often it has logged that. */
  long logged(String what) {
    return watcher.logged().lines().filter(line -> line.contains(what)).count();
  }

  /** Kills the watcher, and starts it with the state it has. */
  void restart() {
    watcher.kill();
    watcher.start();
    await("the watcher", watcher::started);
  }

  /** Waits for what comes about only while the watcher runs. */
  void await(String what, BooleanSupplier so) {
    until(
        what,
        () -> {
          if (!watcher.alive()) throw new IllegalStateException("the watcher ended before " + what);
          return so.getAsBoolean();
        });
  }

  private static void until(String what, BooleanSupplier so) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!so.getAsBoolean()) {
      if (System.nanoTime() > end) throw new IllegalStateException("waited in vain for " + what);
      pause(50);
    }
  }

  static void pause(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  @Override
  public void close() {
    watcher.close();
    gateway.close();
    cloudVision.close();
  }
}
