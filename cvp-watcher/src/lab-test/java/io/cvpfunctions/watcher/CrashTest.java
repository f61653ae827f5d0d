package io.cvpfunctions.watcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cvpfunctions.lab.cloudvision.CloudVisionSimulator;
import io.cvpfunctions.lab.cloudvision.Device;
import io.cvpfunctions.lab.openfaas.Fault;
import io.cvpfunctions.lab.openfaas.FunctionRequest;
import io.cvpfunctions.lab.openfaas.FunctionResponse;
import io.cvpfunctions.watcher.state.Backlog;
import io.cvpfunctions.watcher.state.Database;
import io.cvpfunctions.watcher.state.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Kills the watcher again and again while devices move and functions fail. {@code
 * -Dcvp.crash.seed=N} repeats a run, {@code -Dcvp.crash.rounds=N} makes it longer.
 */
class CrashTest extends WatcherFixture {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final List<String> CONTAINERS = List.of("Undefined", "DC1-Leaf", "DC1-Spine");
  private static final int DEVICES = 12;

  private final long seed = Long.getLong("cvp.crash.seed", System.nanoTime());
  private final int rounds = Integer.getInteger("cvp.crash.rounds", 5);
  private final Random random = new Random(seed);

  @Override
  CloudVisionSimulator cloudVision() {
    CloudVisionSimulator cluster = CloudVisionSimulator.start();
    cluster.addNode();
    return cluster;
  }

  @BeforeEach
  void start() {
    cloudVision.addContainer("DC1-Spine");
    for (int i = 1; i <= DEVICES; i++) cloudVision.addDevice(Device.numbered(i));
    subscribe("device-move", CrashTest::chaining);
    subscribe("kafka-publish", request -> FunctionResponse.json(200, "{}"));
    gateway.function("notify-slack", request -> FunctionResponse.json(200, "{}"));
  }

  private static FunctionResponse chaining(FunctionRequest request) {
    String answer = "{\"event\":" + request.bodyText() + ",\"chainTo\":[\"notify-slack\"]}";
    return FunctionResponse.json(200, answer);
  }

  @Test
  void kill_atAnyMoment_losesNothingAndKeepsTheOrder() throws Exception {
    watcher.start();
    watcher.awaitLogged("nothing is told until one moves");
    for (int round = 0; round < rounds; round++) {
      if (random.nextInt(4) > 0) watcher.awaitStarted();
      long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(200 + random.nextInt(1500));
      while (System.nanoTime() < end) {
        trouble();
        move();
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(120)));
      }
      watcher.kill();
      if (random.nextBoolean()) move();
      watcher.start();
    }
    gateway.clearFaults().up();
    cloudVision.up();
    assertThat(settled()).as("seed %d", seed).isTrue();
    watcher.kill();
    judge();
  }

  private void move() {
    String serial = "JPE%08d".formatted(1 + random.nextInt(DEVICES));
    cloudVision.moveDevice(serial, CONTAINERS.get(random.nextInt(CONTAINERS.size())));
  }

  private void trouble() {
    switch (random.nextInt(14)) {
      case 0 -> gateway.orderForAny(Fault.status(503).header("Retry-After", "1"));
      case 1 -> gateway.orderForAny(Fault.badGateway().afterTheFunctionRan());
      case 2 -> gateway.orderForAny(Fault.reset());
      case 3 -> gateway.orderForAny(Fault.reset().afterTheFunctionRan());
      case 4 -> gateway.orderForAny(Fault.status(401));
      case 5 -> gateway.orderForListing(Fault.reset());
      case 6 -> gateway.orderForAny(Fault.slow(Duration.ofMillis(300)));
      case 7 -> cloudVision.expireSessions();
      case 8 -> cloudVision.node(random.nextInt(2)).down();
      default -> cloudVision.up();
    }
  }

  /** Whether the last placement of every device has been told, and nothing waits any more. */
  private boolean settled() throws InterruptedException {
    String url = "jdbc:sqlite:" + folder.resolve("state/cvp-watcher.db");
    try (Database database = Database.open(url)) {
      Outbox outbox = new Outbox(database, Clock.systemUTC());
      for (int i = 0; i < 300; i++) {
        Backlog backlog = outbox.backlog();
        boolean empty = backlog.unrouted() == 0 && backlog.waiting() == 0;
        if (empty && viewOf("kafka-publish", moves("kafka-publish")).equals(truth())) return true;
        TimeUnit.MILLISECONDS.sleep(100);
      }
      return false;
    }
  }

  private void judge() {
    Map<String, JsonNode> published = moves("kafka-publish");
    for (String function : List.of("device-move", "notify-slack", "kafka-publish")) {
      Map<String, JsonNode> moves = moves(function);
      assertThat(moves.keySet())
          .as("%s, seed %d", function, seed)
          .containsExactlyInAnyOrderElementsOf(published.keySet());
      assertThat(viewOf(function, moves)).as("%s, seed %d", function, seed).isEqualTo(truth());
    }
    assertThat(published.size()).isGreaterThan(rounds / 2);
  }

  /** Every move that reached the function, by id, in the order of its first arrival. */
  private Map<String, JsonNode> moves(String function) {
    Map<String, JsonNode> moves = new LinkedHashMap<>();
    gateway
        .reached(function)
        .forEach(call -> moves.putIfAbsent(id(call.body()), json(call.body())));
    return moves;
  }

  /** Where the function thinks that the devices are; each move must begin where the last ended. */
  private Map<String, String> viewOf(String function, Map<String, JsonNode> moves) {
    Map<String, String> view = new HashMap<>();
    for (int i = 1; i <= DEVICES; i++) view.put("JPE%08d".formatted(i), "Undefined");
    for (JsonNode move : moves.values()) {
      String device = move.path("subject").asText();
      String from = move.at("/data/from/name").asText();
      assertThat(view).as("%s, seed %d: %s", function, seed, move).containsEntry(device, from);
      view.put(device, move.at("/data/to/name").asText());
    }
    return view;
  }

  private Map<String, String> truth() {
    Map<String, String> truth = new HashMap<>();
    List<String> serials = new ArrayList<>();
    for (int i = 1; i <= DEVICES; i++) serials.add("JPE%08d".formatted(i));
    serials.forEach(each -> truth.put(each, cloudVision.containerOf(each)));
    return truth;
  }

  private static String id(String body) {
    return json(body).path("id").asText();
  }

  private static JsonNode json(String body) {
    try {
      return MAPPER.readTree(body);
    } catch (JsonProcessingException notJson) {
      throw new IllegalStateException(body, notJson);
    }
  }
}
