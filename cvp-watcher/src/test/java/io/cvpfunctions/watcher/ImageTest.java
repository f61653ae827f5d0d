package io.cvpfunctions.watcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people type in the image is the command that every text names. */
class ImageTest {
  private static final Path COMMAND = Path.of("bin/cvp-watcher");

  @TempDir Path folder;

  @Test
  void command_argumentsWithSpaces_reachTheJarAsTheyAre() throws Exception {
    Path java = folder.resolve("java");
    Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    ProcessBuilder builder =
        new ProcessBuilder("/bin/sh", COMMAND.toString(), "tell", "--container", "DC 1");
    builder.environment().put("PATH", folder.toString());
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said.lines())
        .containsExactly(
            "@/app/jvm.options",
            "@/app/cache.options",
            "-jar",
            "/app/cvp-watcher.jar",
            "tell",
            "--container",
            "DC 1");
  }

  @Test
  void dockerfile_hasTheCommandOnThePathAndBeginsWithIt() throws Exception {
    assertThat(Files.readString(Path.of("Dockerfile")))
        .contains("COPY cvp-watcher/bin/cvp-watcher /usr/local/bin/")
        .contains("ENTRYPOINT [\"cvp-watcher\"]");
    assertThat(Files.readString(Path.of("Dockerfile.dockerignore"))).contains("!cvp-watcher");
  }
}
