package io.cvpfunctions.lab.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.cvpfunctions.lab.openfaas.StackFile;
import io.cvpfunctions.lab.openfaas.StackFunction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** stack.yml is what faas-cli takes, what OpenFaaS CE deploys, and what DESIGN promises. */
class StackTest {
  private static final Path FILE = Repo.ROOT.resolve("stack.yml");
  private static final StackFile STACK = StackFile.read(FILE, Map.of());

  @Test
  void problems_withNothingSet_areNone() {
    assertThat(STACK.problems()).isEmpty();
  }

  @Test
  void problems_withEveryVariableSet_areNone() {
    Map<String, String> variables = new HashMap<>();
    Matcher name = Pattern.compile("\\$\\{([A-Z_]+):-").matcher(Repo.text("stack.yml"));
    while (name.find()) {
      boolean list = name.group(1).endsWith("_SECRETS");
      variables.put(name.group(1), list ? "[one, two]" : "value");
    }
    variables.put("OPENFAAS_URL", "http://gateway:8080");
    StackFile stack = StackFile.read(FILE, variables);

    assertThat(variables).hasSizeGreaterThan(15);
    assertThat(stack.problems()).isEmpty();
    assertThat(stack.function("device-move").secrets()).containsExactly("one", "two");
    assertThat(stack.function("device-move").spec().image()).isEqualTo("value/device-move:value");
  }

  @Test
  void variables_haveTheFormThatEveryEnvsubstReads() {
    String text = Repo.text("stack.yml");
    long braces = Pattern.compile("\\$\\{").matcher(text).results().count();
    long good = Pattern.compile("\\$\\{[A-Z_]+:-[^}$]*}").matcher(text).results().count();

    assertThat(good).isEqualTo(braces);
  }

  @Test
  void functions_areTheFour_builtByOurTemplate() {
    assertThat(STACK.functions().keySet()).containsExactlyInAnyOrderElementsOf(Repo.FUNCTIONS);
    for (StackFunction function : STACK.functions().values()) {
      assertThat(function.lang()).isEqualTo("java11-maven");
      assertThat(function.handler()).isEqualTo("./" + function.name());
      assertThat(Files.isDirectory(Repo.ROOT.resolve(function.handler()))).isTrue();
    }
    assertThat(STACK.copy()).containsExactly("./common");
  }

  @Test
  void annotations_areAsPromised() {
    assertThat(annotations("device-move"))
        .containsEntry("topic", "cvp.device.moved")
        .containsEntry("cvp.topics", "cvp.device.*")
        .containsEntry("cvp.batch", "50")
        .containsEntry("cvp.batch.window", "2s");
    assertThat(annotations("run-validation")).containsOnly(Map.entry("cvp.when", "settled"));
    assertThat(annotations("notify-slack"))
        .containsEntry("cvp.topics", "cvp.event.* cvp.watcher.*")
        .containsEntry("cvp.severity", "WARNING")
        .containsEntry("cvp.hold", "60s")
        .containsEntry("cvp.batch", "200")
        .containsEntry("cvp.batch.window", "5s");
    assertThat(annotations("kafka-publish"))
        .containsEntry("cvp.topics", "cvp.**")
        .containsEntry("cvp.batch", "500")
        .containsEntry("cvp.batch.window", "1s");
  }

  @Test
  void chains_areAsPromised() {
    assertThat(chain("device-move")).isEqualTo("notify-slack run-validation");
    assertThat(chain("run-validation")).isEqualTo("notify-slack kafka-publish");
    assertThat(chain("notify-slack")).isNull();
    assertThat(chain("kafka-publish")).isNull();
  }

  @Test
  void environment_namesOnlySettingsThatTheReadmesExplain() {
    String template = Repo.text("template/java11-maven/README.md");
    String shared = Repo.text("README.md");
    for (StackFunction function : STACK.functions().values()) {
      String own = Repo.text(function.name() + "/README.md");
      for (String setting : function.environment().keySet()) {
        assertThat(own + shared + template)
            .as(function.name() + " is given " + setting)
            .contains("`" + setting + "`");
      }
    }
  }

  private static Map<String, String> annotations(String function) {
    return STACK.function(function).spec().annotations();
  }

  private static String chain(String function) {
    return STACK.function(function).environment().get("chain_to");
  }
}
