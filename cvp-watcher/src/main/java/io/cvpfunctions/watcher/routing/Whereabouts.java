package io.cvpfunctions.watcher.routing;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.Container;
import io.cvpfunctions.watcher.placements.ContainerLimit;
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
  /** A tag of that label is a place only where there are no containers. */
  private static final String STAND_IN = "Container";

  private final QuietTable quiets;

  /** Quiet as that table says. */
  public Whereabouts(QuietTable quiets) {
    this.quiets = quiets;
  }

  /**
   * The event as filters see it: a move from where to where, everything else with all the places of
   * its device; part of the caller's transaction.
   */
  EventView view(Connection connection, CloudEvent event) throws SQLException {
    EventView view = EventView.of(event);
    return view.saysWhere() ? view : placed(connection, view);
  }

  private static EventView placed(Connection connection, EventView view) throws SQLException {
    if (view.subject().isEmpty()) return view;
    List<Container> places = PlacementTable.containers(connection, view.subject().get());
    boolean contained = places.stream().anyMatch(each -> each.label().isEmpty());
    return view.placedIn(places.stream().filter(each -> !contained || !standsIn(each)).toList());
  }

  private static boolean standsIn(Container place) {
    return place.label().filter(STAND_IN::equals).isPresent();
  }

  /** The window that the event falls into, the one that ends last. */
  Optional<Quiet> quiet(Connection connection, CloudEvent event) throws SQLException {
    List<Quiet> active = quiets.active(connection);
    if (active.isEmpty()) return Optional.empty();
    EventView view = placed(connection, EventView.of(event));
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
