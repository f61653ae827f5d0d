package bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Processor time and allocated memory of a process, so far or for one of many rounds. */
record Cost(double millis, double megabytes) {
  private static final Pattern ALLOCATED = Pattern.compile("allocated=(\\d+)([BKMG])");
  private static final int USER_TICKS = 13;
  private static final double MILLIS_PER_TICK = 10;

  /** All threads that live, as the kernel and the JVM count. */
  static Cost of(long pid) throws IOException {
    String[] stat = Files.readString(Path.of("/proc/" + pid + "/stat")).split(" ", -1);
    double ticks = Double.parseDouble(stat[USER_TICKS]) + Double.parseDouble(stat[USER_TICKS + 1]);
    return new Cost(ticks * MILLIS_PER_TICK, allocated(pid));
  }

  private static double allocated(long pid) throws IOException {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                "" + pid,
                "Thread.print",
                "-e")
            .start();
    String threads = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    double sum = 0;
    Matcher each = ALLOCATED.matcher(threads);
    while (each.find()) sum += Double.parseDouble(each.group(1)) * unit(each.group(2));
    return sum;
  }

  private static double unit(String letter) {
    return switch (letter) {
      case "B" -> 1e-6;
      case "K" -> 1024e-6;
      case "M" -> 1.048576;
      default -> 1073.741824;
    };
  }

  Cost since(Cost before) {
    return new Cost(millis - before.millis, megabytes - before.megabytes);
  }

  Cost each(int rounds) {
    return new Cost(millis / rounds, megabytes / rounds);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.0f ms, %.1f MB allocated", millis, megabytes);
  }
}
