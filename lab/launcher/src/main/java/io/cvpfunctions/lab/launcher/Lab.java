package io.cvpfunctions.lab.launcher;

import io.cvpfunctions.lab.launcher.Watcher.Surroundings;
import io.cvpfunctions.lab.openfaas.FaasGateway;
import io.cvpfunctions.lab.openfaas.FunctionSpec;
import io.cvpfunctions.lab.openfaas.StackFile;
import io.cvpfunctions.lab.slack.SlackWorkspace;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Every process of the pipeline and every remote, started in the order in which they depend. */
final class Lab implements AutoCloseable {
  private static final String GATEWAY_USER = "admin";
  private static final String GATEWAY_PASSWORD = "lab";
  private static final String TOPIC = "cvp-events";
  private static final Duration READY = Duration.ofSeconds(60);

  private final Repository repository;
  private final Story story;
  private final Narrator narrator;
  private final Ports ports;
  private final Workspace workspace = Workspace.create();
  private final Deque<AutoCloseable> running = new ArrayDeque<>();

  private Network network;
  private SlackWorkspace slack;
  private Broker broker;
  private FaasGateway gateway;
  private volatile Functions functions;
  private Watcher watcher;
  private Optional<String> payloadSecret = Optional.empty();

  Lab(Repository repository, Story story, Narrator narrator) {
    this.repository = repository;
    this.story = story;
    this.narrator = narrator;
    this.ports = new Ports(story);
  }

  void start(int gatewayPort, boolean signed) throws InterruptedException {
    payloadSecret = signed ? Optional.of(UUID.randomUUID().toString()) : Optional.empty();
    CompletableFuture<Broker> starting = CompletableFuture.supplyAsync(this::startBroker);
    network = opened(Network.start(ports));
    slack = opened(SlackWorkspace.start());
    gateway = opened(startGateway(gatewayPort));
    broker = joined(starting);
    opened(RecordReader.start(broker.address(), TOPIC, narrator::published));
    startFunctions();
    awaitFunctions();
    watcher = opened(startWatcher());
    await("cvp-watcher", () -> narrator.hasBaseline() && watcher.isReady());
  }

  private Broker startBroker() {
    return opened(Broker.start(repository.brokerJars(), workspace, ports));
  }

  private static Broker joined(CompletableFuture<Broker> starting) {
    try {
      return starting.join();
    } catch (CompletionException failure) {
      throw new IllegalStateException(failure.getCause().getMessage(), failure.getCause());
    }
  }

  private FaasGateway startGateway(int port) {
    return FaasGateway.builder()
        .port(ports.usual("the gateway", port))
        .credentials(GATEWAY_USER, GATEWAY_PASSWORD)
        .listener(narrator::called)
        .deployments(this::deploy)
        .start();
  }

  /** Not before the lab's own functions run. */
  private boolean deploy(FunctionSpec spec) {
    Functions running = functions;
    return running != null && running.deploy(spec, gateway);
  }

  private void startFunctions() {
    StackFile stack = StackFile.read(repository.stackFile(), StackValues.variables(this));
    Map<String, String> secrets = StackValues.secrets(this);
    functions =
        new Functions(repository, workspace, ports, secrets, payloadSecret, narrator::ended);
    opened(functions);
    functions.start(stack, gateway);
  }

  private Watcher startWatcher() {
    Surroundings around =
        new Surroundings(
            network.cloudVision().http().host() + ":" + network.cloudVision().http().port(),
            network.cloudVision().caPem(),
            Network.USER,
            Network.PASSWORD,
            gateway.url(),
            GATEWAY_USER,
            GATEWAY_PASSWORD,
            payloadSecret);
    return Watcher.start(repository, workspace, ports, around, narrator);
  }

  private void awaitFunctions() throws InterruptedException {
    for (String name : functions.names()) await(name, () -> functions.isReady(name));
  }

  /** Something that is asked over and over until it is so. */
  private interface Question {
    boolean isSo() throws InterruptedException;
  }

  private void await(String what, Question ready) throws InterruptedException {
    long end = System.nanoTime() + READY.toNanos();
    while (!ready.isSo()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(what + " did not get ready; see " + workspace.log(what));
      }
      Thread.sleep(50);
    }
    story.tell(what, "is ready");
  }

  private synchronized <T extends AutoCloseable> T opened(T part) {
    running.push(part);
    return part;
  }

  Network network() {
    return network;
  }

  SlackWorkspace slack() {
    return slack;
  }

  Broker broker() {
    return broker;
  }

  FaasGateway gateway() {
    return gateway;
  }

  Functions functions() {
    return functions;
  }

  Watcher watcher() {
    return watcher;
  }

  Workspace workspace() {
    return workspace;
  }

  /** What calls have to be signed with, where they have to be. */
  Optional<String> payloadSecret() {
    return payloadSecret;
  }

  Repository repository() {
    return repository;
  }

  Ports ports() {
    return ports;
  }

  Narrator narrator() {
    return narrator;
  }

  String topic() {
    return TOPIC;
  }

  String gatewayLogin() {
    return "user " + GATEWAY_USER + ", password " + GATEWAY_PASSWORD;
  }

  /** Ends everything, last started first; no process is left behind. */
  @Override
  public synchronized void close() {
    while (!running.isEmpty()) {
      try {
        running.pop().close();
      } catch (Exception failure) {
        story.say("While stopping: " + failure.getMessage());
      }
    }
  }
}
