package io.cvpfunctions.function;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

class JsonLinesTest {
  private static final Logger LOG = LoggerFactory.getLogger(JsonLinesTest.class);
  private static final String WORST = "\u0001".repeat(1 << 20);

  @Test
  void line_isAFlatObject() throws IOException {
    JsonNode line;
    try (RecordingLog log = new RecordingLog()) {
      LOG.atInfo()
          .addKeyValue("ms", 7L)
          .addKeyValue("id", "\"1\"\n")
          .addKeyValue("no", (Object) null)
          .log("a {}", "b");
      line = only(log);
    }
    assertThat(line.path("message").asText()).isEqualTo("a b");
    assertThat(line.path("ms").isIntegralNumber()).isTrue();
    assertThat(line.path("id").asText()).isEqualTo("\"1\"\n");
    assertThat(line.has("no")).isFalse();
    assertThat(line.has("error")).isFalse();
  }

  @Test
  void thrown_isToldWithItsCauses() throws IOException {
    JsonNode line;
    try (RecordingLog log = new RecordingLog()) {
      LOG.error("no", new IllegalStateException("outer", new IOException("the real one")));
      line = only(log);
    }
    assertThat(line.path("error").asText())
        .startsWith("java.lang.IllegalStateException: outer\n  at io.cvpfunctions.function.Json")
        .contains("\ncaused by java.io.IOException: the real one\n  at ");
  }

  @Test
  void worstOfAll_staysBelowWhatTheWatchdogReads() throws IOException {
    Throwable thrown = new IllegalStateException(WORST);
    for (int i = 0; i < 50; i++) thrown = new IllegalStateException(WORST, thrown);
    try (RecordingLog log = new RecordingLog()) {
      LoggingEventBuilder event = LOG.atError().setCause(thrown);
      for (int i = 0; i < 50; i++) event = event.addKeyValue("key" + i, WORST);
      event.log(WORST);
      only(log);
      assertThat(log.lines().get(0).getBytes(UTF_8)).hasSizeLessThan(1 << 16);
    }
  }

  private static JsonNode only(RecordingLog log) throws IOException {
    assertThat(log.lines()).hasSize(1);
    assertThat(log.lines().get(0)).endsWith("}\n");
    return new ObjectMapper().readTree(log.lines().get(0));
  }
}
