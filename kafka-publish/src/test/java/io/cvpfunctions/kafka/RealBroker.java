package io.cvpfunctions.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;

/** A real broker, or two, on free ports; it makes no topics by itself. */
final class RealBroker implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final KafkaClusterTestKit kit;

  private RealBroker(KafkaClusterTestKit kit) {
    this.kit = kit;
  }

  /** With SASL it knows the kit's users and asks its ACLs. */
  static RealBroker start(SecurityProtocol protocol) throws Exception {
    return start(1, protocol, Map.of());
  }

  /** Two of them in one cluster, with the numbers 0, which is the controller too, and 1. */
  static RealBroker pair() throws Exception {
    return start(2, SecurityProtocol.PLAINTEXT, Map.of());
  }

  /** One that sends its clients on to another address, as a broker behind something does. */
  static RealBroker advertising(String address) throws Exception {
    return start(
        1, SecurityProtocol.PLAINTEXT, Map.of("advertised.listeners", "EXTERNAL://" + address));
  }

  /** The same; it makes topics, as nobody gets to it to create any. */
  static RealBroker openAdvertising(String address) throws Exception {
    return start(
        1,
        SecurityProtocol.PLAINTEXT,
        Map.of(
            "advertised.listeners", "EXTERNAL://" + address, "auto.create.topics.enable", "true"));
  }

  /** The same, with passwords and ACLs; it makes topics, as nobody but its clients gets there. */
  static RealBroker securedAdvertising(String address) throws Exception {
    return start(
        1,
        SecurityProtocol.SASL_PLAINTEXT,
        Map.of(
            "advertised.listeners",
            "EXTERNAL://" + address,
            "auto.create.topics.enable",
            "true",
            "sasl.enabled.mechanisms",
            "PLAIN,SCRAM-SHA-512",
            "listener.name.external.scram-sha-512.sasl.jaas.config",
            "org.apache.kafka.common.security.scram.ScramLoginModule required;"));
  }

  private static RealBroker start(int brokers, SecurityProtocol protocol, Map<String, String> more)
      throws Exception {
    TestKitNodes nodes =
        new TestKitNodes.Builder()
            .setBrokerSecurityProtocol(protocol)
            .setControllerSecurityProtocol(protocol)
            .setCombined(true)
            .setNumBrokerNodes(brokers)
            .setNumControllerNodes(1)
            .build();
    KafkaClusterTestKit.Builder builder =
        new KafkaClusterTestKit.Builder(nodes)
            .setConfigProp("auto.create.topics.enable", "false")
            .setConfigProp("offsets.topic.replication.factor", "1")
            .setConfigProp("offsets.topic.num.partitions", "1")
            .setConfigProp("group.initial.rebalance.delay.ms", "0");
    more.forEach(builder::setConfigProp);
    KafkaClusterTestKit kit = builder.build();
    try {
      kit.format();
      kit.startup();
      kit.waitForReadyBrokers();
      return new RealBroker(kit);
    } catch (Exception | Error failure) {
      kit.close();
      throw failure;
    }
  }

  String servers() {
    return kit.bootstrapServers();
  }

  /** A topic that no other test writes to. */
  String newTopic(int partitions, Map<String, String> configs) throws Exception {
    String name = "t-" + UUID.randomUUID();
    createTopic(name, partitions, configs);
    return name;
  }

  void createTopic(String name, int partitions, Map<String, String> configs) throws Exception {
    try (Admin admin = kit.admin()) {
      NewTopic topic = new NewTopic(name, partitions, (short) 1).configs(configs);
      admin.createTopics(List.of(topic)).all().get();
    }
  }

  /** A topic of one partition on those brokers, the first of which leads it. */
  String newTopicOn(Integer... brokers) throws Exception {
    String name = "t-" + UUID.randomUUID();
    try (Admin admin = kit.admin()) {
      NewTopic topic = new NewTopic(name, Map.of(0, List.of(brokers)));
      admin.createTopics(List.of(topic)).all().get();
    }
    return name;
  }

  /** Makes that user's password for SCRAM another one. */
  void setPassword(String user, String password) throws Exception {
    ScramCredentialInfo how = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);
    try (Admin admin = kit.admin()) {
      admin
          .alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(user, how, password)))
          .all()
          .get();
    }
  }

  /** Lets a user write to a topic. */
  void allowWriting(String user, String topic) throws Exception {
    allow(user, topic, List.of(AclOperation.WRITE, AclOperation.DESCRIBE));
  }

  /** Lets a user know of a topic, and no more. */
  void allowDescribing(String user, String topic) throws Exception {
    allow(user, topic, List.of(AclOperation.DESCRIBE));
  }

  private void allow(String user, String topic, List<AclOperation> operations) throws Exception {
    ResourcePattern pattern = new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL);
    List<AclBinding> bindings = new ArrayList<>();
    for (AclOperation operation : operations) {
      var entry = new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW);
      bindings.add(new AclBinding(pattern, entry));
    }
    try (Admin admin = kit.admin()) {
      admin.createAcls(bindings).all().get();
    }
  }

  void stop() {
    kit.brokers().values().forEach(broker -> broker.shutdown());
    kit.brokers().values().forEach(broker -> broker.awaitShutdown());
  }

  /** One of several: what it leads another leads from then on. */
  void stop(int number) {
    kit.brokers().get(number).shutdown();
    kit.brokers().get(number).awaitShutdown();
  }

  void startAgain() {
    kit.brokers().values().forEach(broker -> broker.startup());
  }

  /** Reads the first records of a topic, of all partitions. */
  List<ConsumerRecord<String, String>> read(String topic, int count) {
    Map<String, Object> properties = Map.of("bootstrap.servers", servers());
    try (var consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      List<ConsumerRecord<String, String>> records = new ArrayList<>();
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (records.size() < count && System.nanoTime() < end) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
      if (records.size() < count) throw new AssertionError("only " + records);
      return records;
    }
  }

  /** Every record that is in a topic by now, those of a partition in its order. */
  List<ConsumerRecord<String, String>> readAll(String topic) throws Exception {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    try (Admin admin = kit.admin()) {
      int partitions =
          admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions().size();
      for (int i = 0; i < partitions; i++)
        ends.put(new TopicPartition(topic, i), OffsetSpec.latest());
      long count =
          admin.listOffsets(ends).all().get().values().stream()
              .mapToLong(end -> end.offset())
              .sum();
      return read(topic, Math.toIntExact(count));
    }
  }

  /** One header's value. */
  static String header(ConsumerRecord<?, ?> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  /** The headers in their order, as name=value. */
  static List<String> headers(ConsumerRecord<?, ?> record) {
    List<String> headers = new ArrayList<>();
    for (Header header : record.headers()) {
      headers.add(header.key() + "=" + new String(header.value(), StandardCharsets.UTF_8));
    }
    return headers;
  }

  @Override
  public void close() {
    try {
      kit.close();
    } catch (Exception failure) {
      throw new IllegalStateException("the broker does not stop", failure);
    }
  }
}
