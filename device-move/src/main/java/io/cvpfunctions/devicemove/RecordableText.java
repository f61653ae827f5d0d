package io.cvpfunctions.devicemove;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.EventDataException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The rule of what no record can hold, whichever the CMDB: a control character, or half a character
 * of UTF-16. SQLite takes what PostgreSQL refuses, and shows it cut off.
 */
final class RecordableText {
  private final List<String> problems = new ArrayList<>();

  private RecordableText() {}

  /**
   * Looks at all that is read of an event.
   *
   * @throws EventDataException naming every field that cannot be recorded
   */
  static void check(CloudEvent event, JsonNode data) {
    RecordableText rule = new RecordableText();
    rule.look("id", event.getId());
    rule.look("data", data);
    if (!rule.problems.isEmpty()) throw new EventDataException(rule.problems);
  }

  private void look(String path, JsonNode node) {
    if (node.isTextual()) look(path, node.textValue());
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      look(path + "." + field.getKey(), field.getValue());
    }
    if (!node.isArray()) return;
    for (int i = 0; i < node.size(); i++) look(path + "[" + i + "]", node.get(i));
  }

  private void look(String path, String text) {
    OptionalInt bad = text.codePoints().filter(RecordableText::isNoCharacter).findFirst();
    if (bad.isEmpty()) return;
    String which = String.format("U+%04X", bad.getAsInt());
    problems.add(path + ": holds " + which + ", which no record can hold: send it without");
  }

  private static boolean isNoCharacter(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.CONTROL || type == Character.SURROGATE;
  }
}
