package io.cvpfunctions.devicemove.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Tells whether this process lives in a container of an image, whose files go when it goes. */
final class Habitat {
  /** What the engines put over an image's layers. */
  private static final List<String> LAYERED = List.of("overlay", "overlayfs", "aufs");

  private final Path root;
  private final Map<String, String> environment;

  Habitat(Path root, Map<String, String> environment) {
    this.root = root;
    this.environment = environment;
  }

  static Habitat ofProcess() {
    return new Habitat(Path.of("/"), System.getenv());
  }

  /** Docker and Podman leave a file, Kubernetes a variable; containerd (faasd) none of these. */
  boolean isImage() {
    return Files.exists(root.resolve(".dockerenv"))
        || Files.exists(root.resolve("run/.containerenv"))
        || environment.containsKey("KUBERNETES_SERVICE_HOST")
        || layered();
  }

  private boolean layered() {
    try {
      return LAYERED.contains(Files.getFileStore(root).type());
    } catch (IOException | SecurityException unknown) {
      return false;
    }
  }
}
