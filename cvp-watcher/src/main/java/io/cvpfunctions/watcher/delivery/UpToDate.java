package io.cvpfunctions.watcher.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.Device;
import io.cvpfunctions.events.EventTypes;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.watcher.placements.Placement;
import io.cvpfunctions.watcher.state.Database;
import io.cvpfunctions.watcher.state.PendingTable;
import io.cvpfunctions.watcher.state.PendingTable.Pending;
import io.cvpfunctions.watcher.state.PlacementTable;
import io.cvpfunctions.watcher.state.PlacementTable.Stored;
import java.util.Optional;
import java.util.Set;

/**
 * Says of a move what is known by the time it is told: what is still pending, and what the device
 * has become since. It is the same event all the same. Thread-safe.
 *
 * <p>A switch that comes by Zero Touch Provisioning is moved as {@code localhost} at an address of
 * DHCP, and has another name and address once it has settled: whoever waited for that needs those.
 */
public final class UpToDate {
  private static final Set<String> PLACED =
      Set.of(EventTypes.DEVICE_MOVED, EventTypes.DEVICE_ADDED);

  private final Database database;
  private final PendingTable pending;

  /** By what is known in that state. */
  public UpToDate(Database database) {
    this.database = database;
    this.pending = new PendingTable(database);
  }

  /** The same event where nothing is newer. */
  CloudEvent of(CloudEvent event) {
    String subject = event.getSubject();
    if (!PLACED.contains(event.getType()) || subject == null) return event;
    Optional<Pending> known = pending.of(subject);
    if (known.isEmpty() || !(Events.json(event) instanceof ObjectNode data)) return event;
    ObjectNode now = data.deepCopy();
    boolean unsettled = !data.path("settled").asBoolean(true);
    if (unsettled) known.get().into(now);
    String label = data.at("/to/label").asText("");
    boolean place = label.isEmpty() || label.equals(Placement.STAND_IN_LABEL);
    if (place && (unsettled || known.get().settled())) {
      device(subject, label).ifPresent(is -> now.set("device", is.toJson()));
    }
    return now.equals(data) ? event : Events.withData(event, now);
  }

  /** As the placement has it that the move is about: that of another may be older. */
  private Optional<Device> device(String identity, String label) {
    return database.read(c -> PlacementTable.of(c, identity)).stream()
        .map(Stored::placement)
        .filter(each -> each.container().label().orElse("").equals(label))
        .map(Placement::device)
        .findFirst();
  }
}
