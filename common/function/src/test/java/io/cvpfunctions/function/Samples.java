package io.cvpfunctions.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Bodies as they come: of the watcher, of CloudVision itself, and of people. */
final class Samples {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Path OWN = Path.of("sample.json");

  private Samples() {}

  /** One of each kind, and the sample in the function's own folder, if it has one. */
  static List<String> bodies() {
    List<String> bodies = new ArrayList<>();
    try (InputStream requests = Samples.class.getResourceAsStream("requests.json")) {
      for (JsonNode each : JSON.readTree(requests)) bodies.add(each.toString());
      if (Files.exists(OWN)) bodies.add(Files.readString(OWN));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return bodies;
  }
}
