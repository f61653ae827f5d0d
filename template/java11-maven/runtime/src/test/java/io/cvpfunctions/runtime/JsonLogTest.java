package io.cvpfunctions.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLogTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final JsonLog log = new JsonLog(new PrintStream(out, true, UTF_8));

  @Test
  void line_everyKindOfValue_isJsonOnOneLine() {
    log.warn(
        "a \"b\"\n\\", "n", 5, "absent", null, "flag", true, "list", List.of("x\t", "ü\u0001"));
    assertThat(out.toString(UTF_8))
        .matches("(?s)\\{\"time\":\"[-0-9T:.]+Z\",.*}\n")
        .endsWith(
            "\"level\":\"warn\",\"msg\":\"a \\\"b\\\"\\n\\\\\",\"n\":5,\"flag\":true,"
                + "\"list\":[\"x\\t\",\"ü\\u0001\"]}\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "\u0001", "ü", "😀", "\n"})
  void line_hugeStackOfAnyText_staysUnderWhatTheWatchdogReads(String letter) {
    RuntimeException failure = new RuntimeException(letter.repeat(200_000));
    log.error("failed", "stack", JsonLog.stack(failure));
    log.error("failed", "error", failure.getMessage());
    String id = JsonLog.brief(letter.repeat(200_000));
    log.error("failed", "id", id, "error", JsonLog.name(failure), "stack", JsonLog.stack(failure));
    log.error("failed", "problems", Collections.nCopies(100, letter.repeat(2000)));
    assertThat(out.toString(UTF_8).lines()).hasSize(4).allMatch(this::fits);
  }

  private boolean fits(String line) {
    return line.getBytes(UTF_8).length < 60 * 1024 && line.matches(".*\"]?}");
  }
}
