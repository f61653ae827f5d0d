package io.cvpfunctions.lab.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where things are in this repository once it is built. */
public final class Repository {
  private final Path root;

  /** That lies in this folder. */
  public Repository(Path root) {
    this.root = root;
  }

  public Path root() {
    return root;
  }

  public Path stackFile() {
    return root.resolve("stack.yml");
  }

  Path template() {
    return root.resolve("template/java11-maven");
  }

  Path runtimeJar() {
    return template().resolve("runtime/target/runtime.jar");
  }

  Path watcher() {
    return root.resolve("cvp-watcher");
  }

  public Path watcherJar() {
    return watcher().resolve("target/cvp-watcher.jar");
  }

  /** The jars of the broker are among those of this program. */
  public Path brokerJars() {
    return root.resolve("lab/launcher/target/lib");
  }

  /** The folder of a function, as stack.yml names it. */
  Path function(String handler) {
    return root.resolve(handler).normalize();
  }

  Path functionJar(String handler) {
    Path folder = function(handler);
    return folder.resolve("target").resolve(folder.getFileName() + ".jar");
  }

  /** The folder whose function the image is of, where that is built here. */
  Optional<String> handlerOf(String image) {
    String name = image.replaceFirst("^.*/", "").replaceFirst(":.*$", "");
    return Stream.of("./" + name, "./examples/" + name)
        .filter(handler -> Files.isRegularFile(functionJar(handler)))
        .findFirst();
  }

  /** Which of the jars that the lab starts are not built. */
  public List<Path> missing(List<String> handlers) {
    List<Path> jars = new ArrayList<>(List.of(runtimeJar(), watcherJar()));
    handlers.forEach(handler -> jars.add(functionJar(handler)));
    jars.removeIf(Files::isRegularFile);
    return jars;
  }
}
