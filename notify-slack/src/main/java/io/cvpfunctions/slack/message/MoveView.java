package io.cvpfunctions.slack.message;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.DataReader;
import io.cvpfunctions.events.DeviceMove;
import io.cvpfunctions.events.Events;
import java.util.function.Function;

/** One device moved, or seen for the first time. */
final class MoveView {
  private static final int PENDING = 500;

  private MoveView() {}

  static Values moved(CloudEvent event) {
    return values(event, DeviceMove::fromMoved);
  }

  static Values added(CloudEvent event) {
    return values(event, DeviceMove::fromAdded);
  }

  private static Values values(CloudEvent event, Function<DataReader, DeviceMove> read) {
    DeviceMove move = Events.data(event, read);
    Values values = Common.of(event).all(Common.device(move.device(), event));
    move.from().ifPresent(from -> values.name("from", Places.name(from)));
    values
        .name("to", Places.name(move.to()))
        .name("path", move.to().path())
        .name("movedBy", move.movedBy())
        .name("seenBy", move.observedBy())
        .flag("settled", move.settled())
        .own("waitsFor", Names.listed(move.waitsFor(), PENDING));
    return values.all(CmdbView.one(event));
  }
}
