package io.cvpfunctions.devicemove;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** One field of a record, before and after. Immutable. */
public final class FieldChange {
  private final Field field;
  private final String from;
  private final String to;

  private FieldChange(Field field, String from, String to) {
    this.field = field;
    this.from = from;
    this.to = to;
  }

  /** Either value is empty where there was, or will be, none. */
  public static FieldChange of(Field field, String from, String to) {
    return new FieldChange(field, from, to);
  }

  /** The change as answers have it. */
  public ObjectNode toJson() {
    ObjectNode node = JsonNodeFactory.instance.objectNode().put("field", field.key());
    return node.put("from", from).put("to", to);
  }

  @Override
  public String toString() {
    return field.word() + ": " + (from.isEmpty() ? "nothing" : from) + " -> " + to;
  }
}
