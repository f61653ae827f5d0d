package io.cvpfunctions.watcher.routing;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.watcher.state.HoldTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides who is told of an event: those with a topic for it whose filters it passes, and whoever
 * was told of an earlier state of the same CloudVision event, lest an alarm stay open for good.
 */
public final class Audience {
  private final HoldTable holds;
  private final Whereabouts whereabouts;

  /** Who was told before is in that table. */
  public Audience(HoldTable holds, Whereabouts whereabouts) {
    this.holds = holds;
    this.whereabouts = whereabouts;
  }

  /** The functions, each once, in the order of their names; part of the caller's transaction. */
  List<String> of(Connection connection, TopicMap map, CloudEvent event) throws SQLException {
    EventView view = whereabouts.view(connection, event);
    List<String> functions = new ArrayList<>();
    for (Subscription each : map.about(view)) {
      if (each.passes(view) || told(connection, each.function(), view.identity())) {
        functions.add(each.function());
      }
    }
    return functions;
  }

  private boolean told(Connection connection, String function, Optional<String> identity)
      throws SQLException {
    return identity.isPresent() && holds.told(connection, function, identity.get());
  }
}
