package bench;

import io.cvpfunctions.cloudvision.apis.event.v1.EventSeverity;
import io.cvpfunctions.lab.cloudvision.CloudVisionSimulator;
import io.cvpfunctions.lab.cloudvision.Device;
import io.cvpfunctions.lab.cloudvision.RaisedEvent;
import io.cvpfunctions.lab.launcher.Calls;
import io.cvpfunctions.lab.launcher.Workspace;
import io.cvpfunctions.lab.ledger.stage.WatcherFlags;
import io.cvpfunctions.lab.ledger.stage.WatcherProcess;
import io.cvpfunctions.lab.openfaas.FaasGateway;
import io.cvpfunctions.lab.openfaas.FunctionResponse;
import io.cvpfunctions.lab.openfaas.FunctionSpec;
import io.cvpfunctions.lab.openfaas.Invocation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One watcher, CloudVision's stream of events before it, and behind it a function that does nothing. */
final class Stream implements AutoCloseable {
  /** Events of one device go one after the other, so there are many. */
  private static final int DEVICES = 500;

  private static final Duration LENGTH = Duration.ofSeconds(8);
  /** For the ends of a step's events, which nobody is told of. */
  private static final Duration SETTLING = Duration.ofSeconds(3);

  private static final Duration DRAIN = Duration.ofSeconds(60);

  private final Workspace workspace = Workspace.create();
  private final CloudVisionSimulator cloudVision = CloudVisionSimulator.start();
  private final Queue<Double> lags = new ConcurrentLinkedQueue<>();
  private final FaasGateway gateway =
      FaasGateway.builder().credentials(WatcherFlags.USER, WatcherFlags.PASSWORD).keep(0).listener(this::called).start();
  private final WatcherProcess watcher;
  private int raised;

  Stream(Path root) throws Exception {
    cloudVision.addContainer("DC1");
    for (int i = 1; i <= DEVICES; i++) cloudVision.addDevice(Device.numbered(i).in("DC1"));
    FunctionSpec spec = FunctionSpec.named("f").annotation("cvp.topics", "cvp.event.raised");
    gateway.function(spec, request -> FunctionResponse.json(200, "{}"));
    Path folder = workspace.folder("watcher");
    Files.createDirectories(folder.resolve("state"));
    watcher = new WatcherProcess(root, workspace.log("cvp-watcher"), WatcherFlags.to(cloudVision, gateway, folder).all());
    watcher.start();
    while (!watcher.logged().contains("hears of every event")) Thread.sleep(100);
  }

  private void called(Invocation call) {
    for (Calls.Told each : Calls.of(call)) {
      Instant raisedAt = Instant.parse(each.event().path("time").asText());
      lags.add(Duration.between(raisedAt, call.at()).toNanos() / 1e6);
    }
  }

  /** The lag of events raised at that rate; those that are late are waited for, and count. */
  Step step(int perSecond) throws InterruptedException {
    lags.clear();
    List<RaisedEvent> events = new ArrayList<>();
    long begin = System.nanoTime();
    int count = (int) (perSecond * LENGTH.toSeconds());
    for (int i = 0; i < count; i++) {
      long due = begin + i * TimeUnit.SECONDS.toNanos(1) / perSecond;
      while (System.nanoTime() < due) LockSupport.parkNanos(due - System.nanoTime());
      events.add(raise());
    }
    double offered = (System.nanoTime() - begin) / 1e9;
    long end = System.nanoTime() + DRAIN.toNanos();
    while (lags.size() < count && System.nanoTime() < end) Thread.sleep(5);
    double all = (System.nanoTime() - begin) / 1e9;
    long missing = count - lags.size();
    events.forEach(RaisedEvent::delete);
    Thread.sleep(SETTLING.toMillis());
    double[] millis = lags.stream().mapToDouble(Double::doubleValue).toArray();
    return Step.of("%.0f/s raised".formatted(count / offered), all, millis, missing);
  }

  private RaisedEvent raise() {
    String serial = Device.numbered(1 + raised % DEVICES).serial();
    return cloudVision
        .events()
        .raise("LOAD", EventSeverity.EVENT_SEVERITY_ERROR, serial, "Ethernet" + raised++);
  }

  @Override
  public void close() {
    watcher.close();
    gateway.close();
    cloudVision.close();
    workspace.delete();
  }
}
