package io.cvpfunctions.slack;

import io.cloudevents.CloudEvent;
import java.util.Optional;

/** One event of CloudVision's own: raised, updated or resolved. */
final class CloudVisionEventMessage {
  private CloudVisionEventMessage() {}

  static SlackMessage of(CloudEvent event) {
    CloudVisionEvent news = CloudVisionEvent.of(event);
    String state = state(event);
    String sign = SeverityWords.sign(news.severity(), state) + " ";
    MessageBuilder message = MessageBuilder.headed(sign + ForeignText.line(news.title()));
    news.description().ifPresent(message::plain);
    Mrkdwn fallback = Mrkdwn.of(sign).name(news.severity()).say(" " + state + ": ");
    fallback.name(news.title());
    news.device().ifPresent(device -> fallback.say(" on ").name(device));
    return message.fields(fields(news, state)).build(fallback, Footer.of(event, link(news.url())));
  }

  /** The last word of its type. */
  static String state(CloudEvent event) {
    String type = event.getType();
    return type.substring(type.lastIndexOf('.') + 1);
  }

  static Mrkdwn link(Optional<String> url) {
    return Mrkdwn.empty().link(url, "Open in CloudVision");
  }

  private static Fields fields(CloudVisionEvent news, String state) {
    return new Fields()
        .add("Severity", Mrkdwn.empty().name(news.severity()).say(", " + state))
        .add("Device", news.device())
        .add("Interface", news.interfaceId())
        .add("Container", news.container())
        .add("Type", news.eventType());
  }
}
