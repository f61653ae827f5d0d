package io.cvpfunctions.watcher;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.tracing.Traceparent;
import org.slf4j.spi.LoggingEventBuilder;

/** A line of the log that is about one event: what finds it again, here and at the functions. */
public final class EventLine {
  private EventLine() {}

  /** That line, with the event's id and the trace that it belongs to. */
  public static LoggingEventBuilder of(LoggingEventBuilder line, CloudEvent event) {
    String trace =
        Events.extension(event, Events.TRACE_PARENT).flatMap(Traceparent::trace).orElse(null);
    return line.addKeyValue("id", event.getId()).addKeyValue("traceId", trace);
  }
}
