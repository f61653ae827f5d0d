package io.cvpfunctions.cloudvision.apis;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

class PublishedTest {
  @TempDir Path folder;

  @Test
  void required_missing_skipsTheTestButFailsItInCi() {
    Path missing = folder.resolve("2024-10.txt");
    assertThatThrownBy(() -> Published.required(missing, null))
        .isInstanceOf(TestAbortedException.class);
    assertThatThrownBy(() -> Published.required(missing, "false"))
        .isInstanceOf(TestAbortedException.class);
    assertThatThrownBy(() -> Published.required(missing, "true"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("2024-10.txt is missing");
  }

  @Test
  void required_there_goesOn() throws Exception {
    Path there = Files.createFile(folder.resolve("2024-10.txt"));
    assertThatCode(() -> Published.required(there, "true")).doesNotThrowAnyException();
  }
}
