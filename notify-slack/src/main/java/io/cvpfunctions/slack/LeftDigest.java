package io.cvpfunctions.slack;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.DeviceLeft;
import io.cvpfunctions.events.Events;
import java.util.List;
import java.util.stream.Collectors;

/** Many devices left their containers, or CloudVision, in one message. */
final class LeftDigest {
  private static final int CONTAINERS = 15;
  private static final int NAMES = 2000;

  private LeftDigest() {}

  static SlackMessage unprovisioned(List<CloudEvent> events) {
    return message(events, " devices are in no container any more");
  }

  static SlackMessage removed(List<CloudEvent> events) {
    return message(events, " devices are no longer in CloudVision");
  }

  private static SlackMessage message(List<CloudEvent> events, String what) {
    List<DeviceLeft> left =
        events.stream().map(e -> Events.data(e, DeviceLeft::from)).collect(Collectors.toList());
    long devices = left.stream().map(gone -> gone.device().identity()).distinct().count();
    Tally places = Tally.of(left, gone -> Places.name(gone.from()));
    return MessageBuilder.headed(devices + what)
        .section(Mrkdwn.of("Were in ").add(places.listed(CONTAINERS)))
        .section(Names.listed(Names.of(left, gone -> gone.device().displayName()), NAMES))
        .build(Mrkdwn.of(devices + what), Footer.ofDigest(events));
  }
}
