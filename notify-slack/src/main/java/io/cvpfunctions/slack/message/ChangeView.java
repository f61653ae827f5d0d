package io.cvpfunctions.slack.message;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.DeviceChange;
import io.cvpfunctions.events.Events;
import java.util.List;
import java.util.stream.Collectors;

/** Facts of one device changed while it stayed where it is. */
final class ChangeView {
  private static final int FACTS = 10;
  private static final int NAMES = 200;

  private ChangeView() {}

  static Values of(CloudEvent event) {
    DeviceChange change = Events.data(event, DeviceChange::from);
    List<DeviceChange.Field> facts = change.changed();
    return Common.of(event)
        .all(Common.device(change.device(), event))
        .own("names", Names.listed(Names.of(facts, DeviceChange.Field::field), NAMES))
        .list(
            "changes",
            facts.stream().limit(FACTS).map(ChangeView::fact).collect(Collectors.toList()))
        .count("more", Math.max(0, facts.size() - FACTS));
  }

  private static Values fact(DeviceChange.Field fact) {
    return new Values()
        .name("field", fact.field())
        .name("from", fact.from().orElse("none"))
        .name("to", fact.to().orElse("none"));
  }
}
