package io.cvpfunctions.tagdevice;

import com.fasterxml.jackson.databind.JsonNode;
import io.cvpfunctions.remote.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which tag goes where, as the settings have it. Immutable. */
final class TagRule {
  private final String label;
  private final String watchedLabels;
  private final TagOperation operation;
  private final ElementKind kind;
  private final Optional<ValueTemplate> value;

  private TagRule(
      String label,
      String watchedLabels,
      TagOperation operation,
      ElementKind kind,
      Optional<ValueTemplate> value) {
    this.label = label;
    this.watchedLabels = watchedLabels;
    this.operation = operation;
    this.kind = kind;
    this.value = value;
  }

  /** Reads the settings that begin with {@code tag_}, and which labels the watcher listens to. */
  static TagRule from(Settings settings) {
    String label = settings.requiredText("tag_label", "say which label the tag has, such as Site");
    String word = TagOperation.ASSIGN.word();
    TagOperation operation =
        TagOperation.of(settings.oneOf("tag_operation", word, TagOperation.WORDS));
    String device = ElementKind.DEVICE.word();
    ElementKind kind = ElementKind.of(settings.oneOf("tag_element", device, ElementKind.WORDS));
    String watched = settings.text("watcher_tag_labels", "Container");
    refuseLoop(label, watched, settings);
    return new TagRule(label, watched, operation, kind, template(operation, settings));
  }

  /** A tag that the watcher tells of again is told to this function again, without an end. */
  private static void refuseLoop(String label, String watched, Settings settings) {
    if (!List.of(watched.split("[\\s,]+")).contains(label)) return;
    settings.problem(
        "tag_label="
            + label
            + " is a label that the watcher tells moves by (watcher_tag_labels): each tag would be"
            + " a move, and each move a tag; choose another");
  }

  private static Optional<ValueTemplate> template(TagOperation operation, Settings settings) {
    Optional<String> text = settings.optionalText("tag_value");
    if (text.isEmpty() && operation != TagOperation.REMOVE) {
      settings.problem("tag_value is not set: say what the tag's value is, such as {to.name}");
    }
    try {
      return text.map(ValueTemplate::parse);
    } catch (IllegalArgumentException wrong) {
      settings.problem("tag_value=" + text.orElse("") + " is wrong: " + wrong.getMessage());
      return Optional.empty();
    }
  }

  String label() {
    return label;
  }

  /** What the watcher is said to listen to; this label is not among it. */
  String watchedLabels() {
    return watchedLabels;
  }

  /** Of what carries the tag. */
  String elementType() {
    return kind.type();
  }

  /** Whether nothing found is nothing to do, so that it had better be true. */
  boolean onlyRemoves() {
    return operation == TagOperation.REMOVE;
  }

  /** Whether the event is told since a tag of this very label has changed. */
  boolean isToldBy(JsonNode data) {
    return data.at("/to/label").asText().equals(label)
        || data.at("/from/label").asText().equals(label);
  }

  List<Element> elements(JsonNode data) {
    return kind.in(data);
  }

  /** Empty where every value is meant. */
  String value(JsonNode data) {
    return value.map(template -> template.fill(data)).orElse("");
  }

  /** What is to be changed of an element that has those values now. */
  List<TagChange> changes(Element element, Set<String> now, String wanted) {
    List<TagChange> changes = new ArrayList<>();
    for (Map.Entry<String, Boolean> each : operation.changes(now, wanted).entrySet()) {
      changes.add(new TagChange(element, each.getKey(), each.getValue()));
    }
    return changes;
  }

  String operation() {
    return operation.word();
  }

  /** What tells the workspaces of two functions apart that are made of this one. */
  @Override
  public String toString() {
    String what = value.map(template -> label + "=" + template).orElse(label);
    return operation.word() + " " + what + " of " + kind.word();
  }
}
