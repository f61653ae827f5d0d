package io.cvpfunctions.tagdevice;

import com.fasterxml.jackson.databind.JsonNode;
import io.cvpfunctions.events.DataReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What of an event the tag goes to. */
enum ElementKind {
  /** The device it is about. */
  DEVICE {
    @Override
    List<Element> in(JsonNode data) {
      return text(data.path("device"), "serialNumber")
          .map(serial -> List.of(Element.device(serial)))
          .orElse(List.of());
    }
  },
  /** The interfaces it is about: those of its components, else those of its data (facts: E). */
  INTERFACE {
    @Override
    List<Element> in(JsonNode data) {
      List<Element> ports = new ArrayList<>();
      data.path("components").forEach(each -> ports.addAll(ports(each.path("components"), "")));
      if (ports.isEmpty()) {
        for (String end : List.of("", "1", "2")) ports.addAll(ports(data.path("data"), end));
      }
      return ports.stream().distinct().collect(Collectors.toList());
    }
  };

  static final List<String> WORDS =
      Stream.of(values()).map(ElementKind::word).collect(Collectors.toList());

  /** What carries the tag; none where the event names no such thing. */
  abstract List<Element> in(JsonNode data);

  /** As {@code tag_element} has it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As CloudVision's tags have it. */
  String type() {
    return "ELEMENT_TYPE_" + name();
  }

  static ElementKind of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** Checks that there is a device where there always is one. */
  static void requireDevice(JsonNode data) {
    DataReader.read(
        data, reader -> reader.requiredObject("device", each -> each.requiredText("serialNumber")));
  }

  /** Some events name several interfaces of one device in one text. */
  private static List<Element> ports(JsonNode names, String end) {
    Optional<String> device = text(names, "deviceId" + end);
    Optional<String> ports = text(names, "interfaceId" + end);
    if (device.isEmpty() || ports.isEmpty() || device.get().contains(",")) return List.of();
    return Stream.of(ports.get().split(","))
        .map(String::trim)
        .filter(port -> !port.isEmpty())
        .map(port -> Element.port(device.get(), port))
        .collect(Collectors.toList());
  }

  private static Optional<String> text(JsonNode node, String name) {
    return Optional.of(node.path(name).asText("").trim()).filter(text -> !text.isEmpty());
  }
}
