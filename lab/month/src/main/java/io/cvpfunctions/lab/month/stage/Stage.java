package io.cvpfunctions.lab.month.stage;

import io.cvpfunctions.lab.cmdb.NetBoxServer;
import io.cvpfunctions.lab.launcher.Broker;
import io.cvpfunctions.lab.launcher.Functions;
import io.cvpfunctions.lab.launcher.Ports;
import io.cvpfunctions.lab.launcher.RecordReader;
import io.cvpfunctions.lab.launcher.Repository;
import io.cvpfunctions.lab.launcher.Story;
import io.cvpfunctions.lab.launcher.Workspace;
import io.cvpfunctions.lab.ledger.stage.WatcherFlags;
import io.cvpfunctions.lab.ledger.stage.WatcherProcess;
import io.cvpfunctions.lab.month.Pace;
import io.cvpfunctions.lab.month.judge.Evidence;
import io.cvpfunctions.lab.month.judge.Judge;
import io.cvpfunctions.lab.month.judge.Posted;
import io.cvpfunctions.lab.month.life.Campus;
import io.cvpfunctions.lab.openfaas.FaasGateway;
import io.cvpfunctions.lab.openfaas.StackFunction;
import io.cvpfunctions.lab.slack.SlackWorkspace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import okhttp3.OkHttpClient;

/** The whole pipeline, each part as it is in production, around the month's data centre. */
public final class Stage implements AutoCloseable {
  private static final String TOPIC = "cvp-events";
  private static final Duration READY = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofMillis(500);

  private final Repository repository;
  private final Story story;
  private final Ports ports;
  private final Workspace workspace = Workspace.create();
  private final Witness witness = new Witness();
  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private final Campus campus;
  private final SlackWorkspace slack;
  private final NetBoxServer netBox;
  private final FaasGateway gateway;
  private final Outbox outbox;
  private final Commands commands;
  private Broker broker;
  private WatcherProcess watcher;
  private Functions functions;

  /** The remotes run by then, and nothing of the product. */
  public Stage(Repository repository, Story story) {
    this.repository = repository;
    this.story = story;
    this.ports = new Ports(story);
    Path state = workspace.folder("watcher").resolve("state.db");
    outbox = new Outbox(state);
    commands = new Commands(repository.watcherJar(), "jdbc:sqlite:" + state);
    campus = opened(new Campus(ports.from(18443)));
    slack = opened(SlackWorkspace.start());
    netBox = opened(NetBoxServer.start("4.6.8"));
    gateway =
        opened(
            FaasGateway.builder()
                .port(ports.from(18080))
                .credentials(WatcherFlags.USER, WatcherFlags.PASSWORD)
                .listener(witness::called)
                .start());
  }

  /** Starts the product, which sees the data centre as it is by then for the first time. */
  public void start() throws InterruptedException {
    broker = opened(Broker.start(repository.brokerJars(), workspace, ports));
    opened(RecordReader.start(broker.address(), TOPIC, witness::read));
    startFunctions(broker.address());
    watcher = opened(process());
    watcher.start();
    await("cvp-watcher", () -> watcher.logged().contains("\"event\":\"baseline\""));
    new FirstDay(commands, gateway).fill(story);
  }

  private void startFunctions(String brokers) throws InterruptedException {
    Surroundings around =
        new Surroundings(workspace, gateway, slack, netBox, campus, brokers, TOPIC);
    List<StackFunction> deployed = Deployment.of(repository.stackFile(), around.variables());
    functions =
        opened(
            new Functions(
                repository,
                workspace,
                ports,
                around.secrets(),
                Optional.empty(),
                (name, status) -> story.tell(name, "ended with status " + status)));
    functions.start(deployed, gateway);
    OkHttpClient client = new OkHttpClient.Builder().readTimeout(Duration.ZERO).build();
    for (StackFunction each : deployed) {
      var address = functions.watchdogs().get(each.name()).address();
      gateway.function(each.spec(), new Hastened(client, address));
    }
    for (String name : functions.names()) await(name, () -> isReady(functions, name));
  }

  private static boolean isReady(Functions functions, String name) {
    try {
      return functions.isReady(name);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  private WatcherProcess process() {
    WatcherFlags flags =
        WatcherFlags.to(campus.cloudVision(), gateway, workspace.folder("secrets", "watcher"))
            .with("--state", "jdbc:sqlite:" + workspace.folder("watcher").resolve("state.db"))
            .with("--poll-interval", Pace.text(LOOK))
            .with("--debounce", Pace.text(LOOK))
            .with("--topics-interval", "1s")
            .with("--remove-after", Pace.text(Pace.of(Duration.ofMinutes(10))))
            .with("--settle-timeout", Pace.text(Pace.of(Duration.ofMinutes(30))));
    return new WatcherProcess(repository.root(), workspace.log("cvp-watcher"), flags.all());
  }

  /** Waits until it is so, a minute at most. */
  public void await(String what, BooleanSupplier isSo) throws InterruptedException {
    long end = System.nanoTime() + READY.toNanos();
    while (!isSo.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(what + " did not come; logs are in " + workspace.root());
      }
      Thread.sleep(50);
    }
  }

  private <T extends AutoCloseable> T opened(T part) {
    running.push(part);
    return part;
  }

  public Campus campus() {
    return campus;
  }

  public SlackWorkspace slack() {
    return slack;
  }

  public FaasGateway gateway() {
    return gateway;
  }

  /** The broker, which may be stopped and started again. */
  public Broker broker() {
    return broker;
  }

  /** The watcher, which may be killed and started again. */
  public WatcherProcess watcher() {
    return watcher;
  }

  /** The product's processes that run now, by what they are called. */
  public Map<String, Long> processes() {
    Map<String, Long> processes = new TreeMap<>();
    functions.watchdogs().forEach((name, watchdog) -> processes.put(name, watchdog.pid()));
    if (watcher.alive()) processes.put("cvp-watcher", watcher.pid());
    return processes;
  }

  /** How long the product waits before it tells. */
  public static Judge.Patience patience() {
    return Deployment.PATIENCE;
  }

  /** Whether all the world was told that of the device. */
  public boolean isTold(String type, String serial) {
    return witness.knows(type, serial);
  }

  /** Nobody annotated for digests is to hear of that container for so long. */
  public void quiet(String container, Duration time) throws InterruptedException {
    commands.run(
        "quiet", "add", "--container", container, "--for", Pace.text(time), "--reason", "CHG123");
  }

  /** How many events and deliveries wait. */
  public long waiting() {
    return outbox.waiting();
  }

  /** What everybody has seen so far. */
  public Evidence evidence() {
    return new Evidence(
        witness.answers(),
        witness.published(),
        slack.messages().stream().map(m -> new Posted(m.at(), m.text(), m.allText())).toList(),
        outbox.letters(),
        Inventory.of(netBox),
        slack.refusals());
  }

  /** Where logs and state are. */
  public Workspace workspace() {
    return workspace;
  }

  /** Ends everything, last started first. */
  @Override
  public void close() {
    while (!running.isEmpty()) {
      try {
        running.pop().close();
      } catch (Exception failure) {
        story.say("While stopping: " + failure.getMessage());
      }
    }
  }
}
