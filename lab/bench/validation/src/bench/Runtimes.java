package bench;

import java.util.Arrays;
import java.util.List;

/** The Javas that are measured. */
final class Runtimes {
  private Runtimes() {}

  /** One of them: its number and its program. */
  record Java(int version, String program) {
    static Java parse(String text) {
      int equals = text.indexOf('=');
      return new Java(Integer.parseInt(text.substring(0, equals)), text.substring(equals + 1));
    }

    /** How a run writes its cache. */
    List<String> training(String name) {
      String make = version >= 25 ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=";
      return List.of(make + cache(name), "-Xlog:disable", "-Xlog:all=off");
    }

    /** How a run uses it. */
    List<String> options(String name, boolean cached) {
      String use = version >= 25 ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=";
      return cached ? List.of(use + cache(name)) : List.of();
    }

    private String cache(String name) {
      return name + "-" + version + ".cache";
    }
  }

  static List<Java> all() {
    return Arrays.stream(System.getProperty("bench.javas").split(" ", -1)).map(Java::parse).toList();
  }
}
