package io.cvpfunctions.validation.report;

import static io.cvpfunctions.validation.report.HtmlArticle.escape;
import static io.cvpfunctions.validation.report.HtmlArticle.verdict;

import io.cvpfunctions.events.TestResult;
import io.cvpfunctions.events.ValidatedDevice;
import io.cvpfunctions.events.ValidationReport;
import io.cvpfunctions.events.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes reports as one page that holds all it needs: no network, and no script for its content.
 */
final class HtmlReport {
  private static final String STYLE = resource("report.css");
  private static final String SCRIPT = resource("report.js");

  private final StringBuilder page = new StringBuilder();

  private HtmlReport() {}

  static String write(ValidationReport report) {
    HtmlReport html = new HtmlReport();
    String word = report.verdict().word();
    String name = escape(report.device().name());
    html.begin(name + ": " + word);
    html.page
        .append("<header class=\"" + word + "\">\n<h1>" + name + " " + verdict(word))
        .append("</h1>\n");
    html.facts(report);
    html.page.append("</header>\n");
    html.filters(Summary.of(List.of(report)));
    html.page.append("<main>\n");
    html.articles(report, WorstFirst.results(report));
    html.end();
    return html.page.toString();
  }

  /**
   * One page of many devices, the worst first: of each what did not succeed, with the rest to be
   * opened, and those where all is well closed.
   */
  static void write(List<ValidationReport> reports, Appendable out) throws IOException {
    Summary summary = Summary.of(reports);
    String word = summary.verdict().word();
    HtmlReport html = new HtmlReport();
    html.begin("run-validation: " + word);
    html.page
        .append("<header class=\"" + word + "\">\n<h1>run-validation " + verdict(word))
        .append("</h1>\n<p>" + summary + "</p>\n</header>\n");
    html.filters(summary);
    html.page.append("<main>\n");
    if (reports.isEmpty()) html.page.append(HtmlArticle.ofUnjudged(Summary.NOTHING));
    for (ValidationReport report : WorstFirst.devices(reports)) {
      html.device(report);
      out.append(html.page);
      html.page.setLength(0);
    }
    html.end();
    out.append(html.page);
  }

  private void device(ValidationReport report) {
    String word = report.verdict().word();
    Summary summary = Summary.of(List.of(report));
    String open = report.verdict() == Verdict.SUCCESS ? "" : " open";
    page.append("<details class=\"device " + word + has(summary) + "\"" + open + ">\n")
        .append("<summary>" + escape(report.device().name()) + " " + verdict(word))
        .append(" <small>" + counts(summary) + "</small></summary>\n");
    facts(report);
    results(report);
    page.append("</details>\n");
  }

  private void results(ValidationReport report) {
    List<TestResult> results = WorstFirst.results(report);
    boolean allWell = report.verdict() == Verdict.SUCCESS;
    articles(report, allWell ? results : with(results, false));
    List<TestResult> well = allWell ? List.of() : with(results, true);
    if (!well.isEmpty()) well(well);
  }

  /** What the filters know a device by. */
  private static String has(Summary summary) {
    return WorstFirst.VERDICTS.stream()
        .filter(verdict -> summary.cases(verdict) > 0)
        .map(verdict -> " has-" + verdict.word())
        .collect(Collectors.joining());
  }

  private static String counts(Summary summary) {
    return WorstFirst.VERDICTS.stream()
        .filter(verdict -> summary.cases(verdict) > 0)
        .map(verdict -> summary.cases(verdict) + " " + verdict.word())
        .collect(Collectors.joining(", "));
  }

  private static List<TestResult> with(List<TestResult> results, boolean success) {
    return results.stream()
        .filter(result -> (result.result() == Verdict.SUCCESS) == success)
        .collect(Collectors.toList());
  }

  private void well(List<TestResult> results) {
    page.append("<details class=\"well\">\n<summary>" + results.size())
        .append(" success</summary>\n");
    results.forEach(result -> page.append(HtmlArticle.of(result)));
    page.append("</details>\n");
  }

  private void begin(String title) {
    page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<title>" + title + "</title>\n<style>\n" + STYLE + "</style>\n</head>\n<body>\n");
  }

  private void articles(ValidationReport report, List<TestResult> results) {
    report.reason().ifPresent(reason -> page.append(HtmlArticle.ofUnjudged(reason)));
    results.forEach(result -> page.append(HtmlArticle.of(result)));
  }

  private void end() {
    page.append("</main>\n<script>\n" + SCRIPT + "</script>\n</body>\n</html>\n");
  }

  private void facts(ValidationReport report) {
    ValidatedDevice device = report.device();
    page.append("<dl>\n");
    fact("Address", device.host());
    fact("Model", device.modelName());
    fact("EOS", device.softwareVersion());
    fact("Serial number", device.serialNumber());
    fact("Catalog", report.catalog());
    fact("Started", Optional.of(report.startedAt().truncatedTo(ChronoUnit.SECONDS).toString()));
    fact("Took", Optional.of(report.duration().toMillis() + " ms"));
    page.append("</dl>\n");
  }

  private void fact(String name, Optional<String> value) {
    value.ifPresent(
        text -> page.append("<div><dt>" + name + "</dt><dd>" + escape(text) + "</dd></div>\n"));
  }

  /** Radio buttons that the style sheet alone makes filters of. */
  private void filters(Summary summary) {
    filter("all", summary.cases(), true);
    for (Verdict verdict : WorstFirst.VERDICTS) {
      filter(verdict.word(), summary.cases(verdict), false);
    }
  }

  private void filter(String word, int count, boolean on) {
    page.append("<input type=\"radio\" name=\"show\" id=\"show-" + word + "\"")
        .append(on ? " checked>" : ">")
        .append("<label class=\"" + word + "\" for=\"show-" + word + "\">")
        .append("<b>" + count + "</b> " + word + "</label>\n");
  }

  private static String resource(String name) {
    try (InputStream in = HtmlReport.class.getResourceAsStream("/report/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
