package io.cvpfunctions.slack.message;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.EventTypes;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.events.WatcherWarning;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/** What the watcher cannot see, sees again, or would not believe. */
final class WarningView {
  private static final int DETAIL = 2900;
  private static final int IN_SHORT = 300;

  private WarningView() {}

  static Values of(CloudEvent event) {
    WatcherWarning warning = Events.data(event, WatcherWarning::from);
    Values values =
        Common.of(event)
            .name("cause", warning.cause())
            .flag("blind", event.getType().equals(EventTypes.WATCHER_BLIND))
            .flag("sees", event.getType().equals(EventTypes.WATCHER_SEES))
            .flag("suspicious", event.getType().equals(EventTypes.WATCHER_SUSPICIOUS));
    if (!warning.detail().isBlank()) {
      values
          .foreign("detail", Foreign.lines(warning.detail(), DETAIL))
          .foreign("inShort", Foreign.line(warning.detail(), IN_SHORT));
    }
    if (warning.since().equals(Instant.EPOCH)) return values;
    return values
        .own("since", Common.utc(warning.since().atOffset(ZoneOffset.UTC)))
        .all(lasted(event, warning));
  }

  private static Values lasted(CloudEvent event, WatcherWarning warning) {
    if (event.getTime() == null) return new Values();
    Duration time = Duration.between(warning.since(), event.getTime().toInstant());
    return time.toSeconds() < 1 ? new Values() : new Values().own("lasted", Common.lasting(time));
  }
}
