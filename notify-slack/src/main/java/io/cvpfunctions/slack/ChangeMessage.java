package io.cvpfunctions.slack;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.DeviceChange;
import io.cvpfunctions.events.Events;
import java.util.ArrayList;
import java.util.List;

/** Facts of one device changed while it stayed where it is. */
final class ChangeMessage {
  private static final int FACTS = 10;
  private static final String NONE = "none";

  private ChangeMessage() {}

  static SlackMessage of(CloudEvent event) {
    DeviceChange change = Events.data(event, DeviceChange::from);
    String device = change.device().displayName();
    List<DeviceChange.Field> facts = change.changed();
    List<Mrkdwn> lines = new ArrayList<>();
    facts.stream().limit(FACTS).forEach(fact -> lines.add(fact(fact)));
    if (facts.size() > FACTS) lines.add(Mrkdwn.of("and " + (facts.size() - FACTS) + " more"));
    Mrkdwn fallback = Mrkdwn.empty().name(device).say(" changed: ");
    return MessageBuilder.headed(ForeignText.inHeadline(device) + " changed")
        .section(Mrkdwn.lines(lines))
        .build(fallback.add(Names.listed(names(facts), 200)), Footer.of(event));
  }

  private static List<String> names(List<DeviceChange.Field> facts) {
    return Names.of(facts, DeviceChange.Field::field);
  }

  private static Mrkdwn fact(DeviceChange.Field fact) {
    return Mrkdwn.of("*")
        .name(fact.field())
        .say("* from ")
        .code(fact.from().orElse(NONE))
        .say(" to ")
        .code(fact.to().orElse(NONE));
  }
}
