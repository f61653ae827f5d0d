package io.cvpfunctions.validation.eapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.cvpfunctions.validation.OwnCases;
import io.cvpfunctions.validation.engine.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holds the role of the README against every command that a test of ours sends, and against what a
 * role that only reads must not let pass; however a switch matches, the whole command or a part.
 */
class ReadOnlyRoleTest {
  private static final Pattern RULE =
      Pattern.compile(" +\\d+ (permit|deny)(?: mode exec)? command (.+)");

  private record Rule(boolean permits, Pattern command) {}

  private final List<Rule> rules = new ArrayList<>();

  @BeforeEach
  void readRole() throws IOException {
    for (String line : Files.readAllLines(Path.of("README.md"))) {
      Matcher rule = RULE.matcher(line);
      if (!rule.matches()) continue;
      rules.add(new Rule(rule.group(1).equals("permit"), Pattern.compile(rule.group(2))));
    }
    assertThat(rules).hasSize(6);
  }

  private boolean permitted(String command, Predicate<Matcher> how) {
    return rules.stream()
        .filter(rule -> how.test(rule.command().matcher(command)))
        .findFirst()
        .map(Rule::permits)
        .orElse(false);
  }

  private static Set<String> sent() {
    Set<String> commands = new TreeSet<>();
    OwnCases.all()
        .forEach(
            own ->
                own.definition().commands().stream()
                    .map(Command::text)
                    .filter(CommandPolicy::allows)
                    .forEach(commands::add));
    return commands;
  }

  @Test
  void everyCommandThatIsSent_isPermitted() {
    assertThat(sent())
        .hasSizeGreaterThan(140)
        .contains("bash timeout 10 df -h", "show aaa accounting logs | tail")
        .allMatch(command -> permitted(command, Matcher::matches))
        .allMatch(command -> permitted(command, Matcher::lookingAt))
        .allMatch(command -> permitted(command, Matcher::find));
    assertThat(permitted("enable", Matcher::find)).isTrue();
    assertThat(permitted("session peer-supervisor show file systems | json", Matcher::find))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "configure",
        "configure session x",
        "reload",
        "reload now",
        "write memory",
        "copy running-config flash:x",
        "delete flash:x",
        "bash",
        "bash rm -rf /mnt/flash",
        "bash timeout 10 df -h; reboot",
        "bash timeout 10 nslookup example.org; reboot",
        "bash timeout 10 nslookup $(reboot)",
        "python-shell",
        "show version | redirect flash:x",
        "show version | tee flash:x",
        "show version > flash:x",
        "show running-config | bash reboot",
        "ping 192.0.2.1 | append flash:x",
        "dir flash: >> flash:x",
        "send log level alerts message hello",
        "session peer-supervisor reload",
        "clear counters",
        "enable config",
        "no show",
        "show tech-support | json | redirect flash:x",
      })
  void whatChangesASwitch_isDenied(String command) {
    assertThat(permitted(command, Matcher::matches)).isFalse();
    assertThat(permitted(command, Matcher::lookingAt)).isFalse();
    assertThat(permitted(command, Matcher::find)).isFalse();
  }
}
