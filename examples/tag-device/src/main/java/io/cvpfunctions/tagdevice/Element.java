package io.cvpfunctions.tagdevice;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;

/** What can carry a tag: a device, or an interface of one. */
final class Element {
  private final String device;
  private final String port;

  private Element(String device, String port) {
    this.device = device;
    this.port = port;
  }

  /** By serial number. */
  static Element device(String serialNumber) {
    return new Element(serialNumber, "");
  }

  static Element port(String serialNumber, String name) {
    return new Element(serialNumber, name);
  }

  private boolean isPort() {
    return !port.isEmpty();
  }

  /** Where a tag of that label is, as keys of CloudVision's tags have it (facts: C6). */
  ObjectNode key(String workspace, String label) {
    ObjectNode key = JsonNodeFactory.instance.objectNode();
    key.put("workspaceId", workspace);
    key.put("elementType", type());
    key.put("label", label).put("deviceId", device);
    return isPort() ? key.put("interfaceId", port) : key;
  }

  String type() {
    return (isPort() ? ElementKind.INTERFACE : ElementKind.DEVICE).type();
  }

  ObjectNode toJson() {
    ObjectNode node = JsonNodeFactory.instance.objectNode().put("device", device);
    return isPort() ? node.put("interface", port) : node;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Element && other.toString().equals(toString());
  }

  @Override
  public int hashCode() {
    return Objects.hash(device, port);
  }

  /** As CloudVision's tag queries write it. */
  @Override
  public String toString() {
    return isPort() ? port + "@" + device : device;
  }
}
