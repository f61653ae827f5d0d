package io.cvpfunctions.validation.report;

import io.cvpfunctions.events.TestResult;
import io.cvpfunctions.events.TestResult.AtomicResult;
import io.cvpfunctions.events.ValidatedDevice;
import io.cvpfunctions.events.ValidationReport;
import io.cvpfunctions.events.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes reports as one page that holds all it needs: no network, and no script for its content.
 */
final class HtmlReport {
  private static final Pattern EXPECTED = Pattern.compile("(?s)(.*?): expected (.*?), actual (.*)");
  private static final String STYLE = resource("report.css");
  private static final String SCRIPT = resource("report.js");

  private final StringBuilder page = new StringBuilder();

  private HtmlReport() {}

  static String write(ValidationReport report) {
    HtmlReport html = new HtmlReport();
    html.begin(escape(report.device().name() + ": " + report.verdict().word()));
    html.header(report);
    html.filters(Summary.of(List.of(report)));
    html.page.append("<main>\n");
    html.results(report);
    html.end();
    return html.page.toString();
  }

  /** One page, on which each device can be opened; those where all is well are closed. */
  static void write(List<ValidationReport> reports, Appendable out) throws IOException {
    Summary summary = Summary.of(reports);
    String verdict = summary.verdict().word();
    HtmlReport html = new HtmlReport();
    html.begin("run-validation: " + verdict);
    html.page
        .append("<header class=\"" + verdict + "\">\n<h1>run-validation ")
        .append("<span class=\"verdict\">" + verdict + "</span></h1>\n<p>" + summary)
        .append("</p>\n</header>\n");
    html.filters(summary);
    html.page.append("<main>\n");
    if (reports.isEmpty()) html.unjudged(Summary.NOTHING);
    for (ValidationReport report : WorstFirst.devices(reports)) {
      html.device(report);
      out.append(html.page);
      html.page.setLength(0);
    }
    html.end();
    out.append(html.page);
  }

  private void device(ValidationReport report) {
    String open = report.verdict() == Verdict.SUCCESS ? "" : " open";
    page.append("<details class=\"device\"" + open + ">\n<summary>")
        .append(escape(report.device().name()) + ": " + report.verdict().word() + "</summary>\n");
    header(report);
    results(report);
    page.append("</details>\n");
  }

  private void begin(String title) {
    page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<title>" + title + "</title>\n<style>\n" + STYLE + "</style>\n</head>\n<body>\n");
  }

  private void results(ValidationReport report) {
    report.reason().ifPresent(this::unjudged);
    WorstFirst.results(report).forEach(this::result);
  }

  /** A device that could not be judged as a whole is found among the errors. */
  private void unjudged(String reason) {
    page.append(
            "<article class=\"error\">\n<h2>connect <span class=\"verdict\">error</span></h2>\n")
        .append("<ul>\n<li>" + message(reason) + "</li>\n</ul>\n</article>\n");
  }

  private void end() {
    page.append("</main>\n<script>\n" + SCRIPT + "</script>\n</body>\n</html>\n");
  }

  private void header(ValidationReport report) {
    String verdict = report.verdict().word();
    page.append("<header class=\"" + verdict + "\">\n<h1>" + escape(report.device().name()))
        .append(" <span class=\"verdict\">" + verdict + "</span></h1>\n<dl>\n");
    ValidatedDevice device = report.device();
    fact("Address", device.host());
    fact("Model", device.modelName());
    fact("EOS", device.softwareVersion());
    fact("Serial number", device.serialNumber());
    fact("Catalog", report.catalog());
    fact("Started", Optional.of(report.startedAt().toString()));
    fact("Took", Optional.of(report.duration().toMillis() + " ms"));
    page.append("</dl>\n</header>\n");
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

  private void result(TestResult result) {
    String word = result.result().word();
    page.append("<article class=\"" + word + "\">\n<h2>" + escape(result.test()))
        .append(" <span class=\"verdict\">" + word + "</span></h2>\n");
    String where =
        result.categories().stream().map(HtmlReport::escape).collect(Collectors.joining(", "));
    String words = escape(result.description().orElse(""));
    page.append("<p>" + words + " <small>" + where + "</small></p>\n");
    result.customField().ifPresent(field -> page.append("<p>" + escape(field) + "</p>\n"));
    messages(result.messages());
    parts(result.atomicResults());
    result
        .inputs()
        .filter(inputs -> inputs.size() > 0)
        .ifPresent(
            inputs -> details("inputs", "<pre>" + escape(inputs.toPrettyString()) + "</pre>"));
    page.append("</article>\n");
  }

  private void messages(List<String> messages) {
    if (messages.isEmpty()) return;
    page.append("<ul>\n");
    messages.forEach(message -> page.append("<li>" + message(message) + "</li>\n"));
    page.append("</ul>\n");
  }

  /** What was expected stands over what was there, where a message tells both. */
  private static String message(String message) {
    Matcher both = EXPECTED.matcher(message);
    if (!both.matches()) return "<span class=\"text\">" + escape(message) + "</span>";
    return escape(both.group(1))
        + "<div class=\"pair\"><span>expected</span><code>"
        + escape(both.group(2))
        + "</code><span>actual</span><code class=\"actual\">"
        + escape(both.group(3))
        + "</code></div>";
  }

  private void parts(List<AtomicResult> parts) {
    if (parts.isEmpty()) return;
    List<String> rows = new ArrayList<>();
    for (AtomicResult part : parts) {
      String word = part.result().word();
      rows.add("<li class=\"" + word + "\">" + escape(part.description()) + "</li>");
    }
    details(
        parts.size() + " parts", "<ul class=\"parts\">\n" + String.join("\n", rows) + "\n</ul>");
  }

  private void details(String summary, String content) {
    page.append("<details><summary>" + summary + "</summary>" + content + "</details>\n");
  }

  /** What a switch prints must not become markup. */
  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static String resource(String name) {
    try (InputStream in = HtmlReport.class.getResourceAsStream("/report/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
