package io.cvpfunctions.slack;

import io.cloudevents.CloudEvent;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/** The small print of a message. */
final class Footer {
  private static final DateTimeFormatter TO_THE_SECOND =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'");

  private Footer() {}

  /**
   * What was said of the event, when it happened, and its id: Slack knows no idempotency, so the id
   * is how a person tells a message that was posted twice.
   */
  static Mrkdwn of(CloudEvent event, Mrkdwn... said) {
    return Mrkdwn.dotted(Mrkdwn.dotted(said), time(event), Mrkdwn.empty().code(event.getId()));
  }

  /** The small print of a digest: how many events, from the first to the last. */
  static Mrkdwn ofDigest(List<CloudEvent> events) {
    CloudEvent last = events.get(events.size() - 1);
    Mrkdwn ids = Mrkdwn.of(events.size() + " events, ").code(events.get(0).getId());
    return Mrkdwn.dotted(time(last), ids.say(" to ").code(last.getId()));
  }

  /** Which of the watcher's sources saw it. */
  static Mrkdwn seenBy(Optional<String> source) {
    return source.map(name -> Mrkdwn.of("seen by ").name(name)).orElseGet(Mrkdwn::empty);
  }

  private static Mrkdwn time(CloudEvent event) {
    return Optional.ofNullable(event.getTime())
        .map(Footer::utc)
        .map(Mrkdwn::of)
        .orElseGet(Mrkdwn::empty);
  }

  /** A time as people in several time zones can compare it. */
  static String utc(OffsetDateTime time) {
    return TO_THE_SECOND.format(time.withOffsetSameInstant(ZoneOffset.UTC));
  }
}
