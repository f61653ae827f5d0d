package io.cvpfunctions.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.openfaas.model.IResponse;
import com.openfaas.model.Request;
import io.cvpfunctions.function.FunctionHandler;
import io.cvpfunctions.lab.eos.EosSwitch;
import io.cvpfunctions.remote.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The function as its Handler starts it, with settings and secrets that a test can change. */
final class FunctionUnderTest implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Map<String, String> settings = new HashMap<>();
  private final Path secrets;
  private FunctionHandler handler;

  /** The usual settings for switches on this machine, known by their pins. */
  FunctionUnderTest(Path secrets) {
    this.secrets = secrets;
    set("secret_mount_path", secrets.toString());
    set("eapi_allowed_networks", "127.0.0.0/8");
    secret("eapi-username", "admin").secret("eapi-password", "arista");
  }

  FunctionUnderTest(Path secrets, EosSwitch known) {
    this(secrets);
    set("eapi_port", Integer.toString(known.port()));
    secret("eapi-pins", "JPE00000001 " + known.sha256() + "\n");
  }

  FunctionUnderTest set(String name, String value) {
    settings.put(name, value);
    return this;
  }

  FunctionUnderTest secret(String name, String value) {
    try {
      Files.writeString(secrets.resolve(name), value);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
    return this;
  }

  FunctionHandler start() {
    return start(Clock.systemUTC());
  }

  FunctionHandler start(Clock clock) {
    handler =
        FunctionHandler.start(
            "run-validation",
            s -> RunValidation.from(s, clock),
            () -> Settings.of(settings::get),
            clock);
    return handler;
  }

  /** Posts a body; headers alternate name and value. */
  IResponse post(String body, String query, String... headers) {
    if (handler == null) start();
    Map<String, String> named = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (int i = 0; i < headers.length; i += 2) named.put(headers[i], headers[i + 1]);
    return handler.handle(new Request(body, named, query, "/"));
  }

  /** The JSON that a call with that body answers. */
  JsonNode ask(String body) {
    return json(post(body, ""));
  }

  static JsonNode json(IResponse response) {
    try {
      return MAPPER.readTree(response.getBody());
    } catch (IOException notJson) {
      throw new AssertionError(response.getBody(), notJson);
    }
  }

  @Override
  public void close() {
    if (handler != null) handler.close();
  }
}
