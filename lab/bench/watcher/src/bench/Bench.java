package bench;

import java.util.Set;

/** Measures the watcher as a process, each figure beside what it is to be compared with. */
final class Bench {
  private Bench() {}

  public static void main(String[] arguments) throws Exception {
    Set<String> parts = Set.of(arguments);
    if (parts.contains("rate")) new Rate().run();
    if (parts.contains("poll")) new Poll().run();
    if (parts.contains("memory")) new Memory().run();
    if (parts.contains("lag")) new Lag().run();
  }
}
