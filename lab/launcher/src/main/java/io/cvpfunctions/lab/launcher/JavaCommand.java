package io.cvpfunctions.lab.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of a Java process, on the Java that runs the lab. */
final class JavaCommand {
  private final List<String> words = new ArrayList<>();

  private JavaCommand() {
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
  }

  static JavaCommand java() {
    return new JavaCommand();
  }

  /** The process's {@code jvm.options}, as image and bench use them. */
  JavaCommand options(Path jvmOptions) {
    words.add("@" + jvmOptions);
    return this;
  }

  JavaCommand with(String... more) {
    words.addAll(List.of(more));
    return this;
  }

  List<String> words() {
    return List.copyOf(words);
  }
}
