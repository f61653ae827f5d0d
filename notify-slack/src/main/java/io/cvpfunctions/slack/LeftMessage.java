package io.cvpfunctions.slack;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.Device;
import io.cvpfunctions.events.DeviceLeft;
import io.cvpfunctions.events.Events;

/** One device left its container for none, or left CloudVision. */
final class LeftMessage {
  private LeftMessage() {}

  static SlackMessage unprovisioned(CloudEvent event) {
    return message(event, " is in no container any more");
  }

  static SlackMessage removed(CloudEvent event) {
    return message(event, " is no longer in CloudVision");
  }

  private static SlackMessage message(CloudEvent event, String what) {
    DeviceLeft left = Events.data(event, DeviceLeft::from);
    Device device = left.device();
    Mrkdwn fallback = Mrkdwn.empty().name(device.displayName()).say(what + ", it was in ");
    return MessageBuilder.headed(ForeignText.inHeadline(device.displayName()) + what)
        .fields(
            new Fields()
                .add("Was in", Places.code(left.from()))
                .add("Serial number", device.serialNumber().or(device::systemMacAddress))
                .add("Model", device.modelName())
                .add("EOS", device.softwareVersion())
                .add("Address", device.ipAddress()))
        .build(
            fallback.name(Places.name(left.from())),
            Footer.of(event, Footer.seenBy(left.observedBy())));
  }
}
