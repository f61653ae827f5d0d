package io.cvpfunctions.slack;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.Events;

/** What a person typed, told as it is; its mentions are shown and mention nobody. */
final class TextMessage {
  /** Type of the event that a typed text becomes. */
  static final String TYPE = "cvp.message";

  private static final int PART = 2900;
  private static final int PARTS = 3;
  private static final int FIRST_LINE = 300;

  private TextMessage() {}

  /** The data of such an event. */
  static ObjectNode data(String text) {
    return JsonNodeFactory.instance.objectNode().put("text", text);
  }

  static SlackMessage of(CloudEvent event) {
    String text = Events.data(event, data -> data.requiredText("text"));
    MessageBuilder message = MessageBuilder.unheaded();
    String rest = ForeignText.lines(text);
    for (int part = 1; !rest.isEmpty(); part++) {
      int end = part == PARTS ? rest.length() : ForeignText.escapable(rest, PART);
      message.section(Mrkdwn.empty().text(rest.substring(0, end), PART));
      rest = rest.substring(end);
    }
    Mrkdwn fallback = Mrkdwn.empty().text(ForeignText.line(text), FIRST_LINE);
    return message.build(fallback, Mrkdwn.empty());
  }
}
