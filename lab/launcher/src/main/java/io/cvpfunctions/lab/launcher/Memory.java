package io.cvpfunctions.lab.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** How much of the machine's memory each process holds, as {@code ps} has it. */
final class Memory {
  private Memory() {}

  /** One line: each process with its resident memory in MiB. */
  static String of(Map<String, Long> pids) {
    StringBuilder line = new StringBuilder();
    pids.forEach(
        (name, pid) -> {
          if (line.length() > 0) line.append(", ");
          line.append(name).append(' ').append(resident(pid));
        });
    return line.toString();
  }

  private static String resident(long pid) {
    try {
      Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
      String text = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      double mebibytes = Long.parseLong(text.trim()) / 1024.0;
      return String.format(Locale.ROOT, "%.0f MiB", mebibytes);
    } catch (IOException | NumberFormatException noPs) {
      return "unknown";
    }
  }
}
