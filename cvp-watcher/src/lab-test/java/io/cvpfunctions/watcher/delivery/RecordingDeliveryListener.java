package io.cvpfunctions.watcher.delivery;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.watcher.state.Delivery;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what became of deliveries, one line each, so that a test reads like a log. */
final class RecordingDeliveryListener implements DeliveryListener {
  final List<String> log = new CopyOnWriteArrayList<>();
  final List<String> notJudged = new CopyOnWriteArrayList<>();

  @Override
  public void attempting(Delivery delivery, String callId) {
    // Every attempt ends in one of the others.
  }

  @Override
  public void delivered(Delivery delivery, String callId, int status, Duration took) {
    log.add(name(delivery) + " done " + status);
  }

  @Override
  public void retrying(
      Delivery delivery, String callId, int status, String reason, Duration pause) {
    log.add(name(delivery) + " retrying " + status);
  }

  @Override
  public void notJudged(Delivery delivery, String callId, int status, String reason) {
    notJudged.add(name(delivery) + " " + status);
  }

  @Override
  public void deadLettered(Delivery delivery, int status, String reason) {
    log.add(name(delivery) + " dead " + status);
  }

  @Override
  public void held(String function, int status, String reason) {
    log.add(function + " held " + status);
  }

  @Override
  public void released(String function) {
    log.add(function + " released");
  }

  @Override
  public void unclaimed(CloudEvent event) {
    log.add(event.getId() + " unclaimed");
  }

  @Override
  public void withheld(String function, CloudEvent event, int deliveries) {
    log.add(event.getId() + " to " + function + " withheld " + deliveries);
  }

  @Override
  public void abandoned(String function, int deliveries) {
    log.add(function + " abandoned " + deliveries);
  }

  private static String name(Delivery delivery) {
    return delivery.event().getId() + " to " + delivery.function();
  }
}
