package io.cvpfunctions.watcher.routing;

import io.cvpfunctions.watcher.delivery.DeliveryListener;
import io.cvpfunctions.watcher.delivery.Lanes;
import io.cvpfunctions.watcher.state.Outbox;
import io.cvpfunctions.watcher.state.StoredEvent;
import io.cvpfunctions.watcher.state.Term;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes deliveries of stored events, in their order, as the topic map says. */
public final class Router {
  private static final int AT_ONCE = 200;

  private final Term term;
  private final Outbox outbox;
  private final TopicMapRefresh topics;
  private final Lanes lanes;
  private final DeliveryListener listener;

  /** Routes what that outbox holds into those lanes. */
  public Router(
      Term term, Outbox outbox, TopicMapRefresh topics, Lanes lanes, DeliveryListener listener) {
    this.term = term;
    this.outbox = outbox;
    this.topics = topics;
    this.lanes = lanes;
    this.listener = listener;
  }

  /** Routes some of what waits, if there is a map; says whether there may be more. */
  public boolean routeSome() {
    if (topics.map().isEmpty()) return false;
    TopicMap map = topics.map().get();
    List<StoredEvent> events = outbox.unrouted(AT_ONCE);
    if (events.isEmpty()) return false;
    Map<StoredEvent, List<String>> routes = new LinkedHashMap<>();
    events.forEach(each -> routes.put(each, map.subscribers(each.event())));
    term.write(
        connection -> {
          for (var each : routes.entrySet()) {
            outbox.route(connection, each.getKey(), each.getValue());
          }
          return null;
        });
    Set<String> functions = new HashSet<>();
    routes.forEach(
        (stored, targets) -> {
          if (targets.isEmpty()) listener.unclaimed(stored.event());
          functions.addAll(targets);
        });
    lanes.wake(functions);
    return events.size() == AT_ONCE;
  }
}
