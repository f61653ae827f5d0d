package io.cvpfunctions.function;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
  private static final int LONGEST_MESSAGE = 2_000;
  private static final int LONGEST_TEXT = 400;
  private static final int MOST_VALUES = 8;
  private static final int MOST_CAUSES = 4;
  private static final int MOST_FRAMES = 10;

  @Override
  public byte[] encode(ILoggingEvent event) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("time", Instant.ofEpochMilli(event.getTimeStamp()).toString());
    line.put("level", event.getLevel().toString());
    line.put("logger", event.getLoggerName());
    line.put("message", cut(String.valueOf(event.getFormattedMessage()), LONGEST_MESSAGE));
    putValues(line, event.getKeyValuePairs());
    IThrowableProxy thrown = event.getThrowableProxy();
    if (thrown != null) line.put("error", trace(thrown));
    return (line + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static void putValues(ObjectNode line, List<KeyValuePair> pairs) {
    if (pairs == null) return;
    pairs.stream().filter(pair -> pair.value != null).limit(MOST_VALUES).forEach(p -> put(line, p));
  }

  private static void put(ObjectNode line, KeyValuePair pair) {
    String key = cut(pair.key, LONGEST_TEXT);
    if (pair.value instanceof Integer || pair.value instanceof Long) {
      line.put(key, ((Number) pair.value).longValue());
    } else {
      line.put(key, cut(pair.value.toString(), LONGEST_TEXT));
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
