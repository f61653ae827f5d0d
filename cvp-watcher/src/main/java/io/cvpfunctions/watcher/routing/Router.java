package io.cvpfunctions.watcher.routing;

import io.cvpfunctions.watcher.delivery.DeliveryListener;
import io.cvpfunctions.watcher.delivery.Lanes;
import io.cvpfunctions.watcher.state.Outbox;
import io.cvpfunctions.watcher.state.StoredEvent;
import io.cvpfunctions.watcher.state.Term;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes deliveries of stored events, in their order, as the topic map says. */
public final class Router {
  private static final int AT_ONCE = 200;

  private final Term term;
  private final Outbox outbox;
  private final TopicMapRefresh topics;
  private final Audience audience;
  private final Lanes lanes;
  private final DeliveryListener listener;

  /** Routes what that outbox holds into those lanes. */
  public Router(
      Term term,
      Outbox outbox,
      TopicMapRefresh topics,
      Audience audience,
      Lanes lanes,
      DeliveryListener listener) {
    this.term = term;
    this.outbox = outbox;
    this.topics = topics;
    this.audience = audience;
    this.lanes = lanes;
    this.listener = listener;
  }

  /** What became of one event. */
  private record Routed(
      StoredEvent stored, List<String> functions, Map<String, Integer> withheld) {}

  /** Routes some of what waits, if there is a map; says whether there may be more. */
  public boolean routeSome() {
    if (topics.map().isEmpty()) return false;
    TopicMap map = topics.map().get();
    List<StoredEvent> events = outbox.unrouted(AT_ONCE);
    if (events.isEmpty()) return false;
    List<Routed> routed = term.write(connection -> route(connection, map, events));
    routed.forEach(this::tell);
    lanes.wake(routed.stream().flatMap(each -> each.functions().stream()).distinct().toList());
    return events.size() == AT_ONCE;
  }

  private List<Routed> route(Connection connection, TopicMap map, List<StoredEvent> events)
      throws SQLException {
    List<Routed> routed = new ArrayList<>();
    for (StoredEvent each : events) {
      List<String> functions = audience.of(connection, map, each.event());
      routed.add(new Routed(each, functions, outbox.route(connection, each, functions)));
    }
    return routed;
  }

  private void tell(Routed routed) {
    if (routed.functions().isEmpty()) listener.unclaimed(routed.stored().event());
    routed
        .withheld()
        .forEach((function, count) -> listener.withheld(function, routed.stored().event(), count));
  }
}
