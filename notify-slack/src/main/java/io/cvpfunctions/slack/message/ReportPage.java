package io.cvpfunctions.slack.message;

import io.cvpfunctions.events.TestResult;
import io.cvpfunctions.events.TestResult.AtomicResult;
import io.cvpfunctions.events.ValidationReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All of a validation, for the page that is attached to its message: plain text that HTML hides.
 */
final class ReportPage {
  private ReportPage() {}

  static Map<String, Object> of(ValidationReport report) {
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("device", report.device().name());
    page.put("verdict", report.verdict().word());
    page.put("ending", Verdicts.ending(report));
    boolean nothing = report.results().isEmpty();
    page.put("counts", nothing ? "no test was run" : Verdicts.counts(report.counts()));
    put(page, "reason", report.reason());
    put(page, "serial", report.device().serialNumber());
    put(page, "model", report.device().modelName());
    put(page, "eos", report.device().softwareVersion());
    put(page, "address", report.device().host());
    put(page, "container", report.container().map(Places::name));
    put(page, "catalog", report.catalog());
    page.put("started", report.startedAt().toString());
    page.put("took", report.duration().toMillis() + " ms");
    page.put("tests", worstFirst(report).map(ReportPage::test).collect(Collectors.toList()));
    return page;
  }

  private static Stream<TestResult> worstFirst(ValidationReport report) {
    return Verdicts.WORST_FIRST.stream()
        .flatMap(verdict -> report.results().stream().filter(test -> test.result() == verdict));
  }

  private static Map<String, Object> test(TestResult test) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("test", test.test());
    row.put("result", test.result().word());
    row.put("categories", String.join(", ", test.categories()));
    put(row, "description", test.description());
    row.put("messages", messages(test));
    return row;
  }

  private static List<String> messages(TestResult test) {
    List<String> messages = new ArrayList<>(test.messages());
    for (AtomicResult part : test.atomicResults()) {
      String start = part.description() + ": ";
      if (part.messages().isEmpty()) messages.add(start + part.result().word());
      part.messages().forEach(message -> messages.add(start + message));
    }
    return messages;
  }

  private static void put(Map<String, Object> page, String name, Optional<String> value) {
    value.ifPresent(text -> page.put(name, text));
  }
}
