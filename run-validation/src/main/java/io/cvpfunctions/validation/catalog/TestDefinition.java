package io.cvpfunctions.validation.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.NetworkTest;
import io.cvpfunctions.validation.inputs.Inputs;
import io.cvpfunctions.validation.source.Source;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One entry of a catalog: a test with its inputs, and on which devices it runs. Immutable. */
public final class TestDefinition {
  private static final String SECRET = "community_string";

  private final NetworkTest test;
  private final Inputs inputs;
  private final Source source;
  private final Set<String> tags;
  private final Overwrite overwrite;
  private volatile JsonNode written;

  TestDefinition(
      NetworkTest test, Inputs inputs, Source source, Set<String> tags, Overwrite overwrite) {
    this.test = test;
    this.inputs = inputs;
    this.source = source;
    this.tags = tags;
    this.overwrite = overwrite;
  }

  public NetworkTest test() {
    return test;
  }

  public Inputs inputs() {
    return inputs;
  }

  /** The inputs as they stand in the catalog, without secrets; made once, for the first result. */
  public JsonNode written() {
    if (written == null) written = masked(source.toJson());
    return written;
  }

  private static JsonNode masked(JsonNode inputs) {
    for (JsonNode holder : inputs.findParents(SECRET)) ((ObjectNode) holder).put(SECRET, "***");
    return inputs;
  }

  /** What to ask the device, in this order. */
  public List<Command> commands() {
    return test.commands(inputs);
  }

  /** Devices need one of these tags; none means every device. */
  public Set<String> tags() {
    return tags;
  }

  /** What the result says instead of what the test would. */
  public Overwrite overwrite() {
    return overwrite;
  }

  @Override
  public String toString() {
    return test + " " + inputs;
  }

  /** What {@code result_overwrite} replaces in a result; empty values replace nothing. */
  public static final class Overwrite {
    static final Overwrite NOTHING = new Overwrite(List.of(), null, null);

    private final List<String> categories;
    private final String description;
    private final String customField;

    Overwrite(List<String> categories, String description, String customField) {
      this.categories = categories;
      this.description = description;
      this.customField = customField;
    }

    public Optional<List<String>> categories() {
      return Optional.of(categories).filter(words -> !words.isEmpty());
    }

    public Optional<String> description() {
      return Optional.ofNullable(description).filter(text -> !text.isEmpty());
    }

    public Optional<String> customField() {
      return Optional.ofNullable(customField).filter(text -> !text.isEmpty());
    }
  }
}
