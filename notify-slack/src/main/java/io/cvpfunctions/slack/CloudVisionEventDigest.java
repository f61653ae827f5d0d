package io.cvpfunctions.slack;

import io.cloudevents.CloudEvent;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Many events of CloudVision's own in one message: counted by severity and type, the worst ten. */
final class CloudVisionEventDigest {
  private static final int WORST = 10;
  private static final int LISTED = 10;

  private CloudVisionEventDigest() {}

  static SlackMessage of(List<CloudEvent> events) {
    List<Entry> entries = events.stream().map(Entry::new).collect(Collectors.toList());
    Tally states = Tally.of(entries, entry -> entry.state);
    Tally severities = Tally.of(entries, entry -> entry.news.severity());
    Tally types = Tally.of(entries, entry -> entry.news.eventType().orElse("unknown"));
    String headline = events.size() + " CloudVision events";
    MessageBuilder message =
        MessageBuilder.headed(headline)
            .fields(
                new Fields()
                    .add("State", states.listed(LISTED))
                    .add("Severity", severities.listed(LISTED))
                    .add("Type", types.listed(LISTED)));
    worst(entries).forEach(entry -> message.section(entry.line()));
    if (entries.size() > WORST) message.section(Mrkdwn.of(rest(entries.size() - WORST)));
    Mrkdwn fallback = Mrkdwn.of(headline + ": ").add(severities.listed(LISTED));
    return message.build(fallback, Footer.ofDigest(events));
  }

  private static String rest(int more) {
    return "and " + more + " more";
  }

  /** What is still going on before what is over, the worst first. */
  private static List<Entry> worst(List<Entry> entries) {
    Comparator<Entry> worst = Comparator.comparing(entry -> entry.state.equals("resolved"));
    return entries.stream()
        .sorted(worst.thenComparing(entry -> -entry.news.rank()))
        .limit(WORST)
        .collect(Collectors.toList());
  }

  private static final class Entry {
    private final CloudVisionEvent news;
    private final String state;

    private Entry(CloudEvent event) {
      news = CloudVisionEvent.of(event);
      state = CloudVisionEventMessage.state(event);
    }

    private Mrkdwn line() {
      Mrkdwn line = Mrkdwn.of(SeverityWords.sign(news.severity(), state) + " ");
      line.name(news.severity()).say(" " + state + ": ").name(news.title());
      news.device().ifPresent(device -> line.say(" on ").code(device));
      news.interfaceId().ifPresent(port -> line.say(" ").code(port));
      return Mrkdwn.dotted(line, CloudVisionEventMessage.link(news.url()));
    }
  }
}
