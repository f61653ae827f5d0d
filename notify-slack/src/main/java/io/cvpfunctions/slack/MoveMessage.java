package io.cvpfunctions.slack;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.CmdbAction;
import io.cvpfunctions.events.Device;
import io.cvpfunctions.events.DeviceMove;
import io.cvpfunctions.events.Events;

/** One device moved, or seen for the first time. */
final class MoveMessage {
  private static final int PENDING = 500;

  private MoveMessage() {}

  static SlackMessage moved(CloudEvent event) {
    DeviceMove move = Events.data(event, DeviceMove::fromMoved);
    Mrkdwn fallback = Mrkdwn.empty().name(move.device().displayName()).say(" moved from ");
    move.from().ifPresent(from -> fallback.name(Places.name(from)).say(" to "));
    return message(event, move, " moved to ", fallback);
  }

  static SlackMessage added(CloudEvent event) {
    DeviceMove move = Events.data(event, DeviceMove::fromAdded);
    Mrkdwn fallback = Mrkdwn.empty().name(move.device().displayName()).say(" is new in ");
    return message(event, move, " is new in ", fallback);
  }

  /** The fallback lacks only where the device is now. */
  private static SlackMessage message(
      CloudEvent event, DeviceMove move, String verb, Mrkdwn fallback) {
    String device = ForeignText.inHeadline(move.device().displayName());
    return MessageBuilder.headed(device + verb + ForeignText.inHeadline(move.to().name()))
        .fields(fields(move))
        .section(pending(move))
        .build(
            fallback.name(Places.name(move.to())),
            Footer.of(event, Footer.seenBy(move.observedBy())));
  }

  private static Fields fields(DeviceMove move) {
    Device device = move.device();
    return new Fields()
        .add("From", move.from().map(Places::code).orElseGet(Mrkdwn::empty))
        .add("To", Places.code(move.to()))
        .add("Serial number", device.serialNumber().or(device::systemMacAddress))
        .add("Model", device.modelName())
        .add("EOS", device.softwareVersion())
        .add("Address", device.ipAddress())
        .add("Moved by", move.movedBy())
        .add("CMDB", move.cmdb().map(MoveMessage::cmdb).orElseGet(Mrkdwn::empty));
  }

  private static Mrkdwn cmdb(CmdbAction action) {
    Mrkdwn link = Mrkdwn.empty().link(action.url(), "record");
    Mrkdwn done = Mrkdwn.empty().name(action.action()).say(" in ").name(action.system());
    return Mrkdwn.dotted(done, link);
  }

  /** What is pending on the device, which is what validation waits for. */
  private static Mrkdwn pending(DeviceMove move) {
    if (move.settled()) return Mrkdwn.empty();
    Mrkdwn text = Mrkdwn.of("⏳ Not settled yet, validation waits for: ");
    return text.add(Names.listed(move.waitsFor(), PENDING));
  }
}
