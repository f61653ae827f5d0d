package io.cvpfunctions.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.openfaas.model.IResponse;
import com.openfaas.model.Request;
import io.cvpfunctions.function.FakeRawRequest;
import io.cvpfunctions.function.FunctionHandler;
import io.cvpfunctions.remote.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** The function as its Handler runs it, with a webhook of the test's choice. */
final class RunningFunction implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final FunctionHandler handler;

  private RunningFunction(FunctionHandler handler) {
    this.handler = handler;
  }

  static RunningFunction start(Path secrets, String webhook, String... settings)
      throws IOException {
    Files.writeString(secrets.resolve("slack-webhook-url"), webhook + "\n");
    return with(secrets, settings);
  }

  /** With the secrets that are there already. */
  static RunningFunction with(Path secrets, String... settings) {
    Map<String, String> all = new HashMap<>(Map.of("secret_mount_path", secrets.toString()));
    all.put("slack_pace", "0s");
    for (int i = 0; i < settings.length; i += 2) {
      all.put(settings[i], settings[i + 1]);
    }
    return new RunningFunction(
        FunctionHandler.start(
            "notify-slack", NotifySlack::from, () -> Settings.of(all::get), Clock.systemUTC()));
  }

  Answered post(String body, String... headers) {
    Map<String, String> all = new HashMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      all.put(headers[i], headers[i + 1]);
    }
    IResponse response = handler.handle(new Request(body, all, "", "/"));
    return new Answered(
        response.getStatusCode(), response.getBody(), response.getHeader("Retry-After"));
  }

  /** What it answers to whoever asks whether all is there. */
  JsonNode checked() {
    IResponse response =
        handler.handle(new FakeRawRequest("GET", new byte[0], Map.of(), Map.of("check", "")));
    return Samples.json(response.getBody());
  }

  @Override
  public void close() {
    handler.close();
  }

  record Answered(int status, String body, String retryAfter) {
    JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException notJson) {
        throw new AssertionError(body, notJson);
      }
    }
  }
}
