package bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.EventCodec;
import io.cvpfunctions.events.EventTypes;
import io.cvpfunctions.events.Events;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Events to make messages of: the function's own samples, and as many as one likes. */
final class Samples {
  private static final Path SAMPLES = Path.of(System.getProperty("bench.events"));
  private static final URI SOURCE = URI.create("https://cvp.example.net");

  private Samples() {}

  static CloudEvent sample(String name) {
    try {
      return new EventCodec()
          .fromJson(new ObjectMapper().readTree(SAMPLES.resolve(name + ".json").toFile()));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** A validation with so many results, the first of which failed. */
  static CloudEvent report(int results, int failures) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.putObject("device").put("name", "leaf1").put("host", "127.0.0.11");
    data.put("verdict", failures > 0 ? "failure" : "success").put("durationMs", 2417);
    for (int i = 1; i <= results; i++) {
      ObjectNode result = data.withArray("results").addObject().put("name", "leaf1");
      result.put("test", "VerifyInterface" + i).put("module", "anta.tests.interfaces");
      result.put("result", i <= failures ? "failure" : "success");
      result.putArray("categories").add("interfaces");
      if (i > failures) continue;
      result.putArray("messages").add("Interface: Ethernet" + i + " - Expected: up, Actual: down");
    }
    return event("report-" + results, EventTypes.VALIDATION_COMPLETED, data);
  }

  static List<CloudEvent> moves(int count) {
    return many(count, Samples::move);
  }

  static List<CloudEvent> raised(int count) {
    return many(count, Samples::raise);
  }

  /** So many of each of five kinds. */
  static List<CloudEvent> everything(int each) {
    List<CloudEvent> all = new ArrayList<>(moves(each));
    all.addAll(raised(each));
    all.addAll(many(each, i -> report(25, i % 2)));
    all.addAll(many(each, i -> retyped(i, EventTypes.DEVICE_REMOVED)));
    all.addAll(many(each, i -> retyped(i, EventTypes.DEVICE_ADDED)));
    return all;
  }

  private static List<CloudEvent> many(int count, IntFunction<CloudEvent> event) {
    return IntStream.rangeClosed(1, count).mapToObj(event).toList();
  }

  private static CloudEvent move(int number) {
    return retyped(number, EventTypes.DEVICE_MOVED);
  }

  private static CloudEvent retyped(int number, String type) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.set("device", device(number));
    data.putObject("from").put("name", "Undefined");
    data.putObject("to").put("name", "DC2-Leaf");
    return event(type + number, type, data);
  }

  private static CloudEvent raise(int number) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("key", "k" + number).put("severity", number % 10 == 0 ? "ERROR" : "WARNING");
    data.put("title", "High CPU load average").put("eventType", "HIGH_CPU_LOAD_AVG");
    data.put("url", SOURCE + "/cv/events/k" + number + "/1").set("device", device(number));
    return event("raised-" + number, EventTypes.EVENT_RAISED, data);
  }

  private static ObjectNode device(int number) {
    ObjectNode device = JsonNodeFactory.instance.objectNode();
    return device.put("serialNumber", "JPE" + number).put("hostname", "leaf" + number);
  }

  private static CloudEvent event(String id, String type, ObjectNode data) {
    return Events.first(
        type, id, SOURCE, id, Instant.parse("2026-11-21T10:15:30Z"), data);
  }
}
