package io.cvpfunctions.watcher.routing;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.watcher.state.HoldTable;
import io.cvpfunctions.watcher.state.Plan;
import io.cvpfunctions.watcher.state.Planner;
import io.cvpfunctions.watcher.state.QuietTable.Quiet;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Plans deliveries as the functions' annotations say: on hold, after a quiet window, at once. */
public final class Scheduling implements Planner {
  private final Function<String, Subscription> subscriptions;
  private final HoldTable holds;
  private final Whereabouts whereabouts;

  /** How a function wants its events is looked up each time. */
  public Scheduling(
      Function<String, Subscription> subscriptions, HoldTable holds, Whereabouts whereabouts) {
    this.subscriptions = subscriptions;
    this.holds = holds;
    this.whereabouts = whereabouts;
  }

  @Override
  public Plan plan(Connection connection, CloudEvent event, String function) throws SQLException {
    Subscription subscription = subscriptions.apply(function);
    Optional<Long> quiet =
        subscription.quiet()
            ? whereabouts.quiet(connection, event).map(Quiet::number)
            : Optional.empty();
    EventView view = EventView.of(event);
    if (view.identity().isEmpty()) return new Plan(Duration.ZERO, Optional.empty(), quiet, 0);
    return plan(connection, event, view, subscription, quiet);
  }

  private Plan plan(
      Connection connection,
      CloudEvent event,
      EventView view,
      Subscription subscription,
      Optional<Long> quiet)
      throws SQLException {
    String function = subscription.function();
    String identity = view.identity().orElseThrow();
    Duration hold = subscription.hold();
    if (view.resolved() && !hold.isZero()) {
      int withheld = holds.withhold(connection, function, identity, event.getTime(), hold);
      if (withheld > 0) return new Plan(Duration.ZERO, view.identity(), quiet, withheld + 1);
    }
    boolean told = holds.told(connection, function, identity);
    if (view.resolved() && !told && view.lastedLessThan(hold)) {
      return new Plan(Duration.ZERO, view.identity(), quiet, 1);
    }
    boolean first = !view.resolved() && !told;
    Duration wait = first ? hold : holds.left(connection, function, identity);
    holds.tell(connection, function, identity, event.getId());
    return new Plan(wait, view.identity(), quiet, 0);
  }
}
