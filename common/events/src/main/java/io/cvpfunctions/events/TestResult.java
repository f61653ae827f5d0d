package io.cvpfunctions.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** How one test ended on one device, with the keys of an ANTA result. */
public final class TestResult {
  private final String name;
  private final String module;
  private final String test;
  private final List<String> categories;
  private final String description;
  private final Verdict result;
  private final List<String> messages;
  private final List<AtomicResult> atomicResults;
  private final String customField;
  private final JsonNode inputs;

  private TestResult(Builder builder) {
    name = Objects.requireNonNull(builder.name, "name");
    module = builder.module;
    test = Objects.requireNonNull(builder.test, "test");
    categories = List.copyOf(builder.categories);
    description = builder.description;
    result = Objects.requireNonNull(builder.result, "result");
    messages = List.copyOf(builder.messages);
    atomicResults = List.copyOf(builder.atomicResults);
    customField = builder.customField;
    inputs = builder.inputs;
  }

  /** Starts the result of {@code test}, a name such as VerifyNTP, on the device {@code name}. */
  public static Builder builder(String name, String test) {
    return new Builder(name, test);
  }

  /** Reads one element of a report's {@code results}. */
  public static TestResult from(DataReader data) {
    return builder(data.requiredText("name"), data.requiredText("test"))
        .module(data.text("module").orElse(null))
        .categories(data.texts("categories"))
        .description(data.text("description").orElse(null))
        .result(Verdict.from(data, "result"), data.texts("messages"))
        .atomicResults(data.objects("atomic_results", AtomicResult::from))
        .customField(data.text("custom_field").orElse(null))
        .inputs(data.any("inputs").isMissingNode() ? null : data.any("inputs"))
        .build();
  }

  /** The device's name. */
  public String name() {
    return name;
  }

  /** ANTA's module, such as {@code anta.tests.system}. */
  public Optional<String> module() {
    return Optional.ofNullable(module);
  }

  public String test() {
    return test;
  }

  public List<String> categories() {
    return categories;
  }

  public Optional<String> description() {
    return Optional.ofNullable(description);
  }

  public Verdict result() {
    return result;
  }

  public List<String> messages() {
    return messages;
  }

  public List<AtomicResult> atomicResults() {
    return atomicResults;
  }

  public Optional<String> customField() {
    return Optional.ofNullable(customField);
  }

  /** What the catalog gave the test, as JSON. */
  public Optional<JsonNode> inputs() {
    return Optional.ofNullable(inputs);
  }

  /** The result as a report carries it; the keys after {@code test} are ANTA's, in its order. */
  public ObjectNode toJson() {
    ObjectNode node = Json.object().put("name", name);
    Json.put(node, "module", module());
    node.put("test", test);
    ArrayNode words = node.putArray("categories");
    categories.forEach(words::add);
    Json.put(node, "description", description());
    node.put("result", result.word());
    ArrayNode texts = node.putArray("messages");
    messages.forEach(texts::add);
    ArrayNode parts = node.putArray("atomic_results");
    atomicResults.forEach(part -> parts.add(part.toJson()));
    node.put("custom_field", customField);
    if (inputs != null) node.set("inputs", inputs);
    return node;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TestResult && ((TestResult) other).toJson().equals(toJson());
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, test, result, messages);
  }

  @Override
  public String toString() {
    return test + " " + result + " " + messages;
  }

  /** Gathers a result. Not thread-safe. */
  public static final class Builder {
    private final String name;
    private final String test;
    private String module;
    private List<String> categories = List.of();
    private String description;
    private Verdict result;
    private List<String> messages = List.of();
    private List<AtomicResult> atomicResults = List.of();
    private String customField;
    private JsonNode inputs;

    private Builder(String name, String test) {
      this.name = name;
      this.test = test;
    }

    public Builder module(String value) {
      module = value;
      return this;
    }

    public Builder categories(List<String> value) {
      categories = value;
      return this;
    }

    public Builder description(String value) {
      description = value;
      return this;
    }

    public Builder result(Verdict value, List<String> why) {
      result = value;
      messages = why;
      return this;
    }

    public Builder atomicResults(List<AtomicResult> value) {
      atomicResults = value;
      return this;
    }

    public Builder customField(String value) {
      customField = value;
      return this;
    }

    public Builder inputs(JsonNode value) {
      inputs = value;
      return this;
    }

    /** Throws NullPointerException where the result itself was not given. */
    public TestResult build() {
      return new TestResult(this);
    }
  }

  /** One part of a test that judges several things, each for itself. */
  public static final class AtomicResult {
    private final String description;
    private final Verdict result;
    private final List<String> messages;

    private AtomicResult(String description, Verdict result, List<String> messages) {
      this.description = description;
      this.result = result;
      this.messages = List.copyOf(messages);
    }

    /** The description names the part, such as {@code Interface: Ethernet1}. */
    public static AtomicResult of(String description, Verdict result, List<String> messages) {
      return new AtomicResult(
          Objects.requireNonNull(description, "description"),
          Objects.requireNonNull(result, "result"),
          messages);
    }

    static AtomicResult from(DataReader data) {
      return of(
          data.requiredText("description"), Verdict.from(data, "result"), data.texts("messages"));
    }

    public String description() {
      return description;
    }

    public Verdict result() {
      return result;
    }

    public List<String> messages() {
      return messages;
    }

    ObjectNode toJson() {
      ObjectNode node = Json.object().put("description", description).put("result", result.word());
      ArrayNode texts = node.putArray("messages");
      messages.forEach(texts::add);
      return node;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof AtomicResult && ((AtomicResult) other).toJson().equals(toJson());
    }

    @Override
    public int hashCode() {
      return Objects.hash(description, result, messages);
    }

    @Override
    public String toString() {
      return description + " " + result + " " + messages;
    }
  }
}
