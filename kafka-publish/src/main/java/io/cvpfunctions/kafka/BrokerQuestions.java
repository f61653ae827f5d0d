package io.cvpfunctions.kafka;

import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.acl.AclOperation;

/** Asks brokers what a producer cannot: which of them there are, and what we may do. */
final class BrokerQuestions {
  private final Map<String, Object> properties;
  private final BrokerProbe probe;
  private final KafkaFailures failures;

  /** Asks as a producer of those properties would, and as long as that waits for metadata. */
  BrokerQuestions(Map<String, Object> producer) {
    properties = new HashMap<>(producer);
    properties.keySet().retainAll(AdminClientConfig.configNames());
    Object patience = producer.get(ProducerConfig.MAX_BLOCK_MS_CONFIG);
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, patience);
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, patience);
    probe = BrokerProbe.of(producer);
    failures = new KafkaFailures(() -> producer);
  }

  /** The brokers as they call themselves. */
  Collection<Node> brokers() {
    return ask("the cluster", admin -> admin.describeCluster().nodes());
  }

  /**
   * What we may do with a topic, for people.
   *
   * @throws CallFailedException where we may not write to it
   */
  String rights(String topic) {
    DescribeTopicsOptions options = new DescribeTopicsOptions().includeAuthorizedOperations(true);
    Set<AclOperation> allowed =
        ask(
                topic,
                admin -> admin.describeTopics(List.of(topic), options).topicNameValues().get(topic))
            .authorizedOperations();
    if (allowed == null || allowed.contains(AclOperation.WRITE)) return "we may write to " + topic;
    String what = "we may not write to " + topic + ", only " + allowed;
    throw CallFailedException.of(KafkaCluster.NAME, Kind.OPERATOR, what);
  }

  private <T> T ask(String about, Question<T> question) {
    probe.look();
    try (Admin admin = Admin.create(properties)) {
      return question.of(admin).get();
    } catch (ExecutionException failed) {
      throw failures.ofAsking(failed.getCause(), about);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw CallFailedException.of(KafkaCluster.NAME, Kind.OUT_OF_TIME, "interrupted");
    } catch (KafkaException notMade) {
      throw failures.ofMaking(notMade);
    }
  }

  /** One request of the client for administrators. */
  private interface Question<T> {
    KafkaFuture<T> of(Admin admin);
  }
}
