package io.cvpfunctions.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads the data of an event field by field, ignoring unknown fields and gathering every problem.
 *
 * <p>Not thread-safe. {@link #read} is the way in: it throws once, after everything has been read.
 */
public final class DataReader {
  /** Stands in for a required text that is missing, until the problem is thrown. */
  static final String MISSING = "?";

  private final JsonNode node;
  private final String path;
  private final List<String> problems;

  private DataReader(JsonNode node, String path, List<String> problems) {
    this.node = node;
    this.path = path;
    this.problems = problems;
  }

  /**
   * Reads one value out of {@code data}.
   *
   * @throws EventDataException naming every field that is missing or of the wrong kind
   */
  public static <T> T read(JsonNode data, Function<DataReader, T> reading) {
    List<String> problems = new ArrayList<>();
    if (data == null || !data.isObject()) {
      throw new EventDataException(List.of("data: expected a JSON object"));
    }
    T value = reading.apply(new DataReader(data, "data", problems));
    if (!problems.isEmpty()) throw new EventDataException(problems);
    return value;
  }

  /** The text of {@code name}; absent, null and blank are all empty. */
  public Optional<String> text(String name) {
    JsonNode value = node.path(name);
    if (value.isMissingNode() || value.isNull()) return Optional.empty();
    if (!value.isValueNode()) {
      problem(name, "expected text");
      return Optional.empty();
    }
    String text = value.asText();
    return text.isBlank() ? Optional.empty() : Optional.of(text);
  }

  /** The text of {@code name}, which must be there; a problem where it is not. */
  public String requiredText(String name) {
    Optional<String> text = text(name);
    if (text.isEmpty()) problem(name, "is missing");
    return text.orElse(MISSING);
  }

  /** The truth of {@code name}, or the fallback where it is absent. */
  public boolean flag(String name, boolean fallback) {
    JsonNode value = node.path(name);
    if (value.isMissingNode() || value.isNull()) return fallback;
    if (!value.isBoolean()) {
      problem(name, "expected true or false");
      return fallback;
    }
    return value.booleanValue();
  }

  /** The whole number of {@code name}, or the fallback where it is absent. */
  public long number(String name, long fallback) {
    JsonNode value = node.path(name);
    if (value.isMissingNode() || value.isNull()) return fallback;
    if (!value.canConvertToExactIntegral()) {
      problem(name, "expected a whole number");
      return fallback;
    }
    return value.longValue();
  }

  /** The moment of {@code name}, written as RFC 3339 has it. */
  public Optional<Instant> time(String name) {
    Optional<String> text = text(name);
    if (text.isEmpty()) return Optional.empty();
    try {
      return Optional.of(OffsetDateTime.parse(text.get()).toInstant());
    } catch (DateTimeException notATime) {
      problem(name, "expected a time such as 2026-01-02T03:04:05Z");
      return Optional.empty();
    }
  }

  /** The object {@code name}, read by {@code reading}; empty where it is absent. */
  public <T> Optional<T> object(String name, Function<DataReader, T> reading) {
    JsonNode value = node.path(name);
    if (value.isMissingNode() || value.isNull()) return Optional.empty();
    if (!value.isObject()) {
      problem(name, "expected an object");
      return Optional.empty();
    }
    return Optional.of(reading.apply(child(value, name)));
  }

  /** The object {@code name}, which must be there; a problem, and an empty object read, if not. */
  public <T> T requiredObject(String name, Function<DataReader, T> reading) {
    Optional<T> value = object(name, reading);
    if (value.isPresent()) return value.get();
    problem(name, "is missing");
    List<String> saidAlready = new ArrayList<>();
    JsonNode nothing = JsonNodeFactory.instance.objectNode();
    return reading.apply(new DataReader(nothing, path + "." + name, saidAlready));
  }

  /** The texts of the array {@code name}; none where it is absent. */
  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (JsonNode element : array(name)) {
      if (element.isValueNode()) texts.add(element.asText());
      else problem(name, "expected a list of texts");
    }
    return texts;
  }

  /** The objects of the array {@code name}; none where it is absent. */
  public <T> List<T> objects(String name, Function<DataReader, T> reading) {
    List<T> values = new ArrayList<>();
    int index = 0;
    for (JsonNode element : array(name)) {
      String at = name + "[" + index++ + "]";
      if (element.isObject()) values.add(reading.apply(child(element, at)));
      else problem(at, "expected an object");
    }
    return values;
  }

  /** The value of {@code name} as it stands, for what is passed on unread. */
  public JsonNode any(String name) {
    return node.path(name);
  }

  /** Notes that {@code name} is not as it should be; the first to be said of it is the reason. */
  public void problem(String name, String what) {
    String field = path + "." + name + ": ";
    if (problems.stream().noneMatch(said -> said.startsWith(field))) problems.add(field + what);
  }

  private Iterable<JsonNode> array(String name) {
    JsonNode value = node.path(name);
    if (value.isMissingNode() || value.isNull()) return List.of();
    if (!value.isArray()) {
      problem(name, "expected a list");
      return List.of();
    }
    return value;
  }

  private DataReader child(JsonNode value, String name) {
    return new DataReader(value, path + "." + name, problems);
  }
}
