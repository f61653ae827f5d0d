package io.cvpfunctions.kafka;

import io.cvpfunctions.function.EventFunction;
import io.cvpfunctions.function.FunctionContract;
import io.cvpfunctions.remote.Settings;
import java.util.Map;
import java.util.function.Function;

/** The promises of every function, kept without a broker. */
class KafkaPublishContractTest extends FunctionContract {
  private static final Map<String, String> ENVIRONMENT = Map.of("kafka_max_block_ms", "100");

  @Override
  protected String name() {
    return KafkaPublish.NAME;
  }

  @Override
  protected Function<Settings, EventFunction> factory() {
    return settings -> KafkaPublish.from(settings, ENVIRONMENT);
  }

  @Override
  protected Map<String, String> settings() {
    return Map.of("kafka_broker", "127.0.0.1:1");
  }

  @Override
  protected Map<String, String> secrets() {
    return Map.of("kafka.properties", "ssl.key.password=hush-hush");
  }

  @Override
  protected Map<String, String> threeWrongSettings() {
    return Map.of("kafka_broker", "nowhere", "kafka_topic", "a b", "kafka_format", "xml");
  }

  @Override
  protected boolean takesEveryType() {
    return true;
  }
}
