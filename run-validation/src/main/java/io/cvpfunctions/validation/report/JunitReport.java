package io.cvpfunctions.validation.report;

import io.cvpfunctions.events.TestResult;
import io.cvpfunctions.events.ValidationReport;
import io.cvpfunctions.events.Verdict;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.CRC32;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes reports as JUnit XML, in the part of it that GitLab, Jenkins and others read alike.
 *
 * <p>Names are unique, since GitLab drops a second case of a name: a test with inputs has a mark
 * made of them behind its name, the same in every run.
 */
final class JunitReport {
  private static final String SUITE = "run-validation";

  private final XMLStreamWriter xml;
  private final Set<String> names = new HashSet<>();

  private JunitReport(XMLStreamWriter xml) {
    this.xml = xml;
  }

  /** A document with one suite for each device. */
  static String write(List<ValidationReport> reports) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      new JunitReport(xml).document(reports);
      xml.close();
    } catch (XMLStreamException impossible) {
      throw new IllegalStateException("a text cannot be written to", impossible);
    }
    return text.append('\n').toString();
  }

  private void document(List<ValidationReport> reports) throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    line(0);
    start("testsuites", SUITE, Summary.of(reports));
    for (ValidationReport report : reports) suite(report);
    if (reports.isEmpty()) nothingWasRun();
    line(0);
    xml.writeEndElement();
    xml.writeEndDocument();
  }

  /** Without a case many take a document for a good one. */
  private void nothingWasRun() throws XMLStreamException {
    line(1);
    start("testsuite", SUITE, Summary.of(List.of()));
    startCase("run", SUITE);
    outcome("error", List.of(Summary.NOTHING));
    endCase();
    line(1);
    xml.writeEndElement();
  }

  private void suite(ValidationReport report) throws XMLStreamException {
    line(1);
    start("testsuite", report.device().name(), Summary.of(List.of(report)));
    attribute("hostname", report.device().host().orElse(report.device().name()));
    properties(report);
    if (report.reason().isPresent()) unreached(report);
    for (TestResult result : report.results()) testCase(result);
    line(1);
    xml.writeEndElement();
  }

  private void start(String element, String name, Summary summary) throws XMLStreamException {
    xml.writeStartElement(element);
    attribute("name", name);
    attribute("tests", String.valueOf(summary.cases()));
    attribute("failures", String.valueOf(summary.cases(Verdict.FAILURE)));
    attribute("errors", String.valueOf(summary.cases(Verdict.ERROR)));
    attribute("skipped", String.valueOf(summary.cases(Verdict.SKIPPED)));
    attribute("time", seconds(summary.duration()));
    attribute("timestamp", summary.startedAt().toString());
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.3f", duration.toMillis() / 1000.0);
  }

  private void properties(ValidationReport report) throws XMLStreamException {
    line(2);
    xml.writeStartElement("properties");
    property("verdict", report.verdict().word());
    property("catalog", report.catalog().orElse(""));
    property("serialNumber", report.device().serialNumber().orElse(""));
    property("modelName", report.device().modelName().orElse(""));
    property("softwareVersion", report.device().softwareVersion().orElse(""));
    line(2);
    xml.writeEndElement();
  }

  private void property(String name, String value) throws XMLStreamException {
    if (value.isEmpty()) return;
    line(3);
    xml.writeEmptyElement("property");
    attribute("name", name);
    attribute("value", value);
  }

  private void unreached(ValidationReport report) throws XMLStreamException {
    startCase("connect", report.device().name());
    outcome("error", List.of(report.reason().orElse("")));
    endCase();
  }

  private void testCase(TestResult result) throws XMLStreamException {
    String module = result.module().map(name -> "." + name).orElse("");
    startCase(name(result), result.name() + module);
    if (result.result() != Verdict.SUCCESS) outcome(result.result().word(), result.messages());
    endCase();
  }

  private void startCase(String name, String className) throws XMLStreamException {
    line(2);
    xml.writeStartElement("testcase");
    attribute("name", name);
    attribute("classname", className);
  }

  private void endCase() throws XMLStreamException {
    line(2);
    xml.writeEndElement();
  }

  private void outcome(String element, List<String> messages) throws XMLStreamException {
    line(3);
    xml.writeStartElement(element);
    attribute("message", messages.isEmpty() ? "" : messages.get(0));
    if (!element.equals("skipped")) attribute("type", element);
    xml.writeCharacters(printable(String.join("\n", messages)));
    xml.writeEndElement();
  }

  private String name(TestResult result) {
    String name = result.test() + result.inputs().map(given -> mark(given.toString())).orElse("");
    String unique = name;
    String where = result.name() + " " + result.module().orElse("") + " ";
    for (int i = 2; !names.add(where + unique); i++) unique = name + " #" + i;
    return unique;
  }

  private static String mark(String inputs) {
    if (inputs.equals("{}") || inputs.equals("null")) return "";
    CRC32 sum = new CRC32();
    sum.update(inputs.getBytes(StandardCharsets.UTF_8));
    return String.format(Locale.ROOT, " [%08x]", sum.getValue());
  }

  private void attribute(String name, String value) throws XMLStreamException {
    xml.writeAttribute(name, printable(value));
  }

  private void line(int depth) throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(depth));
  }

  /** XML 1.0 has no form for most control characters, which a switch may print all the same. */
  private static String printable(String text) {
    return text.replaceAll("[^\\t\\n\\r\\u0020-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "?");
  }
}
