package io.cvpfunctions.watcher.routing;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.Container;
import io.cvpfunctions.watcher.placements.ContainerLimit;
import io.cvpfunctions.watcher.placements.Placement;
import io.cvpfunctions.watcher.state.PlacementTable;
import io.cvpfunctions.watcher.state.QuietTable;
import io.cvpfunctions.watcher.state.QuietTable.Kind;
import io.cvpfunctions.watcher.state.QuietTable.Quiet;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Knows which containers an event is about, and whether people want quiet there. */
public final class Whereabouts {
  private final QuietTable quiets;

  /** Quiet as that table says. */
  public Whereabouts(QuietTable quiets) {
    this.quiets = quiets;
  }

  /**
   * The event as filters see it: with the places that it names, from where to where it moved or
   * where its device was then; where it names none, with those that its device has now. Part of the
   * caller's transaction.
   */
  EventView view(Connection connection, CloudEvent event) throws SQLException {
    EventView view = EventView.of(event);
    boolean named = !view.containers().isEmpty();
    return named ? view : view.placedIn(places(connection, view));
  }

  private static List<Container> places(Connection connection, EventView view) throws SQLException {
    if (view.subject().isEmpty()) return List.of();
    List<Container> places = PlacementTable.containers(connection, view.subject().get());
    boolean contained = places.stream().anyMatch(each -> each.label().isEmpty());
    return places.stream().filter(each -> !contained || !standsIn(each)).toList();
  }

  private static boolean standsIn(Container place) {
    return place.label().filter(Placement.STAND_IN_LABEL::equals).isPresent();
  }

  /** The window that the event falls into, the one that ends last. */
  Optional<Quiet> quiet(Connection connection, CloudEvent event) throws SQLException {
    List<Quiet> active = quiets.active(connection);
    if (active.isEmpty()) return Optional.empty();
    EventView told = EventView.of(event);
    EventView view = told.placedIn(places(connection, told));
    return active.stream()
        .filter(each -> about(each, view))
        .max((one, other) -> one.until().compareTo(other.until()));
  }

  private static boolean about(Quiet quiet, EventView view) {
    if (quiet.kind() == Kind.DEVICE) {
      return DeviceName.of(quiet.name()).matches(view.deviceNames());
    }
    return view.containers().stream().anyMatch(ContainerLimit.of(List.of(quiet.name()))::includes);
  }
}
