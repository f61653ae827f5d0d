package io.cvpfunctions.watcher.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockCheckTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @ParameterizedTest
  @CsvSource({
    "5, ok       the clock of gw is ours",
    "-6, warning  the clock of gw is 6 s behind ours",
    "299, warning  the clock of gw is 299 s before ours",
    "300, 'failure  the clock of gw is 300 s before ours, and functions refuse what was signed then'",
    "-9000, 'failure  the clock of gw is 9000 s behind ours, and functions refuse'",
  })
  void run_signed_failsWhereFunctionsRefuse(int seconds, String says) {
    StringWriter out = new StringWriter();
    Findings findings = Findings.asText(new PrintWriter(out));
    Optional<Instant> date = Optional.of(NOW.plusSeconds(seconds));

    ClockCheck.run("gw", date, NOW, ClockCheck.SIGNED, findings);

    assertThat(out.toString()).startsWith(says);
    assertThat(findings.failed()).isEqualTo(says.startsWith("failure"));
  }

  @Test
  void run_noDate_saysNothing() {
    StringWriter out = new StringWriter();
    Findings findings = Findings.asText(new PrintWriter(out));
    ClockCheck.run("gw", Optional.empty(), NOW, ClockCheck.NEVER_FAILS, findings);
    assertThat(out.toString()).isEmpty();
  }
}
