package io.cvpfunctions.validation.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.cvpfunctions.events.TestResult;
import io.cvpfunctions.events.ValidatedDevice;
import io.cvpfunctions.events.ValidationReport;
import io.cvpfunctions.events.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

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

  private static final ValidationReport UNREACHED =
      ValidationReport.error(
          ValidatedDevice.of("gone", "10.0.0.1", null, null, null),
          Instant.EPOCH,
          Duration.ZERO,
          "leaf.yml",
          "no connection",
          List.of());

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
  void md_worstComesFirst_andWhatASwitchPrintsIsNoMarkup() {
    assertThat(ReportFormat.MD.write(REPORT))
        .contains(
            "| failure | error | skipped | success |\n| --- | --- | --- | --- |\n| 1 | 0 | 0 | 1 |")
        .containsSubsequence(
            "| VerifyNTP | failure | NTP \\| &lt;b><br>second |\n",
            "| VerifyUptime | success |  |\n");
  }

  @ParameterizedTest
  @EnumSource(
      value = ReportFormat.class,
      names = {"MD", "HTML"})
  void severalDevices_worstComesFirst(ReportFormat format) throws IOException {
    StringBuilder out = new StringBuilder();
    format.write(List.of(succeeding("good"), UNREACHED, succeeding("fine"), REPORT), out);
    assertThat(out.toString()).containsSubsequence("leaf1", "gone", "good", "fine");
  }

  @Test
  void html_severalDevices_openWhatIsNotWellOnly() throws IOException {
    StringBuilder out = new StringBuilder();
    ReportFormat.HTML.write(List.of(succeeding("good"), REPORT), out);
    assertThat(out.toString())
        .containsSubsequence(
            "<details class=\"device failure has-failure has-success\" open>",
            "<small>1 failure, 1 success</small>",
            "<h2>VerifyNTP",
            "<details class=\"well\">",
            "<h2>VerifyUptime",
            "<details class=\"device success has-success\">",
            "<h2>VerifyUptime");
  }

  private static ValidationReport succeeding(String name) {
    return ValidationReport.of(
        ValidatedDevice.of(name, "10.0.0.2", "JPE2", "DCS-7050", "4.30.1F"),
        Instant.EPOCH,
        Duration.ofMillis(20),
        "leaf.yml",
        List.of(
            TestResult.builder(name, "VerifyUptime").result(Verdict.SUCCESS, List.of()).build()));
  }

  /** No form may say "0 error" of a device that was not reached. */
  @ParameterizedTest
  @CsvSource({
    "TEXT, '0 failure, 1 error, 0 skipped, 0 success'",
    "MD, | 0 | 1 | 0 | 0 |",
    "HTML, <b>1</b> error",
    "HTML, '<article class=\"error\">'",
    "JUNIT, errors=\"1\"",
    "CSV, 'gone,connect,error,no connection'",
  })
  void unreached_isOneError(ReportFormat format, String told) {
    assertThat(format.write(UNREACHED)).contains(told, "no connection");
  }

  /** A document without an error would look green. */
  @ParameterizedTest
  @CsvSource({
    "JUNIT, <error message=",
    "JUNIT, 'tests=\"1\" failures=\"0\" errors=\"1\"'",
    "HTML, <b>1</b> error",
    "MD, # error",
    "MD, nothing was run",
    "TEXT, nothing was run"
  })
  void nothingWasRun_isNotGreen(ReportFormat format, String told) throws IOException {
    StringBuilder out = new StringBuilder();
    format.write(List.of(), out);
    assertThat(out.toString()).contains(told);
  }

  @Test
  void text_unreachable_saysWhy() {
    assertThat(ReportFormat.TEXT.write(UNREACHED)).startsWith("gone: ERROR\n  no connection\n");
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
