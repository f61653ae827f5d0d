package io.cvpfunctions.slack.message;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.Events;
import java.util.ArrayList;
import java.util.List;

/** What a person typed, told with its markup; its mentions are shown and mention nobody. */
public final class TextView {
  /** Type of the event that a typed text becomes. */
  public static final String TYPE = "cvp.message";

  private static final int PART = 2900;
  private static final int PARTS = 3;
  private static final int FIRST_LINE = 300;

  private TextView() {}

  /** The data of such an event. */
  public static ObjectNode data(String text) {
    return JsonNodeFactory.instance.objectNode().put("text", text);
  }

  static Values of(CloudEvent event) {
    String text = Events.data(event, data -> data.requiredText("text"));
    List<Values> parts = new ArrayList<>();
    String rest = ForeignText.lines(text);
    while (!rest.isEmpty()) {
      boolean last = parts.size() == PARTS - 1;
      int end = last ? rest.length() : ForeignText.escapable(rest, PART);
      parts.add(new Values().own("part", Mrkdwn.empty().text(rest.substring(0, end), PART)));
      rest = rest.substring(end);
    }
    return Common.of(event).foreign("inShort", Foreign.line(text, FIRST_LINE)).list("parts", parts);
  }
}
