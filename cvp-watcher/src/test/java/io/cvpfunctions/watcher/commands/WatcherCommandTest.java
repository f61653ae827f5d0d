package io.cvpfunctions.watcher.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.cvpfunctions.watcher.state.Database;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatcherCommandTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void execute_unknownOption_saysItTheNearestAndWhatElseIsWrong() {
    assertThat(execute("--pol-interval=1s", "--bogus", "--debounce=soon")).isEqualTo(2);
    assertThat(err.toString().lines())
        .startsWith(
            "cvp-watcher cannot start:",
            "  - there is no --pol-interval; did you mean --poll-interval?",
            "  - there is no --bogus")
        .contains("  - --debounce=soon is not a duration such as 10s")
        .endsWith("see cvp-watcher run --help")
        .hasSizeLessThan(10);
  }

  @Test
  void help_listOfNodes_isShownAsItIsTyped() {
    assertThat(execute("run", "--help")).isZero();
    assertThat(out.toString()).contains("HOST[:PORT][,HOST[:PORT]...]");
  }

  @Test
  void execute_secretAsFlag_isNotRepeated() {
    execute("--password", "s3cret", "--token=s3cret");
    assertThat(err.toString())
        .contains("there is no --password; did you mean --password-file?")
        .contains("there is no --token; did you mean --token-file?")
        .doesNotContain("s3cret");
  }

  @Test
  void execute_unknownCommand_saysTheNearest() {
    assertThat(execute("chekc")).isEqualTo(2);
    assertThat(err.toString())
        .contains("there is no chekc; did you mean check?", "see cvp-watcher --help");
  }

  @Test
  void execute_noNumber_isSaidInAFewLines() {
    assertThat(execute("dead-letters", "show", "abc")).isEqualTo(2);
    assertThat(err.toString()).contains("there is no abc", "see cvp-watcher dead-letters --help");
    assertThat(err.toString().lines()).hasSize(2);
  }

  @Test
  void deadLetters_numbersThatAreNotThere_areNamedEach() {
    String url = "jdbc:sqlite:" + folder.resolve("state.db");
    Database.open(url).close();
    assertThat(execute("dead-letters", "show", "99", "--state", url)).isEqualTo(1);
    assertThat(execute("dead-letters", "drop", "1", "999", "--state", url)).isEqualTo(1);
    assertThat(err.toString().lines())
        .containsExactly(
            "there is no such dead letter: 99",
            "there is no such dead letter: 1",
            "there is no such dead letter: 999");
    assertThat(out.toString()).isEmpty();
    assertThat(execute("dead-letters", "list", "--state", url)).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "story, --state, --gateway",
    "placements, --page, --poll-interval",
    "release, --state-user-file, --cloudvision",
    "quiet, --reason, --username",
    "dead-letters, --function, --container",
    "tell, --container, --gateway",
    "backtest, --min-severity, --state ",
    "run, --settle-timeout, --since",
    "check, --topics-grace, --since",
  })
  void help_ofACommand_listsWhatItTakesAndNothingElse(String command, String own, String others) {
    assertThat(execute(command, "--help")).isZero();
    assertThat(out.toString())
        .contains("cvp-watcher " + command, " " + own, "--config=FILE", "cvp-watcher run --help")
        .doesNotContain(" " + others);
  }

  @Test
  void help_ofAll_saysInOneLineWhatEachCommandDoes() {
    assertThat(execute("--help")).isZero();
    List<String> lines = out.toString().lines().toList();
    List<String> commands = lines.subList(lines.indexOf("Commands:") + 1, lines.size() - 3);
    assertThat(commands)
        .allMatch(line -> line.isBlank() || line.matches("  [ a-z-]+  \\S.*|  +[a-z].*"))
        .filteredOn(line -> line.matches("  [a-z].*"))
        .hasSize(9);
    assertThat(String.join("\n", commands)).doesNotContain(":\n");
  }

  private int execute(String... arguments) {
    return WatcherCommand.execute(
        name -> null, new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }
}
