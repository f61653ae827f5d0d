package io.cvpfunctions.watcher;

import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.watcher.delivery.DeliveryListener;
import io.cvpfunctions.watcher.delivery.Lanes;
import io.cvpfunctions.watcher.routing.Subscription;
import io.cvpfunctions.watcher.routing.TopicMap;
import io.cvpfunctions.watcher.routing.TopicMapRefresh;
import io.cvpfunctions.watcher.state.Deliveries;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the gateway for its functions again and again, and says when the answer is a new one. */
final class TopicWatch {
  private static final Logger LOG = LoggerFactory.getLogger(TopicWatch.class);
  private static final Duration SOON = Duration.ofSeconds(1);

  private final TopicMapRefresh topics;
  private final Deliveries deliveries;
  private final Lanes lanes;
  private final DeliveryListener listener;
  private final Duration interval;
  private final Runnable mapped;
  private String lastFailure = "";
  private String lastMap = "";

  /** {@code mapped} is run after every good answer. */
  TopicWatch(
      TopicMapRefresh topics,
      Deliveries deliveries,
      Lanes lanes,
      DeliveryListener listener,
      Duration interval,
      Runnable mapped) {
    this.topics = topics;
    this.deliveries = deliveries;
    this.lanes = lanes;
    this.listener = listener;
    this.interval = interval;
    this.mapped = mapped;
  }

  /** Asks once, and says how long to wait; not long while there is no map at all. */
  Duration refresh() {
    Set<String> waitedFor = deliveries.functionsWaitedFor();
    try {
      for (String gone : topics.refresh(waitedFor)) abandon(gone);
      lastFailure = "";
      sayMap();
      mapped.run();
      return interval;
    } catch (CallFailedException failed) {
      sayFailure(failed);
      return topics.map().isEmpty() && SOON.compareTo(interval) < 0 ? SOON : interval;
    } finally {
      lanes.wake(waitedFor);
    }
  }

  private void abandon(String function) {
    int count = deliveries.abandon(function, "the function " + function + " is not deployed");
    if (count > 0) listener.abandoned(function, count);
  }

  private void sayMap() {
    TopicMap map = topics.map().orElseThrow();
    List<Subscription> subscribing = map.subscribing();
    String text =
        String.join(
            ", ", subscribing.stream().map(s -> s.function() + " (" + s.topics() + ")").toList());
    List<String> problems = map.problems();
    if ((text + problems).equals(lastMap)) return;
    lastMap = text + problems;
    LOG.atInfo()
        .addKeyValue("event", "topics.mapped")
        .log("told are: {}", text.isEmpty() ? "nobody; no function names a topic" : text);
    for (String each : problems) {
      LOG.atWarn().addKeyValue("event", "topics.unreadable").log("{}", each);
    }
  }

  private void sayFailure(CallFailedException failed) {
    if (lastFailure.equals(failed.getMessage())) return;
    lastFailure = failed.getMessage();
    LOG.atWarn()
        .addKeyValue("event", "topics.failed")
        .log("{}; the last map stays", failed.getMessage());
  }
}
