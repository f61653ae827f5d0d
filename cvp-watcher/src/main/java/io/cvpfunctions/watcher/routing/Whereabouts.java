package io.cvpfunctions.watcher.routing;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.watcher.placements.ContainerLimit;
import io.cvpfunctions.watcher.placements.Glob;
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

  /** The event with its device's containers; part of the caller's transaction. */
  EventView view(Connection connection, CloudEvent event) throws SQLException {
    EventView view = EventView.of(event);
    String subject = event.getSubject();
    if (!view.containers().isEmpty() || subject == null) return view;
    return view.placedIn(PlacementTable.containers(connection, subject));
  }

  /** The window that the event falls into, the one that ends last. */
  Optional<Quiet> quiet(Connection connection, CloudEvent event) throws SQLException {
    List<Quiet> active = quiets.active(connection);
    if (active.isEmpty()) return Optional.empty();
    EventView view = view(connection, event);
    return active.stream()
        .filter(each -> about(each, view))
        .max((one, other) -> one.until().compareTo(other.until()));
  }

  private static boolean about(Quiet quiet, EventView view) {
    if (quiet.kind() == Kind.DEVICE) {
      return view.deviceNames().stream().anyMatch(Glob.of(quiet.name())::matches);
    }
    return view.containers().stream().anyMatch(ContainerLimit.of(List.of(quiet.name()))::includes);
  }
}
