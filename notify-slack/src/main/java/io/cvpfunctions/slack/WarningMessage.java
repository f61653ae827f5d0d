package io.cvpfunctions.slack;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.events.WatcherWarning;
import java.time.Instant;
import java.time.ZoneOffset;

/** What the watcher cannot see, sees again, or would not believe. */
final class WarningMessage {
  private static final int DETAIL = 300;

  private WarningMessage() {}

  static SlackMessage blind(CloudEvent event) {
    return message(event, "⚠️ The watcher is blind: ");
  }

  static SlackMessage sees(CloudEvent event) {
    return message(event, "✅ The watcher sees again: ");
  }

  static SlackMessage suspicious(CloudEvent event) {
    return message(event, "🟠 The watcher does not believe this: ");
  }

  private static SlackMessage message(CloudEvent event, String what) {
    WatcherWarning warning = Events.data(event, WatcherWarning::from);
    String cause = ForeignText.line(warning.cause());
    MessageBuilder message = MessageBuilder.headed(what + cause);
    Mrkdwn fallback = Mrkdwn.of(what).name(cause);
    if (!warning.detail().isBlank()) {
      message.plain(warning.detail());
      fallback.say(": ").text(ForeignText.line(warning.detail()), DETAIL);
    }
    return message.build(fallback, Footer.of(event, since(warning)));
  }

  private static Mrkdwn since(WatcherWarning warning) {
    if (warning.since().equals(Instant.EPOCH)) return Mrkdwn.empty();
    return Mrkdwn.of("since " + Footer.utc(warning.since().atOffset(ZoneOffset.UTC)));
  }
}
