package io.cvpfunctions.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

class AntaDataTest {
  @TempDir Path folder;

  @Test
  void required_missing_skipsTheTestButFailsItInCi() {
    Path missing = folder.resolve("mutants.json");
    assertThatThrownBy(() -> AntaData.required(missing, null))
        .isInstanceOf(TestAbortedException.class);
    assertThatThrownBy(() -> AntaData.required(missing, "true"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("mutants.json is missing");
  }

  @Test
  void required_there_goesOn() throws IOException {
    Path there = Files.createFile(folder.resolve("mutants.json"));
    assertThat(AntaData.required(there, "true")).isEqualTo(there);
  }

  /** More of them are welcome; with fewer the comparison would say less than it claims. */
  @Test
  void vectorsAndMutants_areAllThere() throws IOException {
    assertThat(AntaData.vectors()).hasSizeGreaterThanOrEqualTo(843);
    assertThat(AntaData.mutants()).hasSizeGreaterThanOrEqualTo(1500);
  }
}
