package io.cvpfunctions.lab.openfaas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackFileTest {
  private static final String HEAD = "version: 1.0\nprovider:\n  name: openfaas\n";
  @TempDir Path folder;

  private StackFile read(String text, Map<String, String> variables) throws IOException {
    return StackFile.read(Files.writeString(folder.resolve("stack.yml"), text), variables);
  }

  private void template(String name) throws IOException {
    Path template = Files.createDirectories(folder.resolve("template").resolve(name));
    Files.writeString(template.resolve("template.yml"), "language: java\n");
  }

  private static String one(String lines) {
    String head = HEAD + "functions:\n  mover:\n    lang: java11-maven\n    handler: ./mover\n";
    return head + "    image: me/mover\n" + lines.indent(4);
  }

  @Test
  void read_wholeFile_saysWhatIsDeployed() throws Exception {
    template("java11-maven");
    Files.createDirectories(folder.resolve("mover"));
    Files.createDirectories(folder.resolve("common"));
    StackFile stack =
        read(
            one(
                    """
                    environment:
                      max_inflight: 010
                      flag: yes
                      gateway_url: ${GATEWAY_URL:-}
                    secrets: ${MOVER_SECRETS:-[one, two]}
                    labels: {team: dc1}
                    annotations:
                      topic: cvp.device.moved
                      cvp.batch: "50"
                    limits: {memory: 128Mi}
                    """)
                + "configuration:\n  copy:\n    - ./common\n",
            Map.of());
    StackFunction mover = stack.function("mover");
    assertThat(mover.environment())
        .containsOnly(
            Map.entry("max_inflight", "010"),
            Map.entry("flag", "yes"),
            Map.entry("gateway_url", ""));
    assertThat(mover.secrets()).containsExactly("one", "two");
    assertThat(mover.spec().annotations()).containsEntry("cvp.batch", "50");
    assertThat(mover.spec().limits()).containsEntry("memory", "128Mi");
    assertThat(mover.spec().image()).isEqualTo("me/mover:latest");
    assertThat(stack.copy()).containsExactly("./common");
    assertThat(stack.problems()).isEmpty();
  }

  @Test
  void read_fromAnotherFolder_findsItsPathsThere() throws Exception {
    template("java11-maven");
    Files.createDirectories(folder.resolve("mover"));
    Path below = Files.createDirectories(folder.resolve("below")).resolve("stack.yml");
    Files.writeString(below, one(""));

    assertThat(StackFile.read(below, folder, Map.of()).problems()).isEmpty();
    assertThat(StackFile.read(below, Map.of()).problems())
        .contains("mover: handler ./mover is not a folder");
  }

  @Test
  void read_withVariables_putsThemIn() throws Exception {
    StackFile stack =
        read(
            one("secrets: ${MOVER_SECRETS:-[one]}")
                .replace(
                    "openfaas\n", "openfaas\n  gateway: ${OPENFAAS_URL:-http://127.0.0.1:8080}\n"),
            Map.of("MOVER_SECRETS", "[]", "OPENFAAS_URL", "http://other"));
    assertThat(stack.function("mover").secrets()).isEmpty();
    assertThat(stack.gateway()).isEqualTo("http://other");
  }

  @Test
  void read_keysWithoutAValue_areAsIfAbsent() throws Exception {
    StackFile stack = read(one("labels:\nsecrets:\nenvironment:\n  a:\n"), Map.of());
    assertThat(stack.function("mover").secrets()).isEmpty();
    assertThat(stack.function("mover").environment()).isEqualTo(Map.of("a", ""));
  }

  @Test
  void environmentFile_winsOverInline_andTheLaterOverTheEarlier() throws Exception {
    Files.writeString(folder.resolve("a.yml"), "environment:\n  a: file\n  b: a\n");
    Files.writeString(folder.resolve("b.yml"), "environment:\n  b: b\n");
    StackFile stack =
        read(
            one("environment: {a: inline, c: inline}\nenvironment_file: [a.yml, b.yml]"), Map.of());
    assertThat(stack.function("mover").environment())
        .isEqualTo(Map.of("a", "file", "b", "b", "c", "inline"));
  }

  @Test
  void problems_ofAnythingCeRefuses_areAllNamed() throws Exception {
    template("java11-Maven");
    StackFile stack =
        read(
            one("""
                    environments: {a: b}
                    namespace: other
                    labels:
                      com.openfaas.scale.zero: "true"
                      com.openfaas.scale.max: "20"
                      com.openfaas.scale.type: rps
                      place: Data Center
                    annotations:
                      topic: a,b
                      eks.amazonaws.com/role: x
                      no spaces: x
                    secrets: [Upper]
                    """)
                    .replace("me/mover", "mover")
                + "configuration:\n  copy:\n    - ../elsewhere\n",
            Map.of());
    assertThat(String.join("\n", stack.problems()))
        .contains(
            "unknown key functions.mover.environments",
            "configuration.copy ../elsewhere",
            "mover: image mover:latest has no /",
            "mover: lang java11-maven is no folder",
            "mover: handler ./mover is not a folder",
            "mover: CE has one namespace",
            "mover: label com.openfaas.scale.zero is for OpenFaaS Pro",
            "mover: label com.openfaas.scale.type is for OpenFaaS Pro",
            "mover: label com.openfaas.scale.max=20 must be a number up to 5",
            "mover: label place=Data Center must be",
            "mover: annotation topic=a,b must hold no comma",
            "mover: annotation eks.amazonaws.com/role belongs",
            "mover: annotation no spaces is not a name",
            "mover: secret Upper must be");
    assertThat(stack.problems()).hasSize(14);
  }

  @Test
  void problems_ofAFunctionWithoutAnything_sayWhatIsMissing() throws Exception {
    StackFile stack = read(HEAD + "functions:\n  mover:\n    skip_build: true\n", Map.of());
    assertThat(stack.problems())
        .containsExactly(
            "mover: there is no image", "mover: there is no lang", "mover: there is no handler");
    assertThat(read(HEAD, Map.of()).problems()).containsExactly("there is no function");
  }

  @Test
  void read_whatFaasCliRefuses_isRefused() {
    assertRefused("provider:\n  name: faas\n", "provider.name must be openfaas, not 'faas'");
    assertRefused("functions: {}\n", "provider.name must be openfaas");
    assertRefused(HEAD.replace("1.0", "2.0"), "version must be 1.0, not 2.0");
    assertRefused(HEAD + "# ${\n", "line 4: ");
    assertRefused(HEAD + "functions:\n  a: {lang: x}\n  a: {lang: y}\n", "Duplicate");
    assertRefused(HEAD + "functions:\n  a:\n", "function a is empty");
    assertRefused(HEAD + "functions: [\n", "line");
    assertRefused("", "No content");
    assertRefused("~", "the file is empty");
    assertRefused(one("environment_file: [missing.yml]"), "environment_file missing.yml");
  }

  private void assertRefused(String text, String reason) {
    assertThatThrownBy(() -> read(text, Map.of()))
        .isInstanceOf(StackFileException.class)
        .hasMessageStartingWith("stack.yml: ")
        .hasMessageContaining(reason);
  }
}
