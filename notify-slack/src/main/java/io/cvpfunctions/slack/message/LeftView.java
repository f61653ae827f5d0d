package io.cvpfunctions.slack.message;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.DeviceLeft;
import io.cvpfunctions.events.Events;
import java.util.List;
import java.util.stream.Collectors;

/** Devices that left their container for none, or left CloudVision. */
final class LeftView {
  private static final int CONTAINERS = 15;
  private static final int NAMES = 2000;

  private LeftView() {}

  static Values one(CloudEvent event) {
    DeviceLeft left = Events.data(event, DeviceLeft::from);
    return Common.of(event)
        .all(Common.device(left.device(), event))
        .name("from", Places.name(left.from()))
        .name("seenBy", left.observedBy());
  }

  static Values many(List<CloudEvent> events) {
    List<DeviceLeft> left =
        events.stream().map(e -> Events.data(e, DeviceLeft::from)).collect(Collectors.toList());
    long devices = left.stream().map(gone -> gone.device().identity()).distinct().count();
    return Common.of(events)
        .own("devices", devices + (devices == 1 ? " device is" : " devices are"))
        .own("from", Tally.of(left, gone -> Places.name(gone.from())).listed(CONTAINERS))
        .own("names", Names.listed(Names.of(left, gone -> gone.device().displayName()), NAMES));
  }
}
