package io.cvpfunctions.events;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudevents.CloudEventData;
import java.util.Arrays;

/**
 * Data as the JSON that came: sent on as it is, and made a tree where somebody asks what it says.
 * Thread-safe.
 */
final class RawJson implements CloudEventData {
  private final byte[] json;
  private volatile JsonNode tree;

  private RawJson(byte[] json) {
    this.json = json;
  }

  /** A part of a body that was read as JSON already. */
  static RawJson of(byte[] body, int from, int to) {
    return new RawJson(Arrays.copyOfRange(body, from, to));
  }

  /** Who reads a topic or a log by lines wants it to stay one. */
  boolean isOneLine() {
    for (byte each : json) {
      if (each == '\n' || each == '\r') return false;
    }
    return true;
  }

  JsonNode tree() {
    if (tree == null) tree = Events.parsed(json);
    return tree;
  }

  /** Not a copy, as of any other event's data. */
  @Override
  public byte[] toBytes() {
    return json;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RawJson && ((RawJson) other).tree().equals(tree());
  }

  @Override
  public int hashCode() {
    return tree().hashCode();
  }

  @Override
  public String toString() {
    return tree().toString();
  }
}
