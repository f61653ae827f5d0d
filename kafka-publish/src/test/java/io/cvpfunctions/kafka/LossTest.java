package io.cvpfunctions.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cvpfunctions.function.Received;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * 20,000 events through the function while connections are cut and the broker is stopped and
 * started: what was answered 200 is where the answer says, no call doubles an event, and no event
 * of a device overtakes another.
 */
class LossTest {
  private static final int CALLERS = 8;
  private static final int DEVICES_EACH = 25;
  private static final int EVENTS_EACH = 2500;
  private static final int LARGEST_BATCH = 200;
  private static final long SEED = 4711;

  private final Map<String, String> places = new ConcurrentHashMap<>();
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();

  @Test
  @Tag("slow")
  void troubledBroker_losesNothingDoublesNothingAndKeepsTheOrder() throws Exception {
    try (CuttingProxy proxy = new CuttingProxy();
        RealBroker broker = RealBroker.advertising(proxy.address())) {
      proxy.leadTo(broker.servers());
      String topic = broker.newTopic(3, Map.of());
      try (TestFunction function =
          TestFunction.with(proxy.address(), topic, "exec_timeout", "4s")) {
        trouble(broker, proxy, callers(function));
      }

      assertThat(failures.get()).as("calls that met the trouble").isPositive();
      assertThat(places).hasSize(CALLERS * EVENTS_EACH);
      judge(broker.readAll(topic));
    }
  }

  private List<Future<?>> callers(TestFunction function) {
    ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
    List<Future<?>> callers = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      int caller = i;
      callers.add(threads.submit(() -> send(function, caller)));
    }
    threads.shutdown();
    return callers;
  }

  /** Sends its devices' events as a caller does that judges each event by its own status. */
  private void send(TestFunction function, int caller) {
    Random random = new Random(SEED + caller);
    List<String> open = new ArrayList<>();
    int next = 0;
    while (next < EVENTS_EACH || !open.isEmpty()) {
      int size = 1 + random.nextInt(LARGEST_BATCH);
      while (open.size() < size && next < EVENTS_EACH) open.add(caller + "-" + next++);
      call(function, open);
      open.removeIf(places::containsKey);
    }
  }

  private void call(TestFunction function, List<String> ids) {
    int call = calls.incrementAndGet();
    List<String> events = ids.stream().map(id -> event(id, call)).toList();
    Received answer = function.post(TestEvents.batch(events));
    if (answer.status() != 200) failures.incrementAndGet();
    for (JsonNode result : answer.json().path("results")) {
      if (result.path("status").asInt() != 200) continue;
      places.put(result.path("id").asText(), place(result.path("result")));
    }
  }

  private static String place(JsonNode result) {
    return result.path("partition").asInt() + "/" + result.path("offset").asLong();
  }

  private static String event(String id, int call) {
    int number = Integer.parseInt(id.substring(id.indexOf('-') + 1));
    String device = "JPE" + id.charAt(0) + "x" + number % DEVICES_EACH;
    return TestEvents.event(id, device, "{\"call\":" + call + ",\"number\":" + number + "}");
  }

  private static void trouble(RealBroker broker, CuttingProxy proxy, List<Future<?>> callers)
      throws Exception {
    Random random = new Random(SEED);
    for (int round = 1; round <= 12; round++) {
      TimeUnit.MILLISECONDS.sleep(100 + random.nextInt(200));
      proxy.cut();
      if (round % 6 != 3) continue;
      broker.stop();
      proxy.cut();
      broker.startAgain();
    }
    for (Future<?> caller : callers) caller.get(2, TimeUnit.MINUTES);
  }

  private void judge(List<ConsumerRecord<String, String>> records) {
    Map<String, String> ids = new HashMap<>();
    Set<String> once = new HashSet<>();
    Map<String, Integer> last = new HashMap<>();
    for (ConsumerRecord<String, String> record : records) {
      String id = RealBroker.header(record, "ce_id");
      ids.put(record.partition() + "/" + record.offset(), id);
      assertThat(once.add(id + record.value())).as("%s once in one call", id).isTrue();
      int number = Integer.parseInt(id.substring(id.indexOf('-') + 1));
      assertThat(number).isGreaterThanOrEqualTo(last.getOrDefault(record.key(), 0));
      last.put(record.key(), number);
    }
    assertThat(places).allSatisfy((id, place) -> assertThat(ids.get(place)).isEqualTo(id));
  }
}
