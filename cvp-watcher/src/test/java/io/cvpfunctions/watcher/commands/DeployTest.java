package io.cvpfunctions.watcher.commands;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A variable that the watcher does not read is passed over in silence, so none may be deployed. */
class DeployTest {
  private static final Pattern VARIABLE = Pattern.compile("\\bCVP_WATCHER_[A-Z_]*[A-Z]\\b");

  @Test
  void variables_ofAllThatIsDeployed_areSettings() throws IOException {
    Set<String> settings =
        SettingNames.ALL.stream()
            .map(LayeredDefaults::variable)
            .collect(toCollection(TreeSet::new));
    Set<String> named = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("deploy"))) {
      Stream.concat(files.filter(Files::isRegularFile), Stream.of(Path.of("Dockerfile")))
          .forEach(file -> named.addAll(variables(file)));
    }
    assertThat(named).contains("CVP_WATCHER_CLOUDVISION", "CVP_WATCHER_STATE");
    assertThat(settings).containsAll(named);
  }

  private static Set<String> variables(Path file) {
    try {
      Stream<MatchResult> found = VARIABLE.matcher(Files.readString(file)).results();
      return found.map(MatchResult::group).collect(toCollection(TreeSet::new));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
