package io.cvpfunctions.watcher.telemetry;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.watcher.delivery.DeliveryListener;
import io.cvpfunctions.watcher.state.Delivery;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Tells several listeners. */
public final class DeliveryListeners implements DeliveryListener {
  private final List<DeliveryListener> listeners;

  /** Tells them in that order. */
  public DeliveryListeners(DeliveryListener... listeners) {
    this.listeners = List.of(listeners);
  }

  @Override
  public void attempting(Delivery delivery, String callId) {
    each(listener -> listener.attempting(delivery, callId));
  }

  @Override
  public void delivered(Delivery delivery, String callId, int status, Duration took) {
    each(listener -> listener.delivered(delivery, callId, status, took));
  }

  @Override
  public void retrying(
      Delivery delivery, String callId, int status, String reason, Duration pause) {
    each(listener -> listener.retrying(delivery, callId, status, reason, pause));
  }

  @Override
  public void notJudged(Delivery delivery, String callId, int status, String reason) {
    each(listener -> listener.notJudged(delivery, callId, status, reason));
  }

  @Override
  public void deadLettered(Delivery delivery, int status, String reason) {
    each(listener -> listener.deadLettered(delivery, status, reason));
  }

  @Override
  public void held(String function, int status, String reason) {
    each(listener -> listener.held(function, status, reason));
  }

  @Override
  public void released(String function) {
    each(listener -> listener.released(function));
  }

  @Override
  public void unclaimed(CloudEvent event) {
    each(listener -> listener.unclaimed(event));
  }

  @Override
  public void withheld(String function, CloudEvent event, int deliveries) {
    each(listener -> listener.withheld(function, event, deliveries));
  }

  @Override
  public void abandoned(String function, int deliveries) {
    each(listener -> listener.abandoned(function, deliveries));
  }

  private void each(Consumer<DeliveryListener> telling) {
    listeners.forEach(telling);
  }
}
