package io.cvpfunctions.watcher.telemetry;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.remote.GoDuration;
import io.cvpfunctions.watcher.EventLine;
import io.cvpfunctions.watcher.delivery.DeliveryListener;
import io.cvpfunctions.watcher.state.Delivery;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** One line for everything that becomes of a delivery. */
public final class DeliveryLog implements DeliveryListener {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryLog.class);

  @Override
  public void attempting(Delivery delivery, String callId) {
    line(LOG.atDebug(), "delivery.attempting", delivery)
        .addKeyValue("callId", callId)
        .log("{}: attempt {}", delivery, delivery.attempts());
  }

  @Override
  public void delivered(Delivery delivery, String callId, int status, Duration took) {
    line(LOG.atInfo(), "delivery.done", delivery)
        .addKeyValue("callId", callId)
        .addKeyValue("status", status)
        .addKeyValue("durationMs", took.toMillis())
        .log("{} done in {}", delivery, GoDuration.format(took));
  }

  @Override
  public void retrying(
      Delivery delivery, String callId, int status, String reason, Duration pause) {
    line(LOG.atWarn(), "delivery.retrying", delivery)
        .addKeyValue("callId", callId)
        .addKeyValue("status", status)
        .log(
            "{} {}; attempt {} in {}",
            delivery,
            reason,
            delivery.attempts() + 1,
            GoDuration.format(pause));
  }

  @Override
  public void notJudged(Delivery delivery, String callId, int status, String reason) {
    line(LOG.atInfo(), "delivery.not-judged", delivery)
        .addKeyValue("callId", callId)
        .addKeyValue("status", status)
        .log("{} was not judged, and is tried again at no cost: {}", delivery, reason);
  }

  @Override
  public void deadLettered(Delivery delivery, int status, String reason) {
    line(LOG.atError(), "delivery.dead-lettered", delivery)
        .addKeyValue("status", status)
        .log("{} is a dead letter: {}; see dead-letters show {}", delivery, reason, delivery.seq());
  }

  @Override
  public void held(String function, int status, String reason) {
    LOG.atError()
        .addKeyValue("event", "lane.held")
        .addKeyValue("function", function)
        .addKeyValue("status", status)
        .log("all of {} waits: {}", function, reason);
  }

  @Override
  public void released(String function) {
    LOG.atInfo()
        .addKeyValue("event", "lane.released")
        .addKeyValue("function", function)
        .log("nothing waits for {} to be reached any more", function);
  }

  @Override
  public void unclaimed(CloudEvent event) {
    EventLine.of(LOG.atInfo(), event)
        .addKeyValue("event", "event.unclaimed")
        .addKeyValue("subject", String.valueOf(event.getSubject()))
        .log("no function takes {} of {}", event.getType(), event.getSubject());
  }

  @Override
  public void withheld(String function, CloudEvent event, int deliveries) {
    EventLine.of(LOG.atInfo(), event)
        .addKeyValue("event", "delivery.withheld")
        .addKeyValue("subject", String.valueOf(event.getSubject()))
        .addKeyValue("function", function)
        .log(
            "{} of {} was resolved on hold; {} is not told",
            event.getType(),
            event.getSubject(),
            function);
  }

  @Override
  public void abandoned(String function, int deliveries) {
    LOG.atError()
        .addKeyValue("event", "lane.abandoned")
        .addKeyValue("function", function)
        .log("{} is not deployed: {} deliveries are dead letters now", function, deliveries);
  }

  private static LoggingEventBuilder line(
      LoggingEventBuilder line, String event, Delivery delivery) {
    return EventLine.of(line, delivery.event())
        .addKeyValue("event", event)
        .addKeyValue("subject", delivery.subject())
        .addKeyValue("function", delivery.function());
  }
}
