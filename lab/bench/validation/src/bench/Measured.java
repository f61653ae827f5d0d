package bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What one process took from exec to its end: seconds, processor seconds, memory at its most. */
record Measured(double wall, double cpu, double mebibytes, String output) {
  private static final int USER_TICKS = 13;
  private static final double TICKS_PER_SECOND = 100;
  private static final int LOOK_MILLIS = 5;

  /** Runs the command, which must end with 0. */
  static Measured of(List<String> command, Map<String, String> environment) throws IOException {
    File output = new File("output");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    long begin = System.nanoTime();
    Process process = builder.redirectOutput(output).start();
    double cpu = 0;
    double most = 0;
    try {
      while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        cpu = Math.max(cpu, cpu(process.pid()));
        most = Math.max(most, peak(process.pid()));
      }
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
    double wall = (System.nanoTime() - begin) / 1e9;
    String text = Files.readString(output.toPath());
    if (process.exitValue() != 0) throw new IOException(command + " failed:\n" + text);
    return new Measured(wall, cpu, most, text);
  }

  private static double cpu(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      int user = USER_TICKS - 2;
      return (Double.parseDouble(fields[user]) + Double.parseDouble(fields[user + 1]))
          / TICKS_PER_SECOND;
    } catch (IOException ended) {
      return 0;
    }
  }

  private static double peak(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
          .sum();
    } catch (IOException ended) {
      return 0;
    }
  }

  /** The one with the least processor time: what others on the machine do can only add to it. */
  static Measured leastDisturbed(List<Measured> all) {
    return all.stream().min(Comparator.comparing(Measured::cpu)).orElseThrow();
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%6.2f s, %6.2f s CPU, %4.0f MiB", wall, cpu, mebibytes);
  }
}
