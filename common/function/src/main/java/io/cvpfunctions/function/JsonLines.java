package io.cvpfunctions.function;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.slf4j.event.KeyValuePair;

/**
 * Writes log lines as flat JSON objects, none of them near 64 KiB: a longer one stops of-watchdog's
 * reader for good, and then the function with it (facts: OpenFaaS C1).
 */
public final class JsonLines extends EncoderBase<ILoggingEvent> {
  private static final JsonFactory JSON = new JsonFactory();

  /** Characters of most lines. */
  private static final int USUAL = 256;

  private static final int LONGEST_MESSAGE = 2_000;
  private static final int LONGEST_TEXT = 400;
  private static final int MOST_VALUES = 8;
  private static final int MOST_CAUSES = 4;
  private static final int MOST_FRAMES = 10;

  @Override
  public byte[] encode(ILoggingEvent event) {
    StringWriter line = new StringWriter(USUAL);
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      write(event, json);
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void write(ILoggingEvent event, JsonGenerator json) throws IOException {
    json.writeStringField("time", Instant.ofEpochMilli(event.getTimeStamp()).toString());
    json.writeStringField("level", event.getLevel().toString());
    json.writeStringField("logger", event.getLoggerName());
    json.writeStringField("message", message(event));
    writeValues(event.getKeyValuePairs(), json);
    IThrowableProxy thrown = event.getThrowableProxy();
    if (thrown != null) json.writeStringField("error", trace(thrown));
  }

  private static String message(ILoggingEvent event) {
    return cut(String.valueOf(event.getFormattedMessage()), LONGEST_MESSAGE);
  }

  private static void writeValues(List<KeyValuePair> pairs, JsonGenerator json) throws IOException {
    if (pairs == null) return;
    int written = 0;
    for (KeyValuePair pair : pairs) {
      if (pair.value == null || written++ >= MOST_VALUES) continue;
      json.writeFieldName(cut(pair.key, LONGEST_TEXT));
      writeValue(pair.value, json);
    }
  }

  private static void writeValue(Object value, JsonGenerator json) throws IOException {
    if (value instanceof Integer || value instanceof Long) {
      json.writeNumber(((Number) value).longValue());
    } else {
      json.writeString(cut(value.toString(), LONGEST_TEXT));
    }
  }

  /** Every cause with its innermost frames, since the last cause is what mostly tells. */
  private static String trace(IThrowableProxy thrown) {
    StringBuilder text = new StringBuilder();
    IThrowableProxy cause = thrown;
    for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
      if (i > 0) text.append("\ncaused by ");
      text.append(cut(cause.getClassName() + ": " + cause.getMessage(), LONGEST_TEXT));
      Arrays.stream(cause.getStackTraceElementProxyArray())
          .limit(MOST_FRAMES)
          .forEach(frame -> text.append("\n  ").append(cut(frame.getSTEAsString(), LONGEST_TEXT)));
      cause = cause.getCause();
    }
    return text.toString();
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest) + "...";
  }

  @Override
  public byte[] headerBytes() {
    return new byte[0];
  }

  @Override
  public byte[] footerBytes() {
    return new byte[0];
  }
}
