package io.cvpfunctions.watcher.sources;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.lab.cloudvision.CloudVisionSimulator;
import io.cvpfunctions.remote.Secret;
import io.cvpfunctions.watcher.EventMaker;
import io.cvpfunctions.watcher.ShiftedClock;
import io.cvpfunctions.watcher.Warnings;
import io.cvpfunctions.watcher.WatcherSettings.CloudVisionSettings;
import io.cvpfunctions.watcher.WatcherSettings.SourceSettings;
import io.cvpfunctions.watcher.cloudvision.CloudVision;
import io.cvpfunctions.watcher.cloudvision.Credentials;
import io.cvpfunctions.watcher.cloudvision.Trust;
import io.cvpfunctions.watcher.placements.ContainerLimit;
import io.cvpfunctions.watcher.placements.Rules;
import io.cvpfunctions.watcher.state.CloudVisionEventTable;
import io.cvpfunctions.watcher.state.CloudVisionEventTable.Seen;
import io.cvpfunctions.watcher.state.Database;
import io.cvpfunctions.watcher.state.Outbox;
import io.cvpfunctions.watcher.state.Term;
import io.cvpfunctions.watcher.telemetry.Loop;
import io.cvpfunctions.watcher.telemetry.Metrics;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.awaitility.Awaitility;

/** Sources that watch a stand-in of CloudVision, and what they have stored. */
final class Watching implements AutoCloseable {
  private static final Duration PATIENCE = WithCloudVision.PATIENCE;

  static {
    Awaitility.setDefaultPollInterval(Duration.ofMillis(20));
  }

  private final ShiftedClock clock = new ShiftedClock();
  private final ShiftedClock steady = new ShiftedClock();
  private final CloudVisionSimulator simulator;
  private final Database database;
  private final Term term;
  private final Outbox outbox;
  private final Metrics metrics = new Metrics();
  private Credentials credentials = Credentials.password("cvpadmin", Secret.of("arista"));
  private Duration pollInterval = Duration.ofMillis(100);
  private Duration removeAfter = Duration.ofSeconds(2);
  private Duration debounce = Duration.ofMillis(300);
  private Optional<Severity> least = Optional.of(Severity.INFO);
  private Optional<Integer> grpcPort = Optional.empty();
  private List<String> labels = List.of("Container");
  private List<String> containers = List.of();
  private boolean subtree;
  private CloudVision cloudVision;
  private Sources sources;

  Watching(CloudVisionSimulator simulator, Path folder) {
    this.simulator = simulator;
    this.database = Database.open("jdbc:sqlite:" + folder.resolve("state.db"));
    this.term = database.lead().orElseThrow();
    this.outbox = new Outbox(database, clock);
  }

  Watching token(String token) {
    credentials = Credentials.token(Secret.of(token));
    return this;
  }

  Watching pollInterval(Duration interval) {
    pollInterval = interval;
    return this;
  }

  Watching removeAfter(Duration time) {
    removeAfter = time;
    return this;
  }

  /** Only what is about that container, and all below it. */
  Watching subtree(String container) {
    containers = List.of(container);
    subtree = true;
    return this;
  }

  /** Lets that much time pass at once, by every clock. */
  Watching pass(Duration time) {
    clock.set(time);
    steady.set(time);
    return this;
  }

  /** Waits for that, while the time by which streams pause and wait flies. */
  Watching hurry(Callable<Boolean> until) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> {
              steady.set(Duration.ofSeconds(1));
              sources.loops().forEach(Loop::wake);
              return until.call();
            });
    return this;
  }

  Watching labels(String... chosen) {
    labels = List.of(chosen);
    return this;
  }

  Watching grpcPort(int port) {
    grpcPort = Optional.of(port);
    return this;
  }

  /** Begins, with these sources; with none named, whatever the server offers. */
  Watching start(String... names) {
    boolean auto = names.length == 0;
    SourceSettings chosen =
        new SourceSettings(
            auto,
            auto ? Set.copyOf(Sources.NAMES) : Set.of(names),
            grpcPort,
            labels,
            least,
            Duration.ofMinutes(30),
            subtree);
    CloudVisionSettings settings =
        new CloudVisionSettings(
            Stream.of(simulator.addresses().split(",", -1))
                .map(each -> HttpUrl.get("https://" + each + "/"))
                .toList(),
            credentials,
            Trust.pins(List.of(simulator.sha256())),
            pollInterval,
            new Rules(debounce, removeAfter, false),
            ContainerLimit.of(containers),
            chosen);
    cloudVision =
        new CloudVision(settings.nodes(), settings.credentials(), settings.trust(), steady);
    EventMaker events = new EventMaker(URI.create("https://cvp"));
    Warnings warnings = new Warnings(database, term, outbox, events, clock, steady, () -> {});
    sources =
        new Sources(
            settings,
            cloudVision,
            database,
            term,
            outbox,
            events,
            warnings,
            metrics,
            () -> {},
            clock,
            steady);
    sources.loops().forEach(Loop::start);
    return this;
  }

  /** Ends, and keeps the state. */
  void stop() {
    if (sources == null) return;
    sources.loops().forEach(Loop::stop);
    sources.loops().forEach(Loop::close);
    sources.close();
    cloudVision.close();
    sources = null;
  }

  /** Up to when it is to have seen events. */
  void seen(Seen seen) {
    term.write(
        connection -> {
          new CloudVisionEventTable(database).seen(connection, seen);
          return null;
        });
  }

  Database database() {
    return database;
  }

  /** Waits until a source sees. */
  Watching awaitUp(String source) {
    return awaitMetric("cvp_watcher_source_up{source=\"" + source + "\"} 1");
  }

  Watching awaitMetric(String line) {
    await(line).atMost(PATIENCE).until(() -> metrics.text().contains(line));
    return this;
  }

  List<String> refused() {
    return sources.refused();
  }

  /** Everything that there is to tell, oldest first. */
  List<CloudEvent> stored() {
    return outbox.unrouted(1000).stream().map(each -> each.event()).toList();
  }

  /** Hurries until that method was called so often. */
  Watching hurryCalls(String method, int times) {
    return hurry(() -> simulator.grpc().calls(method).size() >= times);
  }

  /** Hurries until that many events are stored, and says what they say. */
  List<String> hurryTold(int count) {
    hurry(() -> stored().size() >= count);
    return told();
  }

  /** Waits until that many events are stored, and says what they say. */
  List<String> awaitTold(int count) {
    await().atMost(PATIENCE).until(() -> stored().size() >= count);
    return told();
  }

  List<String> told() {
    return stored().stream().map(Watching::words).toList();
  }

  JsonNode data(int index) {
    return Events.json(stored().get(index));
  }

  private static String words(CloudEvent event) {
    JsonNode data = Events.json(event);
    String type = event.getType().replaceFirst("^cvp\\.", "");
    String from = data.at("/from/name").asText("");
    String to = data.at("/to/name").asText("");
    if (data.has("cause")) return type + " " + data.path("cause").asText();
    String what = data.has("key") ? data.path("severity").asText() : from + ">" + to;
    return type + " " + event.getSubject() + " " + what;
  }

  @Override
  public void close() {
    stop();
    database.close();
  }
}
