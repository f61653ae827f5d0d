package io.cvpfunctions.kafka;

import io.cvpfunctions.function.FakeRawRequest;
import io.cvpfunctions.function.FunctionHandler;
import io.cvpfunctions.function.Received;
import io.cvpfunctions.remote.Settings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** The function as its Handler has it, with an environment from a test. */
final class TestFunction implements AutoCloseable {
  private final FunctionHandler handler;

  private TestFunction(FunctionHandler handler) {
    this.handler = handler;
  }

  static TestFunction with(Map<String, String> environment) {
    return new TestFunction(
        FunctionHandler.start(
            KafkaPublish.NAME,
            settings -> KafkaPublish.from(settings, environment),
            () -> Settings.of(environment::get),
            Clock.systemUTC()));
  }

  /** With that broker and topic, and what else is given as name, value, name, value. */
  static TestFunction with(String servers, String topic, String... more) {
    Map<String, String> environment = new HashMap<>();
    environment.put("kafka_bootstrap_servers", servers);
    environment.put("kafka_topic", topic);
    environment.put("secret_mount_path", Path.of("no-secrets").toString());
    for (int i = 0; i < more.length; i += 2) environment.put(more[i], more[i + 1]);
    return with(environment);
  }

  Received post(String body) {
    return post(body, Map.of());
  }

  Received post(String body, Map<String, String> headers) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return new Received(handler.handle(new FakeRawRequest("POST", bytes, headers)));
  }

  Received get() {
    return new Received(handler.handle(new FakeRawRequest("GET", new byte[0], Map.of())));
  }

  /** {@code GET ?check}. */
  Received check() {
    Map<String, String> query = Map.of("check", "");
    return new Received(handler.handle(new FakeRawRequest("GET", new byte[0], Map.of(), query)));
  }

  @Override
  public void close() {
    handler.close();
  }
}
