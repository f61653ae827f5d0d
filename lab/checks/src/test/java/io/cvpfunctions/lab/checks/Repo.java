package io.cvpfunctions.lab.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the things to be checked are. */
final class Repo {
  static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();
  static final List<String> FUNCTIONS =
      List.of("device-move", "notify-slack", "run-validation", "kafka-publish");

  /** Those and the example of one's own. */
  static final List<String> ALL_FUNCTIONS =
      Stream.concat(FUNCTIONS.stream(), Stream.of("examples/tag-device")).toList();

  static final List<String> MODULES =
      List.of(
          "template/java11-maven/runtime",
          "common/events",
          "common/tracing",
          "common/remote",
          "common/function",
          "cvp-watcher",
          "device-move",
          "notify-slack",
          "run-validation",
          "kafka-publish",
          "examples/tag-device",
          "lab/remotes",
          "lab/openfaas",
          "lab/ledger",
          "lab/launcher");

  private Repo() {}

  static String text(String path) {
    try {
      return Files.readString(ROOT.resolve(path));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The jars that run when a function runs: its own, what lies beside it, and the runtime. */
  static List<Path> jarsOf(String function) {
    Path target = ROOT.resolve(function).resolve("target");
    try (Stream<Path> beside = Files.list(target.resolve("lib"))) {
      Stream<Path> own =
          Stream.of(
              target.resolve(Path.of(function).getFileName() + ".jar"),
              ROOT.resolve("template/java11-maven/runtime/target/runtime.jar"));
      return Stream.concat(own, beside).filter(jar -> jar.toString().endsWith(".jar")).toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(function + " is not built", failure);
    }
  }
}
