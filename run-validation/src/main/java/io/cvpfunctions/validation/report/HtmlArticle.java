package io.cvpfunctions.validation.report;

import io.cvpfunctions.events.TestResult;
import io.cvpfunctions.events.TestResult.AtomicResult;
import io.cvpfunctions.validation.source.JsonTrees;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What an HTML page says of one test. */
final class HtmlArticle {
  private static final Pattern EXPECTED = Pattern.compile("(?s)(.*?): expected (.*?), actual (.*)");

  private final StringBuilder text = new StringBuilder();

  private HtmlArticle() {}

  static String of(TestResult result) {
    HtmlArticle article = new HtmlArticle();
    article.begin(result.result().word(), result.test());
    article.result(result);
    return article.end();
  }

  /** A device that could not be judged as a whole is found among the errors. */
  static String ofUnjudged(String reason) {
    HtmlArticle article = new HtmlArticle();
    article.begin("error", "connect");
    article.messages(List.of(reason));
    return article.end();
  }

  private void begin(String word, String title) {
    text.append("<article class=\"" + word + "\">\n<h2>" + escape(title) + " ")
        .append(verdict(word) + "</h2>\n");
  }

  private String end() {
    return text.append("</article>\n").toString();
  }

  static String verdict(String word) {
    return "<span class=\"verdict\">" + word + "</span>";
  }

  private void result(TestResult result) {
    String where =
        result.categories().stream().map(HtmlArticle::escape).collect(Collectors.joining(", "));
    String words = escape(result.description().orElse(""));
    text.append("<p>" + words + " <small>" + where + "</small></p>\n");
    result.customField().ifPresent(field -> text.append("<p>" + escape(field) + "</p>\n"));
    messages(result.messages());
    parts(result.atomicResults());
    result
        .inputs()
        .filter(inputs -> inputs.size() > 0)
        .ifPresent(
            inputs -> details("inputs", "<pre>" + escape(JsonTrees.pretty(inputs)) + "</pre>"));
  }

  private void messages(List<String> messages) {
    if (messages.isEmpty()) return;
    text.append("<ul>\n");
    messages.forEach(message -> text.append("<li>" + message(message) + "</li>\n"));
    text.append("</ul>\n");
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
    String rows =
        parts.stream()
            .map(part -> row(part.result().word(), part.description()))
            .collect(Collectors.joining("\n"));
    details(parts.size() + " parts", "<ul class=\"parts\">\n" + rows + "\n</ul>");
  }

  private static String row(String word, String description) {
    return "<li class=\"" + word + "\">" + escape(description) + "</li>";
  }

  private void details(String summary, String content) {
    text.append("<details><summary>" + summary + "</summary>" + content + "</details>\n");
  }

  /** What a switch prints must not become markup. */
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
