package io.cvpfunctions.tagdevice;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.function.FakeRawRequest;
import io.cvpfunctions.function.FunctionHandler;
import io.cvpfunctions.function.Received;
import io.cvpfunctions.lab.cloudvision.CloudVisionSimulator;
import io.cvpfunctions.remote.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The function as its Handler runs it, with the lab's CloudVision. */
final class RunningFunction implements AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();

  private final FunctionHandler handler;

  private RunningFunction(FunctionHandler handler) {
    this.handler = handler;
  }

  /** More settings as name and value in turn. */
  static RunningFunction start(CloudVisionSimulator cloudVision, Path secrets, String... more) {
    Map<String, String> settings = settings(cloudVision, secrets);
    for (int i = 0; i < more.length; i += 2) settings.put(more[i], more[i + 1]);
    return new RunningFunction(
        FunctionHandler.start(
            TagDevice.NAME, TagDevice::from, () -> Settings.of(settings::get), Clock.systemUTC()));
  }

  static Map<String, String> settings(CloudVisionSimulator cloudVision, Path secrets) {
    String token = cloudVision.issueToken("tagger", Duration.ofHours(1));
    write(secrets.resolve("cloudvision-ca.pem"), cloudVision.caPem());
    write(secrets.resolve("cloudvision-token"), token + "\n");
    Map<String, String> settings = new HashMap<>();
    settings.put("secret_mount_path", secrets.toString());
    settings.put("cloudvision_url", cloudVision.url());
    settings.put("tag_label", "Site");
    settings.put("tag_value", "{to.name}");
    return settings;
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException noDisk) {
      throw new UncheckedIOException(noDisk);
    }
  }

  /** As a person calls it: nobody repeats it. */
  Received byHand(ObjectNode event) {
    return send(event, Map.of());
  }

  /** As the watcher calls it: until it is done. */
  Received toWatcher(ObjectNode event) {
    return send(event, Map.of("X-First-Attempt", "2026-01-02T03:04:05Z", "X-Chain", "caller"));
  }

  /** The same with so much time. */
  Received toWatcher(ObjectNode event, String timeout) {
    return send(event, Map.of("X-First-Attempt", "2026-01-02T03:04:05Z", "X-Timeout", timeout));
  }

  Received byHand(ObjectNode event, String timeout) {
    return send(event, Map.of("X-Timeout", timeout));
  }

  /** As who asks whether all is there. */
  Received checked() {
    return new Received(
        handler.handle(new FakeRawRequest("GET", new byte[0], Map.of(), Map.of("check", ""))));
  }

  private Received send(ObjectNode event, Map<String, String> headers) {
    byte[] body = event.toString().getBytes(StandardCharsets.UTF_8);
    return new Received(handler.handle(new FakeRawRequest("POST", body, headers)));
  }

  static ObjectNode sample() {
    try {
      return (ObjectNode) JSON.readTree(Files.readString(Path.of("sample.json")));
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  @Override
  public void close() {
    handler.close();
  }
}
