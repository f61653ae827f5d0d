package io.cvpfunctions.validation.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.cvpfunctions.events.TestResult;
import io.cvpfunctions.events.ValidatedDevice;
import io.cvpfunctions.events.ValidationReport;
import io.cvpfunctions.events.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportFormatTest {
  private static final ValidationReport REPORT =
      ValidationReport.of(
          ValidatedDevice.of("leaf1", "10.0.0.1", "JPE1", "DCS-7050", "4.30.1F"),
          Instant.EPOCH,
          Duration.ofMillis(120),
          "leaf.yml",
          List.of(
              TestResult.builder("leaf1", "VerifyUptime")
                  .result(Verdict.SUCCESS, List.of())
                  .build(),
              TestResult.builder("leaf1", "VerifyNTP")
                  .result(Verdict.FAILURE, List.of("NTP | <b>\nsecond"))
                  .build()));

  @Test
  void text_worstComesFirst() {
    assertThat(ReportFormat.TEXT.write(REPORT))
        .isEqualTo(
            """
            leaf1: FAILURE  DCS-7050, EOS 4.30.1F, JPE1
              failure  VerifyNTP
                         NTP | <b>
                         second
              success  VerifyUptime
            1 failure, 0 error, 0 skipped, 1 success, catalog leaf.yml, 120 ms
            """);
  }

  @Test
  void md_whatASwitchPrints_isNoMarkup() {
    assertThat(ReportFormat.MD.write(REPORT))
        .contains("| 1 | 1 | 0 | 0 |")
        .contains("| VerifyNTP | failure | NTP \\| &lt;b><br>second |");
  }

  @Test
  void text_unreachable_saysWhy() {
    ValidationReport report =
        ValidationReport.error(
            ValidatedDevice.of("leaf1", "10.0.0.1", null, null, null),
            Instant.EPOCH,
            Duration.ZERO,
            "leaf.yml",
            "no connection",
            List.of());
    assertThat(ReportFormat.TEXT.write(report)).startsWith("leaf1: ERROR\n  no connection\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*/* | JSON",
        "application/json, text/plain, */* | JSON",
        "text/plain | TEXT",
        "text/markdown;q=0.9, */*;q=0.1 | MD",
        "text/html, application/xhtml+xml, */*;q=0.8 | HTML",
        "text/html | HTML",
        "text/* | TEXT",
        "text/csv | CSV",
        "application/xml | JUNIT",
        "text/xml | JUNIT",
        "application/pdf | none",
      })
  void accepted_header_isTheFirstWeHave(String accept, String format) {
    assertThat(ReportFormat.accepted(accept).map(Enum::name).orElse("none")).isEqualTo(format);
  }
}
