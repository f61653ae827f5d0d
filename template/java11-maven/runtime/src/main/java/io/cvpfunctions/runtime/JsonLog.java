package io.cvpfunctions.runtime;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** One JSON object a line, never near the 64 KiB at which of-watchdog stops reading. */
final class JsonLog {
  private static final int LONGEST_STACK = 16 * 1024;
  private static final int BRIEF = 1024;

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
    try {
      thrown.printStackTrace(new PrintWriter(text));
    } catch (Throwable silent) {
      text.append(name(thrown));
      for (StackTraceElement frame : thrown.getStackTrace()) text.append("\n\tat " + frame);
    }
    return cut(text.toString(), LONGEST_STACK);
  }

  /** The class of an error and its message, unless asking for that fails in its turn. */
  static String name(Throwable thrown) {
    try {
      return String.valueOf(thrown.toString());
    } catch (Throwable silent) {
      return thrown.getClass().getName();
    }
  }

  /**
   * What callers choose, such as a path, must leave room in the line for what the function says.
   */
  static String brief(String text) {
    return text == null ? null : cut(text, BRIEF);
  }

  private static String cut(String text, int length) {
    return text.length() > length ? text.substring(0, length) + "..." : text;
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
