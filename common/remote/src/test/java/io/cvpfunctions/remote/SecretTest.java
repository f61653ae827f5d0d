package io.cvpfunctions.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretTest {
  @Test
  void toString_holdsNothingOfIt() {
    assertThat(Secret.of("hush-hush")).hasToString("Secret(hidden)");
    assertThat("x" + Secret.of("hush-hush")).doesNotContain("hush");
  }

  @Test
  void ofFile_spaceAroundIt_isNotPartOfIt(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("token"), " hush hush\r\n\n");

    assertThat(Secret.ofFile(file).reveal()).isEqualTo("hush hush");
  }

  @Test
  void equals_comparesValues() {
    assertThat(Secret.of("a")).isEqualTo(Secret.of("a")).hasSameHashCodeAs(Secret.of("a"));
    assertThat(Secret.of("a")).isNotEqualTo(Secret.of("b")).isNotEqualTo("a");
    assertThat(Secret.of("a").hashCode()).isEqualTo(Secret.of("b").hashCode());
  }

  @Test
  void revealBytes_areUtf8() {
    assertThat(Secret.of("ä").revealBytes()).containsExactly(0xc3, 0xa4);
    assertThat(Secret.of("").isEmpty()).isTrue();
  }
}
