package io.cvpfunctions.tagdevice;

import com.fasterxml.jackson.databind.JsonNode;
import io.cvpfunctions.events.EventDataException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text with fields of an event's data in it: {@code {to.name}-{device.modelName}}. Immutable. */
final class ValueTemplate {
  private static final Pattern FIELD = Pattern.compile("\\{([A-Za-z0-9_]+(?:\\.[A-Za-z0-9_]+)*)}");

  private final String text;

  private ValueTemplate(String text) {
    this.text = text;
  }

  /**
   * Reads a template.
   *
   * @throws IllegalArgumentException where a brace is not one of a field
   */
  static ValueTemplate parse(String text) {
    String literal = FIELD.matcher(text).replaceAll("");
    if (literal.contains("{") || literal.contains("}")) {
      throw new IllegalArgumentException(
          "a field is a path into the event's data, such as {to.name}");
    }
    return new ValueTemplate(text);
  }

  /**
   * The text with the event's values.
   *
   * @throws EventDataException naming every field that the event lacks
   */
  String fill(JsonNode data) {
    List<String> missing = new ArrayList<>();
    Matcher field = FIELD.matcher(text);
    String filled =
        field.replaceAll(found -> Matcher.quoteReplacement(value(data, found.group(1), missing)));
    if (!missing.isEmpty()) throw new EventDataException(missing);
    return filled.trim();
  }

  private static String value(JsonNode data, String path, List<String> missing) {
    JsonNode value = data.at("/" + path.replace('.', '/'));
    if (value.isValueNode() && !value.asText().isBlank() && !value.isNull()) return value.asText();
    missing.add("data." + path + ": is missing, and tag_value is made of it");
    return "";
  }

  @Override
  public String toString() {
    return text;
  }
}
