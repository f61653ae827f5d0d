package io.cvpfunctions.kafka;

import io.cvpfunctions.function.Checkup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;

/**
 * Looks whether records would get in: brokers, topic, the addresses that brokers tell their
 * clients, and our rights.
 */
final class KafkaCheck {
  private static final int CONNECT_MILLIS = 2000;
  private static final String LISTENERS = "listeners";
  private static final String MEND =
      "See that the brokers run and the function reaches them, or mend what is said; it needs no"
          + " restart, but for its own settings.";

  private final KafkaTopic topic;
  private final KafkaCluster kafka;
  private final ProducerProperties properties;

  KafkaCheck(KafkaTopic topic, KafkaCluster kafka, ProducerProperties properties) {
    this.topic = topic;
    this.kafka = kafka;
    this.properties = properties;
  }

  void run(Checkup checkup) {
    Optional<String> fixed = topic.fixed();
    if (fixed.isPresent()) topic(fixed.get(), checkup);
    else cluster(checkup);
  }

  private void topic(String name, Checkup checkup) {
    Map<Integer, Node> brokers = new LinkedHashMap<>();
    boolean there =
        checkup.attempt(
            "topic",
            MEND,
            () -> {
              List<PartitionInfo> partitions = kafka.look(name);
              partitions.stream()
                  .flatMap(KafkaCheck::brokers)
                  .forEach(each -> brokers.put(each.id(), each));
              return name + " is there; partitions: " + partitions.size();
            });
    if (!there) return;
    if (listeners(brokers.values(), checkup)) rights(name, checkup);
  }

  /** Whom a producer has to reach: any replica may lead tomorrow. */
  private static Stream<Node> brokers(PartitionInfo partition) {
    return Stream.of(partition.replicas()).filter(each -> !each.isEmpty());
  }

  /** The topic is another for every event: what can be asked is whether the brokers are there. */
  private void cluster(Checkup checkup) {
    checkup.attempt(
        "brokers",
        MEND,
        () -> {
          Collection<Node> brokers = questions().brokers();
          listeners(brokers, checkup);
          return "brokers that answer: "
              + brokers.size()
              + "; topics depend on the event, and are not looked at";
        });
  }

  private static boolean listeners(Collection<Node> brokers, Checkup checkup) {
    boolean reached = true;
    for (Node each : brokers) reached &= listener(each, checkup);
    return reached;
  }

  /** Clients come by the first address, and are sent on to these. */
  private static boolean listener(Node broker, Checkup checkup) {
    String what = "broker " + broker.id() + " calls itself " + broker.host() + ":" + broker.port();
    try (Socket socket = new Socket()) {
      InetAddress address = InetAddress.getByName(broker.host());
      socket.connect(new InetSocketAddress(address, broker.port()), CONNECT_MILLIS);
      checkup.ok(LISTENERS, what + ", and is reached there");
      return true;
    } catch (UnknownHostException unknown) {
      checkup.failure(
          LISTENERS,
          what + ", which does not resolve here",
          "Correct advertised.listeners of the broker, or give the function that name's address.");
    } catch (IOException unreachable) {
      checkup.failure(
          LISTENERS,
          what + ", where nobody can be reached from here",
          "Correct advertised.listeners of the broker, or let the function through to it.");
    }
    return false;
  }

  private void rights(String name, Checkup checkup) {
    checkup.attempt(
        "rights",
        "Grant them: kafka-acls.sh --add --allow-principal User:... --operation Write"
            + " --operation Describe --topic "
            + name,
        () -> questions().rights(name));
  }

  private BrokerQuestions questions() {
    return new BrokerQuestions(properties.inForce());
  }
}
