package io.cvpfunctions.kafka;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.Alerts;
import io.cvpfunctions.events.EventMessage;
import io.cvpfunctions.function.Call;
import io.cvpfunctions.function.Checkup;
import io.cvpfunctions.function.EventFunction;
import io.cvpfunctions.function.Outcome;
import io.cvpfunctions.function.Problem;
import io.cvpfunctions.function.ProblemException;
import io.cvpfunctions.function.Result;
import io.cvpfunctions.remote.Settings;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Puts events on Kafka, and answers where they are once the broker has acknowledged them. */
public final class KafkaPublish implements EventFunction {
  /** The name it is deployed by. */
  public static final String NAME = "kafka-publish";

  private final RecordMaker records;
  private final KafkaCluster kafka;
  private final KafkaCheck check;

  private KafkaPublish(RecordMaker records, KafkaCluster kafka, KafkaCheck check) {
    this.records = records;
    this.kafka = kafka;
    this.check = check;
  }

  /** Set up by the settings of this process; it waits for the brokers two seconds at most. */
  public static KafkaPublish from(Settings settings) {
    return from(settings, System.getenv());
  }

  /** The same; the environment is searched for names that only Kafka knows. */
  static KafkaPublish from(Settings settings, Map<String, String> environment) {
    ClientLog.quiet();
    RecordMaker records = RecordMaker.parse(settings);
    Map<String, Object> first = ProducerSettings.read(settings, environment);
    settings.check();
    ProducerProperties properties = new ProducerProperties(first, () -> again(environment));
    KafkaCluster kafka = KafkaCluster.with(properties);
    WarmUp.of(records, kafka);
    return new KafkaPublish(records, kafka, new KafkaCheck(records.topic(), kafka, properties));
  }

  private static Map<String, Object> again(Map<String, String> environment) {
    Settings settings = Settings.of(environment::get);
    Map<String, Object> properties = ProducerSettings.read(settings, environment);
    settings.check();
    return properties;
  }

  @Override
  public String description() {
    return "Publishes events to Kafka and answers topic, partition and offset of each record.";
  }

  @Override
  public List<String> types() {
    return List.of("any");
  }

  @Override
  public boolean takes(String type) {
    return true;
  }

  @Override
  public CloudEvent typed(EventMessage message, Call call) {
    return message
        .json()
        .flatMap(json -> Alerts.event(json, URI.create(NAME)))
        .orElseGet(() -> CustomEvent.of(message, call));
  }

  @Override
  public Outcome handle(CloudEvent event, Call call) {
    if (event.getType().equals(Alerts.TYPE)) return alerts(event, call);
    Pending pending = kafka.send(records.make(event));
    return done(pending.await(call.budget()));
  }

  @Override
  public List<Result> handleBatch(List<CloudEvent> events, Call call) {
    return Batch.of(events, records, kafka, call.budget()).publish();
  }

  @Override
  public void check(Checkup checkup, Call call) {
    check.run(checkup);
  }

  /**
   * Each alert of CloudVision's notifier is an event of its own. If one does not get in, the call
   * fails, and the notifier sends all of them again, under the same ids.
   */
  private Outcome alerts(CloudEvent whole, Call call) {
    List<CloudEvent> alerts = Alerts.unpacked(List.of(whole));
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    ArrayNode places = result.putArray("records");
    for (Result each : handleBatch(alerts, call)) {
      each.problem().ifPresent(KafkaPublish::thrown);
      each.outcome().ifPresent(done -> places.add(done.result()));
    }
    long more = Alerts.truncated(List.of(whole));
    if (more > 0) result.put("truncatedAlerts", more);
    return Outcome.done(result);
  }

  private static void thrown(Problem problem) {
    throw new ProblemException(problem);
  }

  /** Where the record is. */
  static Outcome done(RecordMetadata place) {
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    result.put("topic", place.topic());
    result.put("partition", place.partition());
    result.put("offset", place.offset());
    return Outcome.done(result);
  }

  @Override
  public void close() {
    kafka.close();
  }
}
