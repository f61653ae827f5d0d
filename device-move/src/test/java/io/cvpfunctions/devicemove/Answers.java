package io.cvpfunctions.devicemove;

import com.openfaas.model.Request;
import io.cvpfunctions.function.FakeRawRequest;
import io.cvpfunctions.function.FunctionHandler;
import io.cvpfunctions.function.Received;
import io.cvpfunctions.remote.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** A device-move that a test talks to as the gateway does. */
final class Answers implements AutoCloseable {
  private final FunctionHandler handler;

  private Answers(FunctionHandler handler) {
    this.handler = handler;
  }

  /** One with those settings. */
  static Answers with(Map<String, String> settings) {
    return new Answers(
        FunctionHandler.start(
            DeviceMoveFunction.NAME,
            DeviceMoveFunction::from,
            () -> Settings.of(settings::get),
            Clock.systemUTC()));
  }

  /** One that records in memory. */
  static Answers inMemory() {
    return with(
        Map.of(
            "cmdb", "jdbc",
            "cmdb_url", "jdbc:sqlite::memory:",
            "chain_to", "notify-slack run-validation"));
  }

  /** The answer to the watcher, which follows the chain itself. */
  Received toWatcher(String body) {
    return asked("", body);
  }

  /** The same for an address with a query. */
  Received asked(String query, String body) {
    Map<String, String> headers = new HashMap<>();
    headers.put("X-Chain", "caller");
    headers.put("X-Call-Id", "the-call");
    return new Received(handler.handle(new Request(body, headers, query, "/")));
  }

  /** The answer to whoever asks whether all is there. */
  Received checked() {
    return new Received(
        handler.handle(new FakeRawRequest("GET", new byte[0], Map.of(), Map.of("check", ""))));
  }

  static String sample() {
    return read(Path.of("sample.json"));
  }

  static String golden(String name) {
    return read(Path.of("src/test/resources/golden", name));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  @Override
  public void close() {
    handler.close();
  }
}
