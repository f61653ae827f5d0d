package io.cvpfunctions.slack.message;

import io.cloudevents.CloudEvent;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** CloudVision's own events: one, or many by severity and type and the worst ten. */
final class EventView {
  private static final int WORST = 10;
  private static final int LISTED = 10;
  private static final int DESCRIPTION = 2900;

  private EventView() {}

  static Values one(CloudEvent event) {
    CloudVisionEvent news = CloudVisionEvent.of(event);
    Values values = Common.of(event).all(values(news));
    news.description()
        .ifPresent(text -> values.foreign("description", Foreign.lines(text, DESCRIPTION)));
    return values
        .name("serial", news.serialNumber())
        .name("container", news.container())
        .name("type", news.eventType())
        .flag(news.state(), true)
        .flag("acknowledged", news.acknowledged());
  }

  private static Values values(CloudVisionEvent news) {
    Values values = new Values();
    news.lasted().ifPresent(time -> values.own("lasted", Common.lasting(time)));
    return values
        .own("sign", Severity.sign(news.severity(), news.resolved()))
        .own("color", Severity.color(news.severity(), news.resolved()))
        .name("severity", news.severity())
        .own("state", news.state())
        .name("title", news.title())
        .name("device", news.device())
        .name("interface", news.interfaceId())
        .link("url", news.url());
  }

  static Values many(List<CloudEvent> events) {
    List<CloudVisionEvent> all =
        events.stream().map(CloudVisionEvent::of).collect(Collectors.toList());
    List<CloudVisionEvent> sorted =
        all.stream().sorted(worstFirst()).limit(WORST).collect(Collectors.toList());
    CloudVisionEvent worst = sorted.get(0);
    return Common.of(events)
        .own("states", Tally.of(all, CloudVisionEvent::state).listed(LISTED))
        .own("severities", severities(all))
        .own("types", Tally.of(all, e -> e.eventType().orElse("unknown")).listed(LISTED))
        .own("color", Severity.color(worst.severity(), worst.resolved()))
        .list("worst", sorted.stream().map(EventView::values).collect(Collectors.toList()))
        .count("more", Math.max(0, all.size() - WORST))
        .link("allUrl", eventsPage(events.get(0)));
  }

  private static Mrkdwn severities(List<CloudVisionEvent> all) {
    Comparator<String> worstFirst = Comparator.comparing(severity -> -Severity.rank(severity));
    return Tally.of(all, CloudVisionEvent::severity, worstFirst).listed(LISTED);
  }

  /** What is still going on before what is over. */
  private static Comparator<CloudVisionEvent> worstFirst() {
    return Comparator.comparing(CloudVisionEvent::resolved)
        .thenComparing(event -> -Severity.rank(event.severity()));
  }

  /** All events, in the CloudVision that these are from. */
  private static Optional<String> eventsPage(CloudEvent event) {
    return Optional.of(event.getSource() + "/cv/events");
  }
}
