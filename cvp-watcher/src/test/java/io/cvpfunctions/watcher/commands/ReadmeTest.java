package io.cvpfunctions.watcher.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

class ReadmeTest {
  @Test
  void settings_table_isWhatTheOptionsSay() throws IOException {
    List<String> expected = new ArrayList<>();
    for (OptionSpec each : CommandSpec.forAnnotatedObject(new WatcherOptions()).options()) {
      String fallback = each.defaultValue() == null ? "" : "`" + each.defaultValue() + "` ";
      String meaning = String.join(" ", each.description());
      expected.add("| `" + each.longestName() + "` | " + fallback + "| " + meaning + " |");
    }
    List<String> lines =
        Files.readAllLines(Path.of("README.md")).stream()
            .filter(line -> line.startsWith("| `--"))
            .toList();
    assertThat(lines).containsExactlyElementsOf(expected);
  }
}
