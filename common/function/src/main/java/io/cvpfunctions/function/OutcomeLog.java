package io.cvpfunctions.function;

import io.cloudevents.CloudEvent;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** One line an outcome, with what finds it again: call id, event id, subject; never a body. */
final class OutcomeLog {
  private static final Logger LOG = LoggerFactory.getLogger("io.cvpfunctions.outcome");

  private final String function;
  private final String callId;
  private CloudEvent event;
  private Throwable cause;

  OutcomeLog(String function, String callId) {
    this.function = function;
    this.callId = callId;
  }

  void event(CloudEvent read) {
    event = read;
  }

  void cause(Throwable failure) {
    cause = failure;
  }

  void write(Reply reply, Duration took) {
    LoggingEventBuilder line = reply.status() < 400 ? LOG.atInfo() : LOG.atWarn();
    line = line.addKeyValue("callId", callId);
    if (event != null) {
      line =
          line.addKeyValue("id", event.getId())
              .addKeyValue("type", event.getType())
              .addKeyValue("subject", event.getSubject());
    }
    line = line.addKeyValue("status", reply.status()).addKeyValue("ms", took.toMillis());
    if (cause != null) line = line.setCause(cause);
    String why = reply.detail().isEmpty() ? "" : ": " + reply.detail();
    line.log("{} {}{}", function, reply.outcome(), why);
  }
}
