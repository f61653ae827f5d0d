package io.cvpfunctions.slack.message;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.CmdbAction;
import io.cvpfunctions.events.DataReader;
import io.cvpfunctions.events.DeviceMove;
import io.cvpfunctions.events.Events;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One device moved, or seen for the first time. */
final class MoveView {
  private static final int PENDING = 500;
  private static final int DRIFT = 5;
  private static final int DRIFT_LINE = 250;

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
    move.cmdb().ifPresent(action -> cmdb(action, values));
    return values.all(remarks(Events.json(event).path("cmdb")));
  }

  /** What a CMDB says beside what it did, where it does. */
  private static Values remarks(JsonNode cmdb) {
    List<String> drift = new ArrayList<>();
    cmdb.path("drift").forEach(line -> drift.add(line.asText()));
    return new Values()
        .name("cmdbWaiting", Optional.of(cmdb.path("waiting").asText()).filter(w -> !w.isBlank()))
        .own("cmdbDrift", Names.lines(drift, DRIFT, DRIFT_LINE));
  }

  private static void cmdb(CmdbAction action, Values values) {
    values
        .name("cmdbAction", action.action())
        .name("cmdbSystem", action.system())
        .link("cmdbUrl", action.url());
  }
}
