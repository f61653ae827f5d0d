package io.cvpfunctions.tagdevice;

import static org.assertj.core.api.Assertions.assertThat;

import io.cvpfunctions.lab.openfaas.StackFile;
import io.cvpfunctions.lab.openfaas.StackFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The stack file is one that faas-cli takes from the repository's folder. */
class StackFileTest {
  private static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent().getParent();

  private static StackFile stack(Map<String, String> variables) {
    return StackFile.read(REPOSITORY.resolve("examples/stack.yml"), REPOSITORY, variables);
  }

  @Test
  void problems_areNone_whateverIsSet() {
    Map<String, String> all =
        Map.of(
            "CLOUDVISION_URL", "https://cvp.example",
            "CVP_WATCHER_TAG_LABELS", "Role",
            "TAG_DEVICE_SECRETS", "[one, two]");

    assertThat(stack(Map.of()).problems()).isEmpty();
    assertThat(stack(all).problems()).isEmpty();
    assertThat(stack(all).function(TagDevice.NAME).secrets()).containsExactly("one", "two");
    assertThat(stack(all).function(TagDevice.NAME).environment())
        .containsEntry("watcher_tag_labels", "Role");
  }

  @Test
  void function_isThisFolder_onTheRepositorysTemplateAndCommon() {
    StackFunction function = stack(Map.of()).function(TagDevice.NAME);

    assertThat(REPOSITORY.resolve(function.handler()).normalize())
        .isEqualTo(Path.of("").toAbsolutePath());
    assertThat(REPOSITORY.resolve("template").resolve(function.lang())).isDirectory();
    assertThat(stack(Map.of()).copy()).containsExactly("./common");
    assertThat(function.spec().annotations()).containsOnly(Map.entry("topic", "cvp.device.moved"));
  }

  @Test
  void environment_isWhatTheReadmesExplain() throws IOException {
    String explained = Files.readString(Path.of("README.md")) + text("README.md");

    for (String setting : stack(Map.of()).function(TagDevice.NAME).environment().keySet()) {
      assertThat(explained).contains("`" + setting + "`");
    }
  }

  private static String text(String file) throws IOException {
    return Files.readString(REPOSITORY.resolve(file));
  }
}
