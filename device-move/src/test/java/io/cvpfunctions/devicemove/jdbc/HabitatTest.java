package io.cvpfunctions.devicemove.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HabitatTest {
  @TempDir Path root;

  @BeforeEach
  void onAPlainFileSystem() throws IOException {
    assumeFalse(
        Files.getFileStore(root).type().startsWith("overlay"), "tests run on an image's layers");
  }

  @Test
  void isImage_plainMachine_no() {
    assertThat(new Habitat(root, Map.of()).isImage()).isFalse();
  }

  @Test
  void isImage_docker_yes() throws IOException {
    Files.createFile(root.resolve(".dockerenv"));

    assertThat(new Habitat(root, Map.of()).isImage()).isTrue();
  }

  @Test
  void isImage_podman_yes() throws IOException {
    Files.createDirectories(root.resolve("run"));
    Files.createFile(root.resolve("run/.containerenv"));

    assertThat(new Habitat(root, Map.of()).isImage()).isTrue();
  }

  @Test
  void isImage_kubernetes_yes() {
    Habitat pod = new Habitat(root, Map.of("KUBERNETES_SERVICE_HOST", "10.0.0.1"));

    assertThat(pod.isImage()).isTrue();
  }
}
