package io.cvpfunctions.lab.openfaas;

import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The keys of a stack.yml as they are written; what is not there is null. */
record StackYaml(
    String version,
    Provider provider,
    Map<String, Function> functions,
    Configuration configuration) {

  private static final PropertyNamingStrategies.SnakeCaseStrategy SNAKE_CASE =
      new PropertyNamingStrategies.SnakeCaseStrategy();

  private static final YAMLMapper YAML =
      YAMLMapper.builder(
              YAMLFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
                  .build())
          .propertyNamingStrategy(SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.ACCEPT_EMPTY_STRING_AS_NULL_OBJECT)
          .build();

  record Provider(String name, String gateway) {}

  record Configuration(List<Template> templates, List<String> copy) {}

  record Template(String name, String source) {}

  record Function(
      String lang,
      String handler,
      String image,
      String fprocess,
      String namespace,
      String platforms,
      Boolean skipBuild,
      Boolean readonlyRootFilesystem,
      Map<String, String> environment,
      List<String> environmentFile,
      List<String> secrets,
      Map<String, String> labels,
      Map<String, String> annotations,
      Map<String, String> limits,
      Map<String, String> requests,
      List<String> constraints,
      Map<String, String> buildArgs,
      List<String> buildOptions,
      Map<String, String> buildSecrets) {}

  record EnvironmentFile(Map<String, String> environment) {}

  /** Reads YAML as one of these. */
  static <T> T read(String yaml, Class<T> type) {
    try {
      T read = YAML.readValue(yaml, type);
      if (read == null) throw new StackFileException("the file is empty");
      return read;
    } catch (JsonProcessingException e) {
      throw new StackFileException(e.getOriginalMessage() + place(e), e);
    }
  }

  private static String place(JsonProcessingException e) {
    return e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
  }

  /** The keys that faas-cli knows nothing of and passes over, each with its path. */
  static List<String> unknownKeys(String yaml) throws JsonProcessingException {
    JsonNode root = YAML.readTree(yaml);
    List<String> unknown = new ArrayList<>(unknown(root, "", StackYaml.class));
    unknown.addAll(unknown(root.path("provider"), "provider.", Provider.class));
    unknown.addAll(unknown(root.path("configuration"), "configuration.", Configuration.class));
    root.path("functions")
        .properties()
        .forEach(
            function ->
                unknown.addAll(
                    unknown(
                        function.getValue(),
                        "functions." + function.getKey() + ".",
                        Function.class)));
    return unknown;
  }

  private static List<String> unknown(JsonNode node, String path, Class<?> type) {
    Set<String> known =
        Stream.of(type.getRecordComponents())
            .map(component -> SNAKE_CASE.translate(component.getName()))
            .collect(toSet());
    return node.properties().stream()
        .map(Map.Entry::getKey)
        .filter(key -> !known.contains(key))
        .map(key -> "unknown key " + path + key)
        .toList();
  }
}
