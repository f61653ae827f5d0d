package io.cvpfunctions.function;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.EventCodec;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.remote.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An echo function behind its handler, called as our runtime calls it. */
final class RunningFunction implements AutoCloseable {
  static final String TYPE = "cvp.device.moved";
  private static final EventCodec CODEC = new EventCodec();
  private static final Map<String, String> STRUCTURED =
      Map.of("Content-Type", EventCodec.STRUCTURED);

  final FakeFunction function = new FakeFunction();
  final Map<String, String> settings = new HashMap<>();
  private final Path secrets;
  private Clock clock = Clock.systemUTC();
  private FunctionHandler handler;

  private RunningFunction(Path secrets) {
    this.secrets = secrets;
    settings.put("secret_mount_path", secrets.toString());
  }

  static RunningFunction in(Path secrets) {
    return new RunningFunction(secrets);
  }

  RunningFunction with(String setting, String value) {
    settings.put(setting, value);
    return this;
  }

  RunningFunction at(Clock time) {
    clock = time;
    return this;
  }

  RunningFunction mount(String secret, String value) {
    try {
      Files.writeString(secrets.resolve(secret), value);
      return this;
    } catch (IOException noDisk) {
      throw new UncheckedIOException(noDisk);
    }
  }

  /** Started with the first request, so that settings can be set until then. */
  FunctionHandler handler() {
    if (handler == null) {
      handler =
          FunctionHandler.start("echo", this::started, () -> Settings.of(settings::get), clock);
    }
    return handler;
  }

  private EventFunction started(Settings read) {
    if (read.flag("wants_secret", false)) read.secret("fake-secret");
    return function;
  }

  Received send(CloudEvent event) {
    return send(event, Map.of());
  }

  Received send(CloudEvent event, Map<String, String> headers) {
    Map<String, String> all = new HashMap<>(STRUCTURED);
    all.putAll(headers);
    return send("POST", CODEC.structured(event), all);
  }

  Received send(List<CloudEvent> batch, Map<String, String> headers) {
    Map<String, String> all = new HashMap<>(headers);
    all.put("Content-Type", EventCodec.BATCH);
    return send("POST", CODEC.batch(batch), all);
  }

  Received send(String method, String body, Map<String, String> headers) {
    return send(method, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  Received send(String method, byte[] body, Map<String, String> headers) {
    return new Received(handler().handle(new FakeRawRequest(method, body, headers)));
  }

  /** {@code GET ?check}. */
  Received check(Map<String, String> headers) {
    return new Received(
        handler().handle(new FakeRawRequest("GET", new byte[0], headers, Map.of("check", ""))));
  }

  /** A move with that id, of that device. */
  static CloudEvent move(String id, String serialNumber) {
    var data = JsonNodeFactory.instance.objectNode();
    data.putObject("device").put("serialNumber", serialNumber);
    data.putObject("from").put("name", "Undefined");
    data.putObject("to").put("name", "DC1-Leaf");
    Instant time = Instant.parse("2026-01-02T03:04:05Z");
    return Events.first(TYPE, id, URI.create("https://cvp.example"), serialNumber, time, data);
  }

  @Override
  public void close() {
    if (handler != null) handler.close();
  }
}
