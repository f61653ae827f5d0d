package io.cvpfunctions.validation.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cvpfunctions.events.TestResult;
import io.cvpfunctions.events.TestResult.AtomicResult;
import io.cvpfunctions.events.ValidatedDevice;
import io.cvpfunctions.events.ValidationReport;
import io.cvpfunctions.events.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** Pins every form of a report, so that nothing that reads one is surprised. */
class ReportGoldenTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @CsvSource({
    "JSON, leaf1.json",
    "TEXT, leaf1.txt",
    "HTML, leaf1.html",
    "MD, leaf1.md",
    "CSV, leaf1.csv",
    "JUNIT, leaf1.xml",
  })
  void write_reportOfEveryVerdict_isTheGoldenFile(ReportFormat format, String file)
      throws IOException {
    assertThat(format.write(report())).isEqualTo(golden(file));
  }

  @ParameterizedTest
  @CsvSource({"TEXT, unreached.txt", "CSV, unreached.csv", "JUNIT, unreached.xml"})
  void write_unreachedDevice_isOneError(ReportFormat format, String file) throws IOException {
    ValidatedDevice device = ValidatedDevice.of("leaf1", "10.0.0.1", null, null, null);
    String why = "no connection to 10.0.0.1:443: is eAPI on?";
    ValidationReport report =
        ValidationReport.error(
            device, Instant.EPOCH, Duration.ofSeconds(5), "leaf.yml", why, List.of());
    assertThat(format.write(report)).isEqualTo(golden(file));
  }

  @Test
  void junit_repeatedTests_haveNamesOfTheirOwn() throws Exception {
    Document document =
        DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(
                new ByteArrayInputStream(
                    ReportFormat.JUNIT.write(report()).getBytes(StandardCharsets.UTF_8)));
    NodeList cases = document.getElementsByTagName("testcase");
    Set<String> names = new HashSet<>();
    for (int i = 0; i < cases.getLength(); i++) {
      names.add(
          cases.item(i).getAttributes().getNamedItem("classname").getNodeValue()
              + cases.item(i).getAttributes().getNamedItem("name").getNodeValue());
    }
    assertThat(names).hasSize(report().results().size());
  }

  @Test
  void html_whatASwitchPrints_isNoMarkup() {
    assertThat(ReportFormat.HTML.write(report()))
        .doesNotContain("<script>alert")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
        .doesNotContain("http://")
        .doesNotContain("https://");
  }

  private static String golden(String file) throws IOException {
    try (InputStream in = ReportGoldenTest.class.getResourceAsStream("/report/" + file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static ValidationReport report() {
    List<TestResult> results = new ArrayList<>();
    results.add(uptime(60, Verdict.SUCCESS, List.of()));
    results.add(
        uptime(86400, Verdict.FAILURE, List.of("uptime: expected 86400s or more, actual 3600s")));
    results.add(uptime(60, Verdict.SUCCESS, List.of()));
    results.add(
        result("anta.tests.interfaces", "VerifyInterfacesStatus", "interfaces")
            .description("Each listed interface has the listed status.")
            .result(
                Verdict.FAILURE,
                List.of("Interface: Ethernet2 - status: expected up/up, actual down/down"))
            .atomicResults(
                List.of(
                    AtomicResult.of("Interface: Ethernet1", Verdict.SUCCESS, List.of()),
                    AtomicResult.of(
                        "Interface: Ethernet2",
                        Verdict.FAILURE,
                        List.of("status: expected up/up, actual down/down"))))
            .inputs(JSON.createObjectNode().putObject("interfaces").put("name", "Ethernet2"))
            .build());
    results.add(
        result("anta.tests.configuration", "VerifyRunningConfigDiffs", "configuration")
            .description("The running configuration is the saved one.")
            .result(
                Verdict.FAILURE,
                List.of("=+banner <script>alert(1)</script>\n+| a & \"b\", it's\u0007 over ü"))
            .customField("ticket 7")
            .build());
    results.add(
        result("anta.tests.system", "VerifyNTP", "system")
            .description("The clock is synchronised.")
            .result(Verdict.ERROR, List.of("'show ntp status' has no answer: timeout"))
            .build());
    results.add(
        result("anta.tests.hardware", "VerifyTemperature", "hardware")
            .description("The device, and its sensors if asked, are not too hot.")
            .result(Verdict.SKIPPED, List.of("VerifyTemperature is not supported on vEOS-lab"))
            .build());
    return ValidationReport.of(
        ValidatedDevice.of("leaf1", "10.0.0.1", "JPE19330452", "DCS-7050SX3-48YC8", "4.32.1F"),
        Instant.parse("2026-08-22T10:15:30Z"),
        Duration.ofMillis(1234),
        "leaf.yml",
        results);
  }

  private static TestResult uptime(int minimum, Verdict verdict, List<String> messages) {
    return result("anta.tests.system", "VerifyUptime", "system")
        .description("The device has been up for long enough.")
        .result(verdict, messages)
        .inputs(JSON.createObjectNode().put("minimum", minimum))
        .build();
  }

  private static TestResult.Builder result(String module, String test, String category) {
    return TestResult.builder("leaf1", test).module(module).categories(List.of(category));
  }
}
