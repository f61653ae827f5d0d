package io.cvpfunctions.slack.api;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.Events;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A message that others can answer to: its channel and its {@code ts}. Immutable. */
public final class SlackThread {
  private static final Pattern WRITTEN = Pattern.compile("([CDG][A-Z0-9]{2,30}):(\\d+\\.\\d+)");

  private final String channel;
  private final String ts;

  private SlackThread(String channel, String ts) {
    this.channel = channel;
    this.ts = ts;
  }

  /** As {@code slackthread} has it; empty where it is written otherwise. */
  static Optional<SlackThread> parse(String text) {
    Matcher matcher = WRITTEN.matcher(text);
    return matcher.matches()
        ? Optional.of(new SlackThread(matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }

  /** The thread that an event belongs to. */
  public static Optional<SlackThread> of(CloudEvent event) {
    return Events.extension(event, Events.SLACK_THREAD).flatMap(SlackThread::parse);
  }

  String channel() {
    return channel;
  }

  String ts() {
    return ts;
  }

  /** As {@code slackthread} has it. */
  @Override
  public String toString() {
    return channel + ":" + ts;
  }
}
