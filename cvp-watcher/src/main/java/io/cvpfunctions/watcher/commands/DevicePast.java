package io.cvpfunctions.watcher.commands;

import com.fasterxml.jackson.databind.JsonNode;
import io.cvpfunctions.events.Container;
import io.cvpfunctions.events.DataReader;
import io.cvpfunctions.events.EventTypes;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.watcher.placements.ContainerLimit;
import io.cvpfunctions.watcher.routing.DeviceName;
import io.cvpfunctions.watcher.routing.EventView;
import io.cvpfunctions.watcher.state.PlacementTable.Stored;
import io.cvpfunctions.watcher.state.QuietTable.Kind;
import io.cvpfunctions.watcher.state.QuietTable.Quiet;
import io.cvpfunctions.watcher.state.StoryTable.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Says which quiet windows were about a device: by its names, and by where it was at the time. */
final class DevicePast {
  /** What takes a device elsewhere. */
  private static final Set<String> PLACING =
      Set.of(
          EventTypes.DEVICE_ADDED,
          EventTypes.DEVICE_MOVED,
          EventTypes.DEVICE_UNPROVISIONED,
          EventTypes.DEVICE_REMOVED);

  private final List<Event> events;
  private final KnownDevices device;

  /**
   * Of the device that is known so now, if it is.
   *
   * @param events about it, the oldest first
   */
  DevicePast(List<Event> events, KnownDevices device) {
    this.events = events.stream().filter(DevicePast::detected).toList();
    this.device = device;
  }

  private static boolean detected(Event event) {
    return event.depth() == 0 && !Events.isRehearsal(event.event());
  }

  /** Whether the window was about it. */
  boolean concerns(Quiet quiet) {
    if (quiet.kind() == Kind.DEVICE) return DeviceName.of(quiet.name()).matches(names());
    ContainerLimit limit = ContainerLimit.of(List.of(quiet.name()));
    return places(quiet.from(), quiet.ended().orElse(quiet.until())).stream()
        .anyMatch(limit::includes);
  }

  private List<String> names() {
    return Stream.concat(
            events.stream().flatMap(each -> EventView.of(each.event()).deviceNames().stream()),
            device.all().stream()
                .flatMap(each -> DeviceName.of(each.placement().device()).stream()))
        .toList();
  }

  /** Back from where it is now, event by event: where it was meanwhile, and what they name. */
  private List<Container> places(Instant begin, Instant end) {
    Map<String, Container> there = now();
    List<Container> places = new ArrayList<>();
    for (int i = events.size() - 1; i >= 0 && events.get(i).at().isAfter(begin); i--) {
      Event each = events.get(i);
      if (each.at().isBefore(end)) {
        places.addAll(there.values());
        places.addAll(EventView.of(each.event()).containers());
      }
      if (PLACING.contains(each.event().getType())) undo(each, there);
    }
    places.addAll(there.values());
    return places;
  }

  /** By label of the tag; a container has none. */
  private Map<String, Container> now() {
    Map<String, Container> now = new HashMap<>();
    for (Stored each : device.all()) {
      Container container = each.placement().container();
      now.put(container.label().orElse(""), container);
    }
    return now;
  }

  private static void undo(Event event, Map<String, Container> there) {
    JsonNode data = Events.json(event.event());
    there.remove(data.at("/to/label").asText(""));
    if (data.at("/from/name").asText("").isBlank()) return;
    Container from = DataReader.read(data.path("from"), Container::from);
    there.put(from.label().orElse(""), from);
  }
}
