package io.cvpfunctions.watcher.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.lab.openfaas.FaasGateway;
import io.cvpfunctions.lab.openfaas.FunctionSpec;
import io.cvpfunctions.lab.openfaas.FunctionStub;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.Gateway;
import io.cvpfunctions.remote.Secret;
import io.cvpfunctions.watcher.routing.Audience;
import io.cvpfunctions.watcher.routing.Router;
import io.cvpfunctions.watcher.routing.Scheduling;
import io.cvpfunctions.watcher.routing.TopicMapRefresh;
import io.cvpfunctions.watcher.routing.Whereabouts;
import io.cvpfunctions.watcher.state.Claims;
import io.cvpfunctions.watcher.state.Database;
import io.cvpfunctions.watcher.state.DeadLetter;
import io.cvpfunctions.watcher.state.DeadLetters;
import io.cvpfunctions.watcher.state.Deliveries;
import io.cvpfunctions.watcher.state.FunctionTable;
import io.cvpfunctions.watcher.state.HoldTable;
import io.cvpfunctions.watcher.state.Outbox;
import io.cvpfunctions.watcher.state.PendingTable;
import io.cvpfunctions.watcher.state.QuietTable;
import io.cvpfunctions.watcher.state.Threads;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** All that lies between an event stored and a function called, with a gateway to call. */
final class Pipe implements AutoCloseable {
  static final String MOVED = "cvp.device.moved";

  static {
    Awaitility.setDefaultPollInterval(Duration.ofMillis(20));
  }

  final FaasGateway gateway;
  final RecordingDeliveryListener listener = new RecordingDeliveryListener();
  final Database database;
  final Deliveries deliveries;
  final Claims claims;
  final DeadLetters deadLetters;
  final Lanes lanes;
  final QuietTable quiets;
  final PendingTable pending;

  private final Outbox outbox;
  private final TopicMapRefresh topics;
  private final Router router;
  private final Gateway client;

  /** How patient it is, and whether it signs. */
  record How(Patience patience, Duration attempt, Optional<Secret> secret, Duration grace) {
    static How usual() {
      Patience patience = new Patience(10, Duration.ofHours(24));
      return new How(patience, Duration.ofSeconds(5), Optional.empty(), Duration.ofMinutes(5));
    }

    How patience(int attempts) {
      return patience(attempts, Duration.ZERO);
    }

    How patience(int attempts, Duration time) {
      return new How(new Patience(attempts, time), attempt, secret, grace);
    }

    How signed(String key) {
      return new How(patience, attempt, Optional.of(Secret.of(key)), grace);
    }

    How attempt(Duration time) {
      return new How(patience, time, secret, grace);
    }

    How grace(Duration time) {
      return new How(patience, attempt, secret, time);
    }
  }

  Pipe(Path folder, How how) {
    this("jdbc:sqlite:" + folder.resolve("state.db"), how, Clock.systemUTC());
  }

  Pipe(String state, How how, Clock clock) {
    this(state, how, clock, Thread::new, System::nanoTime);
  }

  Pipe(String state, How how, Clock clock, ThreadFactory attempts, LongSupplier nanos) {
    gateway = FaasGateway.builder().credentials("admin", "pw").start();
    client =
        GatewayClient.of(
            URI.create(gateway.url()), Optional.of("admin"), Optional.of(Secret.of("pw")));
    database = Database.open(state);
    deliveries = new Deliveries(database, clock, "pipe");
    claims = new Claims(database, clock, "pipe", Duration.ofMinutes(30));
    deadLetters = new DeadLetters(database, clock);
    topics = new TopicMapRefresh(client, new FunctionTable(database), how.grace(), clock);
    HoldTable holds = new HoldTable(database, clock);
    quiets = new QuietTable(database, clock);
    Whereabouts whereabouts = new Whereabouts(quiets);
    outbox = new Outbox(database, clock, new Scheduling(topics::subscription, holds, whereabouts));
    pending = new PendingTable(database);
    Threads threads = new Threads(database, clock);
    Sender sender =
        new Sender(client, how.secret(), how.attempt(), threads, new UpToDate(database), clock);
    Recorder recorder = new Recorder(database, deliveries, outbox, threads, how.patience());
    Lane.Gear gear = new Lane.Gear(claims, sender, recorder, listener, attempts, nanos);
    lanes = new Lanes(gear, topics::subscription);
    router =
        new Router(
            database.lead().orElseThrow(),
            outbox,
            topics,
            new Audience(holds, whereabouts),
            lanes,
            listener);
  }

  /** Deploys a function that is told of moves. */
  Pipe subscriber(String name, FunctionStub stub) {
    return deploy(FunctionSpec.named(name).annotation("topic", MOVED), stub);
  }

  Pipe deploy(FunctionSpec spec, FunctionStub stub) {
    gateway.function(spec, stub);
    return this;
  }

  /** Asks the gateway for its functions; those not deployed are given up on. */
  Pipe map() {
    try {
      Set<String> waitedFor = deliveries.functionsWaitedFor();
      for (String gone : topics.refresh(waitedFor)) {
        listener.abandoned(gone, deliveries.abandon(gone, "not deployed"));
      }
      lanes.wake(waitedFor);
    } catch (CallFailedException failed) {
      listener.log.add("no map: " + failed.kind());
    }
    return this;
  }

  /** Stores events and routes them: {@code "m1@A"} is the event m1 of the device A. */
  Pipe tell(String... events) {
    return tell(Stream.of(events).map(Pipe::event).toArray(CloudEvent[]::new));
  }

  Pipe tell(CloudEvent... events) {
    database.write(
        connection -> {
          for (CloudEvent each : events) outbox.add(connection, each);
          return null;
        });
    return route();
  }

  Pipe route() {
    boolean more = true;
    while (more) more = router.routeSome();
    return this;
  }

  static CloudEvent event(String name) {
    String[] parts = name.split("@", 2);
    var data = JsonNodeFactory.instance.objectNode().put("n", parts[0]);
    URI source = URI.create("https://cvp.example.net");
    return Events.first(MOVED, parts[0], source, parts[1], Instant.EPOCH, data);
  }

  List<DeadLetter> deadLetters() {
    return deadLetters.list(DeadLetters.Choice.all());
  }

  /** Waits until all of these lines have been logged. */
  void awaitLog(String... lines) {
    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(() -> assertThat(listener.log).contains(lines));
  }

  /** Until all has ended and been told: the state knows of an end before the listener does. */
  void awaitEmpty() {
    await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> outbox.backlog().waiting() == 0 && outbox.backlog().unrouted() == 0);
    await().until(() -> lanes.inFlight() == 0);
  }

  @Override
  public void close() {
    lanes.close();
    database.close();
    client.close();
    gateway.close();
  }
}
