package io.cvpfunctions.slack.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.cvpfunctions.slack.message.BlockTemplate.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Reads one template, naming every problem of it at once. Not thread-safe. */
final class TemplateFile {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Pattern MENTION = Pattern.compile("<[!@#]");
  private static final Set<String> KEYS = Set.of("text", "blocks", "bar");
  private static final Set<String> BAR_KEYS = Set.of("color", "blocks");

  private final Consumer<String> problems;

  private TemplateFile(Consumer<String> problems) {
    this.problems = problems;
  }

  /** Of no use where there were problems. */
  static MessageTemplate read(String yaml, Consumer<String> problems) {
    TemplateFile file = new TemplateFile(problems);
    try {
      return file.template(YAML.readTree(yaml));
    } catch (JsonProcessingException broken) {
      problems.accept("is not YAML: " + broken.getOriginalMessage().lines().findFirst().orElse(""));
      return file.template(MissingNode.getInstance());
    }
  }

  private MessageTemplate template(JsonNode root) {
    onlyKeys(root, KEYS, "a template");
    if (!root.path("text").isTextual()) problems.accept("text is missing");
    JsonNode bar = root.path("bar");
    onlyKeys(bar, BAR_KEYS, "bar");
    Optional<Line> color =
        bar.has("color") ? Optional.of(line(bar.path("color"), "color")) : Optional.empty();
    return new MessageTemplate(
        line(root.path("text"), "text"),
        blocks(root.path("blocks"), "blocks"),
        color,
        blocks(bar.path("blocks"), "bar.blocks"));
  }

  private void onlyKeys(JsonNode node, Set<String> known, String what) {
    node.fieldNames()
        .forEachRemaining(
            key -> {
              if (!known.contains(key)) problems.accept(what + " has no " + key);
            });
  }

  private List<BlockTemplate> blocks(JsonNode list, String where) {
    List<BlockTemplate> blocks = new ArrayList<>();
    if (!list.isMissingNode() && !list.isArray()) problems.accept(where + " is not a list");
    for (int i = 0; i < list.size(); i++) {
      block(list.get(i), where + "[" + i + "]").ifPresent(blocks::add);
    }
    return blocks;
  }

  private Optional<BlockTemplate> block(JsonNode node, String where) {
    List<String> keys = new ArrayList<>();
    node.fieldNames().forEachRemaining(keys::add);
    keys.remove("each");
    Optional<Shape> shape = keys.size() == 1 ? shape(keys.get(0)) : Optional.empty();
    if (shape.isEmpty()) {
      problems.accept(where + " is not one of header, section, plain, fields, context");
      return Optional.empty();
    }
    Optional<String> each = Optional.ofNullable(node.get("each")).map(JsonNode::asText);
    JsonNode content = node.get(keys.get(0));
    if (shape.get() == Shape.FIELDS) {
      return Optional.of(BlockTemplate.fields(each, fields(content, where)));
    }
    return Optional.of(BlockTemplate.lines(shape.get(), each, lines(content, shape.get(), where)));
  }

  private static Optional<Shape> shape(String word) {
    for (Shape shape : Shape.values()) {
      if (shape.name().toLowerCase(Locale.ROOT).equals(word)) return Optional.of(shape);
    }
    return Optional.empty();
  }

  private Map<String, Line> fields(JsonNode map, String where) {
    Map<String, Line> fields = new LinkedHashMap<>();
    if (!map.isObject()) problems.accept(where + ": fields are LABEL: text");
    map.fieldNames().forEachRemaining(key -> fields.put(key, line(map.get(key), where)));
    return fields;
  }

  private List<Line> lines(JsonNode content, Shape shape, String where) {
    boolean several = shape == Shape.SECTION || shape == Shape.CONTEXT;
    if (!content.isArray() || !several) return List.of(line(content, where));
    List<Line> lines = new ArrayList<>();
    content.forEach(text -> lines.add(line(text, where)));
    return lines;
  }

  private Line line(JsonNode text, String where) {
    if (!text.isTextual() && !text.isMissingNode()) problems.accept(where + " is not text");
    if (MENTION.matcher(text.asText()).find()) {
      problems.accept(where + " mentions somebody, which only slack_rules can");
    }
    try {
      return Line.of(text.asText());
    } catch (IllegalArgumentException broken) {
      problems.accept(where + ": " + broken.getMessage());
      return Line.of("");
    }
  }
}
