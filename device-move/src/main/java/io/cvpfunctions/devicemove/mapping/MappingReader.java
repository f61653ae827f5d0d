package io.cvpfunctions.devicemove.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.cvpfunctions.devicemove.Field;
import io.cvpfunctions.events.Container;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads one mapping, strict about what a person typed. Used once. */
final class MappingReader {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final List<String> PATTERNS = List.of("container", "path", "key");
  private static final List<String> MEANINGS =
      List.of("site", "location", "role", "tags", "status");

  private final List<String> problems = new ArrayList<>();

  Mapping read(String yaml) {
    JsonNode root = parse(yaml);
    List<Rule> rules = new ArrayList<>();
    Placement defaults = Placement.NONE;
    if (check(root, "the mapping", List.of("rules", "default"))) {
      rules.addAll(rules(root.path("rules")));
      defaults = defaults(root.path("default"));
    }
    if (!problems.isEmpty()) throw new MappingException(problems);
    return new Mapping(rules, defaults);
  }

  private JsonNode parse(String yaml) {
    try {
      JsonNode root = YAML.readTree(yaml);
      return root == null || root.isMissingNode() || root.isNull() ? YAML.createObjectNode() : root;
    } catch (JsonProcessingException wrong) {
      int line = wrong.getLocation() == null ? 0 : wrong.getLocation().getLineNr();
      throw new MappingException(
          List.of(
              "line "
                  + line
                  + ": not YAML: "
                  + wrong.getOriginalMessage().lines().findFirst().orElse("")));
    }
  }

  /** Whether it is an object; what it may not hold is a problem each. */
  private boolean check(JsonNode node, String where, List<String> known) {
    if (!node.isObject()) {
      problems.add(where + ": expected " + String.join(", ", known));
      return false;
    }
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                problems.add(where + ": " + name + " is not one of " + String.join(", ", known));
              }
            });
    return true;
  }

  private List<Rule> rules(JsonNode list) {
    List<Rule> rules = new ArrayList<>();
    if (list.isMissingNode() || list.isNull()) return rules;
    if (!list.isArray()) problems.add("rules: expected a list");
    for (int i = 0; list.isArray() && i < list.size(); i++) {
      rule(list.get(i), "rules[" + i + "]").ifPresent(rules::add);
    }
    return rules;
  }

  private Optional<Rule> rule(JsonNode node, String where) {
    List<String> known = new ArrayList<>(PATTERNS);
    known.addAll(MEANINGS);
    if (!check(node, where, known)) return Optional.empty();
    Optional<String> container = Optional.ofNullable(node.get("container")).map(JsonNode::asText);
    return which(node, where).map(which -> Rule.of(which, placement(node, where), container));
  }

  /** All patterns of a rule have to fit. */
  private Optional<Predicate<Container>> which(JsonNode node, String where) {
    Predicate<Container> which = null;
    for (String part : PATTERNS) {
      Optional<String> glob = text(node, part, where);
      if (glob.isEmpty()) continue;
      Predicate<Container> fits = Rule.where(part, Glob.of(glob.get()));
      which = which == null ? fits : which.and(fits);
    }
    if (which == null) problems.add(where + ": says of no container, path or key what it is for");
    return Optional.ofNullable(which);
  }

  private Placement defaults(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) return Placement.NONE;
    return check(node, "default", MEANINGS) ? placement(node, "default") : Placement.NONE;
  }

  private Placement placement(JsonNode node, String where) {
    Map<Field, String> values = new EnumMap<>(Field.class);
    for (String name : MEANINGS) {
      Optional<String> value =
          name.equals("tags") ? tags(node.path(name), where) : text(node, name, where);
      value.ifPresent(v -> values.put(Field.valueOf(name.toUpperCase(Locale.ROOT)), v));
    }
    return Placement.of(values);
  }

  private Optional<String> text(JsonNode node, String name, String where) {
    JsonNode value = node.path(name);
    if (value.isMissingNode()) return Optional.empty();
    String said = value.asText().trim();
    if (value.isValueNode() && !said.isBlank() && !value.isNull()) return Optional.of(said);
    problems.add(where + "." + name + ": expected a text");
    return Optional.empty();
  }

  private Optional<String> tags(JsonNode value, String where) {
    if (value.isMissingNode()) return Optional.empty();
    List<String> tags = new ArrayList<>();
    for (JsonNode tag : value) {
      String said = tag.asText().trim();
      if (tag.isValueNode() && !said.isBlank() && !said.contains(",")) {
        tags.add(said);
      } else {
        problems.add(where + ".tags: expected texts without a comma");
      }
    }
    if (!value.isArray()) problems.add(where + ".tags: expected a list");
    return tags.isEmpty() ? Optional.empty() : Optional.of(String.join(",", tags));
  }
}
