package io.cvpfunctions.watcher.routing;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.watcher.delivery.DeliveryListener;
import io.cvpfunctions.watcher.delivery.Lanes;
import io.cvpfunctions.watcher.state.Intake;
import io.cvpfunctions.watcher.state.Outbox;
import io.cvpfunctions.watcher.state.Outbox.Message;
import io.cvpfunctions.watcher.state.StoredEvent;
import io.cvpfunctions.watcher.state.Term;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes deliveries of events, in their order, as the topic map says: as they are stored, or, where
 * there is no map yet or others wait, later.
 */
public final class Router implements Intake {
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
  private record Routed(CloudEvent event, List<String> functions, Map<String, Integer> withheld) {}

  @Override
  public Runnable add(Connection connection, Message message) throws SQLException {
    Optional<TopicMap> map = topics.map();
    if (map.isEmpty() || outbox.waits(connection)) {
      outbox.add(connection, message);
      return () -> {};
    }
    List<String> functions = audience.of(connection, map.get(), message.event());
    Map<String, Integer> withheld = outbox.add(connection, message, functions);
    return () -> tell(List.of(new Routed(message.event(), functions, withheld)));
  }

  /** Routes some of what waits, if there is a map; says whether there may be more. */
  public boolean routeSome() {
    if (topics.map().isEmpty()) return false;
    TopicMap map = topics.map().get();
    List<StoredEvent> events = outbox.unrouted(AT_ONCE);
    if (events.isEmpty()) return false;
    List<Routed> routed = term.write(connection -> route(connection, map, events));
    tell(routed);
    return events.size() == AT_ONCE;
  }

  private List<Routed> route(Connection connection, TopicMap map, List<StoredEvent> events)
      throws SQLException {
    List<Routed> routed = new ArrayList<>();
    for (StoredEvent each : events) {
      List<String> functions = audience.of(connection, map, each.event());
      Map<String, Integer> withheld = outbox.route(connection, each, functions);
      routed.add(new Routed(each.event(), functions, withheld));
    }
    return routed;
  }

  private void tell(List<Routed> routed) {
    routed.forEach(this::tell);
    lanes.wake(routed.stream().flatMap(each -> each.functions().stream()).distinct().toList());
  }

  private void tell(Routed routed) {
    if (routed.functions().isEmpty()) listener.unclaimed(routed.event());
    routed
        .withheld()
        .forEach((function, count) -> listener.withheld(function, routed.event(), count));
  }
}
