package io.cvpfunctions.kafka;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.ApiMessageType.ListenerType;
import org.apache.kafka.common.message.ApiVersionsResponseData;
import org.apache.kafka.common.message.InitProducerIdResponseData;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseBroker;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponsePartition;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseTopic;
import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.message.ProduceResponseData.PartitionProduceResponse;
import org.apache.kafka.common.message.ProduceResponseData.TopicProduceResponse;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.requests.ApiVersionsResponse;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.requests.RequestUtils;
import org.apache.kafka.common.requests.ResponseHeader;

/**
 * As much of a Kafka broker as a producer needs to get rid of records: in this process, for one
 * topic, and it forgets whatever it is sent.
 */
final class RehearsalBroker implements AutoCloseable {
  private static final int ID = 1;
  private static final Uuid TOPIC_ID = new Uuid(1, 1);
  private static final Set<ApiKeys> KNOWN =
      Set.of(ApiKeys.API_VERSIONS, ApiKeys.METADATA, ApiKeys.INIT_PRODUCER_ID, ApiKeys.PRODUCE);

  private final String topic;
  private final ServerSocket listening;

  private RehearsalBroker(String topic, ServerSocket listening) {
    this.topic = topic;
    this.listening = listening;
  }

  static RehearsalBroker of(String topic) throws IOException {
    ServerSocket listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    RehearsalBroker broker = new RehearsalBroker(topic, listening);
    run(broker::accept);
    return broker;
  }

  String address() {
    return listening.getInetAddress().getHostAddress() + ":" + listening.getLocalPort();
  }

  private static void run(Runnable work) {
    Thread thread = new Thread(work, "kafka-rehearsal");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        run(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (Socket open = client) {
      DataInputStream in = new DataInputStream(open.getInputStream());
      DataOutputStream out = new DataOutputStream(open.getOutputStream());
      while (true) {
        byte[] request = new byte[in.readInt()];
        in.readFully(request);
        out.write(answer(RequestHeader.parse(ByteBuffer.wrap(request))));
      }
    } catch (IOException closed) {
      // The producer has gone.
    }
  }

  /** With its length in front. */
  private byte[] answer(RequestHeader asked) {
    ResponseHeader header = asked.toResponseHeader();
    ByteBuffer answer =
        RequestUtils.serialize(
            header.data(), header.headerVersion(), answer(asked.apiKey()), asked.apiVersion());
    return ByteBuffer.allocate(Integer.BYTES + answer.remaining())
        .putInt(answer.remaining())
        .put(answer)
        .array();
  }

  private ApiMessage answer(ApiKeys asked) {
    switch (asked) {
      case METADATA:
        return metadata();
      case INIT_PRODUCER_ID:
        return new InitProducerIdResponseData().setProducerId(1).setProducerEpoch((short) 0);
      case PRODUCE:
        return taken();
      default:
        return new ApiVersionsResponseData()
            .setApiKeys(ApiVersionsResponse.collectApis(ListenerType.BROKER, KNOWN, false));
    }
  }

  private ApiMessage metadata() {
    MetadataResponseData metadata = new MetadataResponseData().setControllerId(ID);
    metadata
        .brokers()
        .add(
            new MetadataResponseBroker()
                .setNodeId(ID)
                .setHost(listening.getInetAddress().getHostAddress())
                .setPort(listening.getLocalPort()));
    MetadataResponsePartition partition =
        new MetadataResponsePartition()
            .setLeaderId(ID)
            .setReplicaNodes(List.of(ID))
            .setIsrNodes(List.of(ID));
    metadata
        .topics()
        .add(
            new MetadataResponseTopic()
                .setName(topic)
                .setTopicId(TOPIC_ID)
                .setPartitions(List.of(partition)));
    return metadata;
  }

  private ApiMessage taken() {
    ProduceResponseData answer = new ProduceResponseData();
    answer
        .responses()
        .add(
            new TopicProduceResponse()
                .setName(topic)
                .setTopicId(TOPIC_ID)
                .setPartitionResponses(List.of(new PartitionProduceResponse())));
    return answer;
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
