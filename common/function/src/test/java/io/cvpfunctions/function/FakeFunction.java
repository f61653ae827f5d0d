package io.cvpfunctions.function;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.DataReader;
import io.cvpfunctions.events.DeviceMove;
import io.cvpfunctions.events.EventMessage;
import io.cvpfunctions.events.EventTypes;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.remote.Settings;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Reads a move and says so; a test can make it do anything else. */
final class FakeFunction implements EventFunction {
  final List<String> seen = new ArrayList<>();
  final List<Call> calls = new ArrayList<>();
  int closed;
  Function<CloudEvent, Outcome> work = FakeFunction::echo;
  Function<List<CloudEvent>, List<Result>> batchWork;
  Consumer<Checkup> look = checkup -> {};

  static FakeFunction from(Settings settings) {
    settings.number("fake_number", 1, 1, 9);
    settings.secret("fake-secret");
    settings.check();
    return new FakeFunction();
  }

  private static Outcome echo(CloudEvent event) {
    DeviceMove move = Events.data(event, DeviceMove::fromMoved);
    return Outcome.done(JsonNodeFactory.instance.objectNode().put("move", move.toString()));
  }

  @Override
  public String description() {
    return "Says what moved.";
  }

  @Override
  public List<String> types() {
    return List.of(EventTypes.DEVICE_MOVED);
  }

  @Override
  public CloudEvent typed(EventMessage message, Call call) {
    if (message.json().isEmpty()) throw ProblemException.malformed("JSON is taken, text is not");
    DeviceMove move = DataReader.read(message.json().get(), DeviceMove::fromMoved);
    return Events.first(
        EventTypes.DEVICE_MOVED,
        call.id(),
        URI.create("echo"),
        move.device().identity(),
        Instant.now(),
        move.toJson());
  }

  @Override
  public Outcome handle(CloudEvent event, Call call) {
    seen.add(event.getId());
    calls.add(call);
    return work.apply(event);
  }

  @Override
  public List<Result> handleBatch(List<CloudEvent> events, Call call) {
    if (batchWork != null) return batchWork.apply(events);
    return EventFunction.super.handleBatch(events, call);
  }

  @Override
  public void check(Checkup checkup, Call call) {
    look.accept(checkup);
  }

  @Override
  public void close() {
    closed++;
  }
}
