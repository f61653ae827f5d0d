package io.cvpfunctions.lab.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents say is so. */
class DocumentsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern BLOCK = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)");

  static Stream<String> functions() {
    return Repo.ALL_FUNCTIONS.stream();
  }

  static Stream<String> documents() {
    return Stream.of(
        "README.md",
        "RATIONALE.md",
        "CONTRIBUTING.md",
        "SECURITY.md",
        "lab/page/README.md",
        "device-move/README.md",
        "notify-slack/README.md",
        "run-validation/README.md",
        "kafka-publish/README.md",
        "examples/tag-device/README.md",
        "cvp-watcher/README.md",
        "cvp-watcher/METRICS.md",
        "cvp-watcher/deploy/README.md",
        "lab/remotes/README.md",
        "template/java11-maven/README.md");
  }

  @Test
  void readmesEvent_isTheSampleOfDeviceMove() throws IOException {
    Matcher block = BLOCK.matcher(Repo.text("README.md"));

    assertThat(block.find()).isTrue();
    JsonNode shown = JSON.readTree(block.group(1));
    assertThat(shown).isEqualTo(JSON.readTree(Repo.text("device-move/sample.json")));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void readme_ofAFunction_hasTheFourHeadings(String function) {
    List<String> headings =
        Repo.text(function + "/README.md").lines().filter(line -> line.startsWith("## ")).toList();

    assertThat(headings)
        .containsSubsequence("## What it does", "## Settings", "## Try it", "## When it fails");
  }

  @ParameterizedTest
  @MethodSource("documents")
  void text_holdsNoPlaceholder(String document) {
    assertThat(Repo.text(document)).doesNotContain("@@");
  }

  @ParameterizedTest
  @MethodSource("documents")
  void links_leadSomewhere(String document) {
    List<String> broken = new ArrayList<>();
    Matcher link = LINK.matcher(Repo.text(document));
    while (link.find()) {
      if (!Files.exists(Repo.ROOT.resolve(document).resolveSibling(link.group(1)))) {
        broken.add(link.group(1));
      }
    }

    assertThat(broken).isEmpty();
  }
}
