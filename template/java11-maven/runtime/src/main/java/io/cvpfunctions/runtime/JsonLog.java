package io.cvpfunctions.runtime;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** One JSON object a line, never near the 64 KiB at which of-watchdog stops reading. */
final class JsonLog {
  /** Reserve under 64 KiB; one text alone is already cut by {@link Json}. */
  private static final int LONGEST_STACK = 16 * 1024;

  private final PrintStream out;

  JsonLog(PrintStream out) {
    this.out = out;
  }

  void info(String message, Object... namesAndValues) {
    line("info", message, namesAndValues);
  }

  void warn(String message, Object... namesAndValues) {
    line("warn", message, namesAndValues);
  }

  void error(String message, Object... namesAndValues) {
    line("error", message, namesAndValues);
  }

  /** What an error's line carries: its stack trace, the causes included. */
  static String stack(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    String stack = text.toString();
    return stack.length() > LONGEST_STACK ? stack.substring(0, LONGEST_STACK) + "..." : stack;
  }

  private void line(String level, String message, Object[] namesAndValues) {
    Object[] all = new Object[namesAndValues.length + 6];
    Object time = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    System.arraycopy(new Object[] {"time", time, "level", level, "msg", message}, 0, all, 0, 6);
    System.arraycopy(namesAndValues, 0, all, 6, namesAndValues.length);
    byte[] line = (Json.object(all) + "\n").getBytes(StandardCharsets.UTF_8);
    out.write(line, 0, line.length);
    out.flush();
  }
}
