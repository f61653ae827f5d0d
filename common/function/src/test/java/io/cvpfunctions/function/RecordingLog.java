package io.cvpfunctions.function;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/** Remembers every line logged while it is open, as it is written. */
final class RecordingLog implements AutoCloseable {
  private static final Logger ROOT =
      (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

  private final JsonLines encoder = new JsonLines();
  private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

  RecordingLog() {
    appender.start();
    ROOT.addAppender(appender);
  }

  List<String> lines() {
    return List.copyOf(appender.list).stream().map(this::line).collect(Collectors.toList());
  }

  /** The lines that hold this text. */
  List<String> lines(String text) {
    return lines().stream().filter(line -> line.contains(text)).collect(Collectors.toList());
  }

  private String line(ILoggingEvent event) {
    return new String(encoder.encode(event), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    ROOT.detachAppender(appender);
  }
}
