package io.cvpfunctions.watcher.sources;

import io.cvpfunctions.cloudvision.apis.tag.v2.ElementSubType;
import io.cvpfunctions.cloudvision.apis.tag.v2.ElementType;
import io.cvpfunctions.cloudvision.apis.tag.v2.TagAssignmentKey;
import io.cvpfunctions.cloudvision.apis.tag.v2.TagAssignmentStreamResponse;
import io.cvpfunctions.events.Container;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The values that devices have of some labels, as a subscription says. A value is part of a tag's
 * key: another value is a tag deleted and one made, in either order (facts: CloudVision C6). Not
 * thread-safe.
 */
final class TagValues {
  private final Set<String> labels;
  private final Mirror<Tag, Boolean> tags = new Mirror<>((was, is) -> is);

  private record Tag(String label, String device, String value) {}

  TagValues(Set<String> labels) {
    this.labels = Set.copyOf(labels);
  }

  /** A subscription begins. */
  void begin() {
    tags.begin();
  }

  /**
   * Takes one message; the label it is about, if it is one of these. The server filters already,
   * but what decides is not left to it (facts: CloudVision C3).
   */
  Optional<String> take(TagAssignmentStreamResponse message) {
    TagAssignmentKey key = message.getValue().getKey();
    String label = key.getLabel().getValue();
    boolean valued = message.hasValue();
    if (valued && !(labels.contains(label) && ofDevice(key))) return Optional.empty();
    Tag tag = new Tag(label, key.getDeviceId().getValue(), key.getValue().getValue());
    tags.take(message.getType(), message.getTypeValue(), tag, true);
    return valued ? Optional.of(label) : Optional.empty();
  }

  private static boolean ofDevice(TagAssignmentKey key) {
    ElementSubType kind = key.getElementSubType();
    return key.getWorkspaceId().getValue().isEmpty()
        && key.getElementType() == ElementType.ELEMENT_TYPE_DEVICE
        && !key.getValue().getValue().isBlank()
        && !key.getDeviceId().getValue().isBlank()
        && (kind == ElementSubType.ELEMENT_SUB_TYPE_UNSPECIFIED
            || kind == ElementSubType.ELEMENT_SUB_TYPE_DEVICE);
  }

  /** Whether a list was ever complete. */
  boolean listed() {
    return tags.listed();
  }

  /** Whether the list is complete, rather than being made anew. */
  boolean current() {
    return tags.current();
  }

  /** Whether everything was listed anew since this was last asked. */
  boolean takeRelisted() {
    return tags.takeRelisted();
  }

  int count() {
    return tags.content().size();
  }

  /** By device, where it is by that label: one value, or several, sorted and joined. */
  Map<String, Container> places(String label) {
    Map<String, Set<String>> values = new TreeMap<>();
    for (Tag tag : tags.content().keySet()) {
      if (!tag.label().equals(label)) continue;
      values.computeIfAbsent(tag.device(), any -> new TreeSet<>()).add(tag.value());
    }
    Map<String, Container> places = new TreeMap<>();
    values.forEach(
        (device, all) ->
            places.put(device, Container.of(String.join(",", all), null).withLabel(label)));
    return places;
  }

  /** Devices whose tag was taken away before our eyes. */
  Set<String> untagged(String label, Set<String> tagged) {
    Set<String> untagged = new HashSet<>();
    for (Tag tag : tags.deleted()) if (tag.label().equals(label)) untagged.add(tag.device());
    untagged.removeAll(tagged);
    return untagged;
  }

  /** Whether a device has a value of that label that somebody made. */
  boolean hasContainers(String label) {
    return tags.content().keySet().stream()
        .anyMatch(
            tag -> tag.label().equals(label) && !Container.of(tag.value(), null).isUndefined());
  }
}
