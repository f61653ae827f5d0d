package io.cvpfunctions.watcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MetricsTableTest {
  private static final Pattern NAME = Pattern.compile("\"(cvp_watcher_[a-z_]+)\"");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(cvp_watcher_[a-z_]+)");

  @Test
  void readme_table_namesEveryMetricOfTheCodeAndNoOther() throws IOException {
    Set<String> code = new TreeSet<>();
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      sources.filter(Files::isRegularFile).forEach(each -> code.addAll(found(NAME, text(each))));
    }
    assertThat(code).isNotEmpty();
    List<String> table = found(ROW, text(Path.of("README.md")));
    assertThat(table).doesNotHaveDuplicates();
    assertThat(new TreeSet<>(table)).isEqualTo(code);
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(found -> found.group(1)).toList();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
