package io.cvpfunctions.watcher.telemetry;

import static io.cvpfunctions.watcher.telemetry.Metrics.join;
import static io.cvpfunctions.watcher.telemetry.Metrics.label;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.watcher.delivery.DeliveryListener;
import io.cvpfunctions.watcher.state.Delivery;
import java.time.Clock;
import java.time.Duration;

/** Counts everything that becomes of a delivery. */
public final class DeliveryMetrics implements DeliveryListener {
  private static final String DELIVERIES = "cvp_watcher_deliveries_total";
  private static final String ATTEMPTS = "cvp_watcher_attempts_total";
  private static final String LAG = "cvp_watcher_delivery_lag_seconds";
  private static final String UNCLAIMED = "cvp_watcher_unclaimed_total";

  private final Metrics metrics;
  private final Clock clock;

  /** Counts into those metrics. */
  public DeliveryMetrics(Metrics metrics, Clock clock) {
    this.metrics = metrics;
    this.clock = clock;
    metrics.counter(DELIVERIES, "Deliveries that ended, by function and outcome.");
    metrics.counter(ATTEMPTS, "Attempts of each event, by function and status; 0 is no answer.");
    metrics.counter(UNCLAIMED, "Events that no function takes, by type.");
    metrics.histogram(LAG, "From storing an event to the function having had it.");
  }

  @Override
  public void attempting(Delivery delivery, String callId) {
    // Counted with its status, once that is known.
  }

  @Override
  public void delivered(Delivery delivery, String callId, int status, Duration took) {
    attempt(delivery.function(), status);
    ended(delivery.function(), "done", 1);
    Duration lag = Duration.between(delivery.since(), clock.instant());
    metrics.seconds(LAG, function(delivery.function()), Math.max(0, lag.toMillis()) / 1000.0);
  }

  @Override
  public void retrying(
      Delivery delivery, String callId, int status, String reason, Duration pause) {
    attempt(delivery.function(), status);
  }

  @Override
  public void notJudged(Delivery delivery, String callId, int status, String reason) {
    attempt(delivery.function(), status);
  }

  @Override
  public void deadLettered(Delivery delivery, int status, String reason) {
    attempt(delivery.function(), status);
    ended(delivery.function(), "dead-lettered", 1);
  }

  @Override
  public void held(String function, int status, String reason) {
    // The gauge of held lanes says it, and the attempt is counted as one that was not judged.
  }

  @Override
  public void released(String function) {
    // The gauge of held lanes says it.
  }

  @Override
  public void unclaimed(CloudEvent event) {
    metrics.count(UNCLAIMED, label("type", event.getType()), 1);
  }

  @Override
  public void withheld(String function, CloudEvent event, int deliveries) {
    ended(function, "withheld", deliveries);
  }

  @Override
  public void abandoned(String function, int deliveries) {
    ended(function, "abandoned", deliveries);
  }

  private void attempt(String function, int status) {
    metrics.count(ATTEMPTS, join(function(function), label("status", status + "")), 1);
  }

  private void ended(String function, String outcome, int count) {
    metrics.count(DELIVERIES, join(function(function), label("outcome", outcome)), count);
  }

  private static String function(String name) {
    return label("function", name);
  }
}
