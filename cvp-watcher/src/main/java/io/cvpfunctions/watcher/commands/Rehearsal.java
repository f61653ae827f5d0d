package io.cvpfunctions.watcher.commands;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.Container;
import io.cvpfunctions.events.DeviceMove;
import io.cvpfunctions.events.EventTypes;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.watcher.EventMaker;
import io.cvpfunctions.watcher.placements.Placement;
import io.cvpfunctions.watcher.state.Database;
import io.cvpfunctions.watcher.state.Outbox;
import io.cvpfunctions.watcher.state.PlacementTable.Stored;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Events as if devices had just been moved to where they are.
 *
 * <p>Where they are is read again where the events are stored, so that no move can come in between:
 * the last that a function is told is where the device is.
 */
final class Rehearsal {
  private final Database database;
  private final Outbox outbox;
  private final EventMaker events;

  Rehearsal(Database database, EventMaker events) {
    this.database = database;
    this.outbox = new Outbox(database, Clock.systemUTC());
    this.events = events;
  }

  /** Stores them for that function, or for all that subscribe; says of which placements. */
  List<Placement> store(List<Stored> chosen, Optional<String> function) {
    return database.write(
        connection -> {
          outbox.lock(connection);
          List<Placement> now = asTheyAre(connection, chosen);
          for (Placement each : now) store(connection, event(each), function);
          return now;
        });
  }

  /** What is gone by now is left out. */
  private static List<Placement> asTheyAre(Connection connection, List<Stored> chosen)
      throws SQLException {
    Map<String, List<Placement>> known =
        new KnownDevices(connection)
            .all().stream()
                .map(Stored::placement)
                .collect(Collectors.groupingBy(Placement::identity));
    List<Placement> now = new ArrayList<>();
    for (Stored each : chosen) {
      Placement before = each.placement();
      known.getOrDefault(before.identity(), List.of()).stream()
          .filter(other -> other.container().label().equals(before.container().label()))
          .forEach(now::add);
    }
    return now;
  }

  private void store(Connection connection, CloudEvent event, Optional<String> function)
      throws SQLException {
    if (function.isEmpty()) outbox.add(connection, event);
    else outbox.addChained(connection, event, 0, List.of(function.get()));
  }

  /** The event of that placement. */
  CloudEvent event(Placement placement) {
    Container undefined = Container.of(Container.UNDEFINED_NAME, Container.UNDEFINED_KEY);
    DeviceMove move =
        DeviceMove.moved(placement.device(), undefined, placement.container(), Events.REHEARSAL);
    CloudEvent event =
        events.of(
            EventTypes.DEVICE_MOVED,
            placement.identity(),
            Clock.systemUTC().instant(),
            move.toJson());
    return Events.withExtension(event, Events.REHEARSAL, "true");
  }
}
