package io.cvpfunctions.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.validation.catalog.CatalogReader;
import io.cvpfunctions.validation.catalog.TestDefinition;
import io.cvpfunctions.validation.source.Source;
import io.cvpfunctions.validation.source.SourceReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Our own cases, one of each test: inputs, replies that are well, and the change that is not. */
public final class OwnCases {
  private static final Path FOLDER = Path.of("src", "test", "resources", "cases");
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * One of them; {@code failure} has {@code at}, {@code is} unless it is gone, and {@code says}.
   */
  public record OwnCase(
      String module, String test, JsonNode inputs, JsonNode replies, JsonNode failure) {
    public TestDefinition definition() {
      ObjectNode catalog = JSON.createObjectNode();
      catalog.putArray(module).addObject().set(test, inputs);
      return CatalogReader.read("cases", Source.of(catalog)).definitions().get(0);
    }

    @Override
    public String toString() {
      return module + "." + test;
    }
  }

  private OwnCases() {}

  public static List<OwnCase> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      List<OwnCase> all = new ArrayList<>();
      for (Path file : files.sorted().collect(Collectors.toList())) all.addAll(read(file));
      return all;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static List<OwnCase> read(Path file) throws IOException {
    String module = "anta.tests." + file.getFileName().toString().replace(".yml", "");
    List<OwnCase> cases = new ArrayList<>();
    for (Source.Entry entry : SourceReader.read(Files.readAllBytes(file)).entries()) {
      JsonNode fields = entry.value().toJson();
      JsonNode inputs = fields.has("inputs") ? fields.get("inputs") : JSON.createObjectNode();
      String test = entry.key().text();
      cases.add(new OwnCase(module, test, inputs, fields.path("replies"), fields.path("failure")));
    }
    return cases;
  }
}
