package io.cvpfunctions.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {
  @ParameterizedTest
  @CsvSource({
    "1048576, 1048576",
    "1MiB, 1048576",
    "512KiB, 524288",
    "2MB, 2000000",
    "1 GiB, 1073741824"
  })
  void parse_numberAndUnit_isThatManyBytes(String text, int bytes) {
    assertThat(ByteSize.parse(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1mib", "2GiB", "-1", "1.5MiB", "999999999GiB", "MiB"})
  void parse_anythingElse_isRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> ByteSize.parse(text));
  }
}
