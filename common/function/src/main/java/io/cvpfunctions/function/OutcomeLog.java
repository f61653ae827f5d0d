package io.cvpfunctions.function;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.tracing.Traceparent;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** One line an outcome, with what finds it again: call id, event id, subject; never a body. */
final class OutcomeLog {
  private static final Logger LOG = LoggerFactory.getLogger("io.cvpfunctions.outcome");

  private final String function;
  private final String callId;
  private final String traceparent;
  private CloudEvent event;

  OutcomeLog(String function, String callId, String traceparent) {
    this.function = function;
    this.callId = callId;
    this.traceparent = traceparent;
  }

  /** What the request turned out to hold. */
  void event(CloudEvent read) {
    event = read;
  }

  /** The line of the request. */
  void write(Reply reply, Duration took) {
    LoggingEventBuilder line = line(reply.status(), event, reply.cause());
    write(line.addKeyValue("ms", took.toMillis()), reply.outcome(), reply.detail());
  }

  /** The line of one event of a batch. */
  void write(CloudEvent one, int status, String outcome, String detail, Optional<Throwable> cause) {
    write(line(status, one, cause), outcome, detail);
  }

  private LoggingEventBuilder line(int status, CloudEvent about, Optional<Throwable> cause) {
    LoggingEventBuilder line = status < 400 ? LOG.atInfo() : LOG.atWarn();
    if (cause.isPresent()) line = LOG.atError().setCause(cause.get());
    line = line.addKeyValue("callId", callId);
    Optional<String> trace = trace(about);
    if (trace.isPresent()) line = line.addKeyValue("traceId", trace.get());
    if (about != null) {
      line =
          line.addKeyValue("id", about.getId())
              .addKeyValue("type", about.getType())
              .addKeyValue("subject", about.getSubject());
    }
    return line.addKeyValue("status", status);
  }

  /** The event's own, which is the same all the way; else that of the call. */
  private Optional<String> trace(CloudEvent about) {
    Optional<String> own =
        Optional.ofNullable(about).flatMap(e -> Events.extension(e, Events.TRACE_PARENT));
    return own.flatMap(Traceparent::trace).or(() -> Traceparent.trace(traceparent));
  }

  private void write(LoggingEventBuilder line, String outcome, String detail) {
    line.log("{} {}{}", function, outcome, detail.isEmpty() ? "" : ": " + detail);
  }
}
