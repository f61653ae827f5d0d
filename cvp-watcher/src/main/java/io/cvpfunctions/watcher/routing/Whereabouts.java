package io.cvpfunctions.watcher.routing;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.Container;
import io.cvpfunctions.watcher.placements.ContainerLimit;
import io.cvpfunctions.watcher.placements.Placement;
import io.cvpfunctions.watcher.state.PlacementTable;
import io.cvpfunctions.watcher.state.PlacementTable.Stored;
import io.cvpfunctions.watcher.state.QuietTable;
import io.cvpfunctions.watcher.state.QuietTable.Kind;
import io.cvpfunctions.watcher.state.QuietTable.Quiet;
import io.cvpfunctions.watcher.state.StateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Knows which containers an event is about, and whether people want quiet there. */
public final class Whereabouts {
  private final QuietTable quiets;

  /** Quiet as that table says. */
  public Whereabouts(QuietTable quiets) {
    this.quiets = quiets;
  }

  /**
   * The event as filters see it: with the places that it names, from where to where it moved or
   * where its device was then; where it names none, with those that its device has now. What is
   * about a device that stays names no tags, so its device's go with it. Part of the caller's
   * transaction.
   */
  EventView view(Connection connection, CloudEvent event) throws SQLException {
    EventView view = EventView.of(event);
    if (view.containers().isEmpty()) return view.placedIn(places(known(connection, view)));
    return view.stays() ? view.tagged(() -> tags(connection, view)) : view;
  }

  private static List<Stored> known(Connection connection, EventView view) throws SQLException {
    return view.subject().isEmpty()
        ? List.of()
        : PlacementTable.of(connection, view.subject().get());
  }

  private static List<Container> tags(Connection connection, EventView view) {
    try {
      List<Container> places = places(known(connection, view));
      return places.stream().filter(each -> each.label().isPresent()).toList();
    } catch (SQLException failed) {
      throw new StateException("cannot read where a device is: " + failed.getMessage(), failed);
    }
  }

  private static List<Container> places(List<Stored> known) {
    List<Container> places = known.stream().map(each -> each.placement().container()).toList();
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
    List<Stored> known = known(connection, told);
    EventView view = told.placedIn(places(known));
    List<String> names = names(told, known);
    return active.stream()
        .filter(each -> about(each, view, names))
        .max((one, other) -> one.until().compareTo(other.until()));
  }

  /** By what the event calls its device, and, since it may know no more than a number, we do. */
  private static List<String> names(EventView told, List<Stored> known) {
    Stream<String> ours =
        known.stream().flatMap(each -> DeviceName.of(each.placement().device()).stream());
    return Stream.concat(told.deviceNames().stream(), ours).toList();
  }

  private static boolean about(Quiet quiet, EventView view, List<String> names) {
    if (quiet.kind() == Kind.DEVICE) return DeviceName.of(quiet.name()).matches(names);
    return view.containers().stream().anyMatch(ContainerLimit.of(List.of(quiet.name()))::includes);
  }
}
