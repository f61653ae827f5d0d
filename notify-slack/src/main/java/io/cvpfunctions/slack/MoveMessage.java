package io.cvpfunctions.slack;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.CmdbAction;
import io.cvpfunctions.events.Container;
import io.cvpfunctions.events.Device;
import io.cvpfunctions.events.DeviceMove;
import io.cvpfunctions.events.Events;
import java.util.List;

/** One device moved, or seen for the first time. */
final class MoveMessage {
  private MoveMessage() {}

  static SlackMessage moved(CloudEvent event) {
    DeviceMove move = Events.data(event, DeviceMove::fromMoved);
    return message(event, move, " moved to ");
  }

  static SlackMessage added(CloudEvent event) {
    DeviceMove move = Events.data(event, DeviceMove::fromAdded);
    return message(event, move, " is new in ");
  }

  private static SlackMessage message(CloudEvent event, DeviceMove move, String verb) {
    String device = move.device().displayName();
    String headline =
        ForeignText.inHeadline(device) + verb + ForeignText.inHeadline(move.to().name());
    return MessageBuilder.headed(headline)
        .fields(fields(move))
        .section(pending(move))
        .build(fallback(move, verb), Footer.of(event, seenBy(move)));
  }

  private static Fields fields(DeviceMove move) {
    Device device = move.device();
    return new Fields()
        .add("From", move.from().map(MoveMessage::name))
        .add("To", Mrkdwn.empty().code(name(move.to())))
        .add("Serial number", device.serialNumber().or(device::systemMacAddress))
        .add("Model", device.modelName())
        .add("EOS", device.softwareVersion())
        .add("Address", device.ipAddress())
        .add("Moved by", move.movedBy())
        .add("CMDB", move.cmdb().map(MoveMessage::cmdb).orElseGet(Mrkdwn::empty));
  }

  /** A tag that stands in for a container says which tag it is. */
  private static String name(Container container) {
    return container.label().map(label -> label + ": ").orElse("") + container.name();
  }

  private static Mrkdwn cmdb(CmdbAction action) {
    Mrkdwn link = Mrkdwn.empty().link(action.url(), "record");
    Mrkdwn done = Mrkdwn.empty().name(action.action()).say(" in ").name(action.system());
    return Mrkdwn.dotted(done, link);
  }

  private static Mrkdwn pending(DeviceMove move) {
    return move.settled() ? Mrkdwn.empty() : waiting(move.waitsFor());
  }

  /** What validation waits for. */
  private static Mrkdwn waiting(List<String> pending) {
    Mrkdwn text = Mrkdwn.of("⏳ Not settled yet, validation waits for: ");
    for (int i = 0; i < pending.size(); i++) {
      if (i > 0) text.say(", ");
      text.code(pending.get(i));
    }
    return text;
  }

  private static Mrkdwn fallback(DeviceMove move, String verb) {
    Mrkdwn text = Mrkdwn.empty().name(move.device().displayName()).say(verb).name(name(move.to()));
    move.from().ifPresent(from -> text.say(" from ").name(name(from)));
    return text;
  }

  private static Mrkdwn seenBy(DeviceMove move) {
    return move.observedBy()
        .map(source -> Mrkdwn.of("seen by ").name(source))
        .orElseGet(Mrkdwn::empty);
  }
}
