package io.cvpfunctions.watcher.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.cvpfunctions.watcher.WatcherSettings.StateSettings;
import io.cvpfunctions.watcher.state.StateAddress;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateCheckTest {
  @TempDir Path folder;

  @Test
  void run_nothingThereYet_wouldBeCreatedAndIsNot() {
    assertThat(check(folder.resolve("a/b/state.db")))
        .startsWith("ok ")
        .contains("would be created: " + folder + " can be written");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void run_fileThere_isLeftAsItIs() throws IOException {
    Path file = Files.writeString(folder.resolve("state.db"), "");
    assertThat(check(file)).startsWith("ok ").contains("can be written");
    assertThat(file).isEmptyFile();
    assertThat(folder).isDirectoryContaining(file::equals);
  }

  @Test
  void run_fileWhereAFolderIsNeeded_fails() throws IOException {
    Path file = Files.writeString(folder.resolve("plain"), "");
    assertThat(check(file.resolve("state.db")))
        .startsWith("failure ")
        .contains(file + " is no writable folder");
  }

  @Test
  void run_folderWhereAFileIsNeeded_fails() {
    assertThat(check(folder)).startsWith("failure ").contains(folder + " is no writable file");
  }

  private static String check(Path file) {
    StringWriter out = new StringWriter();
    StateSettings settings =
        new StateSettings(StateAddress.of("jdbc:sqlite:" + file), Duration.ofDays(7));
    new StateCheck(settings).run(Findings.asText(new PrintWriter(out)));
    return out.toString();
  }
}
