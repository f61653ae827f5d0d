package io.cvpfunctions.lab.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A real Kafka broker with one node, as a process of its own. */
public final class Broker implements AutoCloseable {
  private static final Duration FORMATTING = Duration.ofSeconds(60);

  /** Any id will do: the storage is made anew on every start. */
  private static final String CLUSTER_ID = "bGFiLWNsdXN0ZXItaWQtMQ";

  private final Supplier<LabProcess> starter;
  private final int port;
  private LabProcess process;

  private Broker(Supplier<LabProcess> starter, int port) {
    this.starter = starter;
    this.port = port;
  }

  /**
   * One for whoever needs no other part of the lab; what it writes stays in the system's folder for
   * temporary files.
   *
   * @param jars the folder that the broker's jars are in
   * @throws IllegalStateException where it does not start
   */
  public static Broker start(Path jars) {
    return start(jars, Workspace.create(), new Ports(new Story(System.out)));
  }

  /** The same, in that folder and on those ports. */
  public static Broker start(Path jars, Workspace workspace, Ports ports) {
    int port = ports.usual("Kafka", 19092);
    int controller = ports.from(19093);
    Path folder = workspace.folder("kafka");
    Path settings = folder.resolve("server.properties");
    workspace.write(settings, properties(port, controller, folder.resolve("data")));
    format(jars, settings, workspace);
    List<String> command =
        java(jars).with("-Xmx192m", "-Xss512k", "kafka.Kafka", settings.toString()).words();
    Path log = workspace.log("kafka");
    Supplier<LabProcess> starter =
        () -> LabProcess.start("kafka", command, Map.of(), folder, log, line -> {});
    Broker broker = new Broker(starter, port);
    broker.run();
    return broker;
  }

  private static JavaCommand java(Path jars) {
    return JavaCommand.java()
        .with("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto")
        .with("-cp", jars + "/*");
  }

  private static void format(Path jars, Path settings, Workspace workspace) {
    List<String> command =
        java(jars)
            .with("kafka.tools.StorageTool", "format", "--cluster-id", CLUSTER_ID)
            .with("--config", settings.toString())
            .words();
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(workspace.log("kafka-format").toFile())
              .start();
      boolean ended = process.waitFor(FORMATTING.toSeconds(), TimeUnit.SECONDS);
      if (ended && process.exitValue() == 0) return;
      process.destroyForcibly();
    } catch (IOException failure) {
      throw new IllegalStateException("the storage of Kafka cannot be made", failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    String log = workspace.log("kafka-format").toString();
    throw new IllegalStateException("the storage of Kafka cannot be made, see " + log);
  }

  private static String properties(int port, int controller, Path data) {
    return String.join(
        "\n",
        "process.roles=broker,controller",
        "node.id=1",
        "controller.quorum.voters=1@127.0.0.1:" + controller,
        "listeners=PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller,
        "advertised.listeners=PLAINTEXT://127.0.0.1:" + port,
        "listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
        "controller.listener.names=CONTROLLER",
        "inter.broker.listener.name=PLAINTEXT",
        "log.dirs=" + data,
        "num.partitions=3",
        "offsets.topic.replication.factor=1",
        "offsets.topic.num.partitions=1",
        "transaction.state.log.replication.factor=1",
        "transaction.state.log.min.isr=1",
        "share.coordinator.state.topic.replication.factor=1",
        "share.coordinator.state.topic.min.isr=1",
        "group.initial.rebalance.delay.ms=0",
        "log.cleaner.enable=false",
        "");
  }

  /** Where clients find it, as host:port. */
  public String address() {
    return "127.0.0.1:" + port;
  }

  /** Starts it, with what it had stored where it ran before. */
  public synchronized void run() {
    process = starter.get();
  }

  /** Ends it, until {@link #run}. */
  public synchronized void stop() {
    process.close();
  }

  synchronized LabProcess process() {
    return process;
  }

  @Override
  public void close() {
    stop();
  }
}
