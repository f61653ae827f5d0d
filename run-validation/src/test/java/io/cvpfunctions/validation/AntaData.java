package io.cvpfunctions.validation;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * ANTA's reference data, which lies beside this project or nowhere. Tests that need it are skipped
 * without it, unless {@code ANTA_REQUIRED} says that it must be there.
 */
public final class AntaData {
  private static final Path FOLDER = Path.of("..", "..", "shared", "anta");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private AntaData() {}

  /** One file or folder of it. */
  public static Path path(String name) {
    return required(FOLDER.resolve(name), System.getenv("ANTA_REQUIRED"));
  }

  /** Skips the test without that file, or fails it where {@code demand} is true. */
  static Path required(Path path, String demand) {
    boolean there = Files.exists(path);
    if (!there && "true".equals(demand)) {
      throw new AssertionError(
          path.toAbsolutePath().normalize()
              + " is missing: with ANTA_REQUIRED=true verdicts must be held to ANTA's own, so put"
              + " its reference data there, or unset it to skip this test");
    }
    assumeTrue(there, () -> "no " + path + " beside the repository");
    return path;
  }

  public static JsonNode json(String name) throws IOException {
    return MAPPER.readTree(path(name).toFile());
  }

  /** Every vector by its id. */
  static Map<String, JsonNode> vectors() throws IOException {
    Map<String, JsonNode> vectors = new LinkedHashMap<>();
    try (Stream<Path> files = Files.list(path("vectors"))) {
      for (Path file : files.sorted().collect(Collectors.toList())) {
        JsonNode all = MAPPER.readTree(file.toFile());
        for (JsonNode vector : all.isArray() ? all : all.path("vectors")) {
          vectors.put(vector.path("id").asText(), vector);
        }
      }
    }
    return vectors;
  }

  /** Changes of one place in a vector each, with what ANTA says then. */
  static List<JsonNode> mutants() throws IOException {
    return List.of(MAPPER.treeToValue(json("mutants.json"), JsonNode[].class));
  }
}
