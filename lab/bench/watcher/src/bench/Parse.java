package bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Parses a file again and again, in a process of its own with the watcher's options. */
final class Parse {
  private Parse() {}

  static Cost run(Path file, int warm, int rounds) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String options = "@" + Site.ROOT.resolve("cvp-watcher/jvm.options");
    Process process =
        new ProcessBuilder(
                java,
                options,
                "-cp",
                System.getProperty("bench.path"),
                "bench.Parse",
                file.toString(),
                "" + warm,
                "" + rounds)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String[] answer =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split(" ", -1);
    return new Cost(Double.parseDouble(answer[0]), Double.parseDouble(answer[1]));
  }

  public static void main(String[] arguments) throws IOException {
    byte[] json = Files.readAllBytes(Path.of(arguments[0]));
    ObjectMapper mapper = new ObjectMapper();
    int size = rounds(mapper, json, Integer.parseInt(arguments[1]));
    Cost before = now();
    int rounds = Integer.parseInt(arguments[2]);
    size += rounds(mapper, json, rounds);
    Cost each = now().since(before).each(rounds);
    System.out.print(each.millis() + " " + each.megabytes() + " " + size);
  }

  private static int rounds(ObjectMapper mapper, byte[] json, int rounds) throws IOException {
    int size = 0;
    for (int i = 0; i < rounds; i++) size += mapper.readTree(json).size();
    return size;
  }

  private static Cost now() {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long bytes = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    return new Cost(system.getProcessCpuTime() / 1e6, bytes / 1e6);
  }
}
