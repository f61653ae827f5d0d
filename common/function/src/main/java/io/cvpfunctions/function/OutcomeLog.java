package io.cvpfunctions.function;

import io.cloudevents.CloudEvent;
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
  private CloudEvent event;

  OutcomeLog(String function, String callId) {
    this.function = function;
    this.callId = callId;
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
    if (about != null) {
      line =
          line.addKeyValue("id", about.getId())
              .addKeyValue("type", about.getType())
              .addKeyValue("subject", about.getSubject());
    }
    return line.addKeyValue("status", status);
  }

  private void write(LoggingEventBuilder line, String outcome, String detail) {
    line.log("{} {}{}", function, outcome, detail.isEmpty() ? "" : ": " + detail);
  }
}
