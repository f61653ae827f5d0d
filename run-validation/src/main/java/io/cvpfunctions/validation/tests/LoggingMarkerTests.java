package io.cvpfunctions.validation.tests;

import static io.cvpfunctions.validation.inputs.InputObject.object;

import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.NetworkTest;
import io.cvpfunctions.validation.engine.Tree;
import io.cvpfunctions.validation.inputs.InputObject;
import io.cvpfunctions.validation.inputs.InputType;
import io.cvpfunctions.validation.inputs.Inputs;
import io.cvpfunctions.validation.inputs.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The tests of {@code anta.tests.logging} that look at a log that they send themselves. */
final class LoggingMarkerTests {
  private static final String MODULE = LoggingTests.MODULE;
  private static final Pattern TIMESTAMP =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}[+-]\\d\\d:\\d\\d");
  private static final String SEVERITY = "severity_level";
  private static final InputType SEVERITIES =
      Types.oneOf(
          "alerts",
          "critical",
          "debugging",
          "emergencies",
          "errors",
          "informational",
          "notifications",
          "warnings");

  private LoggingMarkerTests() {}

  static List<NetworkTest> all() {
    return List.of(generation(), hostname(), timestamp());
  }

  private static InputObject severity() {
    return object().with(SEVERITY, SEVERITIES, "informational");
  }

  private static String marker(String test) {
    return "ANTA " + test + " validation";
  }

  private static List<Command> markerLog(Inputs inputs, String test) {
    String severity = inputs.text(SEVERITY);
    return List.of(
        Command.text("send log level " + severity + " message " + marker(test)),
        Command.text("show logging " + severity + " last 30 seconds | grep ANTA"));
  }

  private static Optional<String> newest(Tree log, String test) {
    return Stream.of(log.text().split("\n", -1))
        .filter(line -> line.contains(marker(test)))
        .reduce((earlier, later) -> later);
  }

  private static NetworkTest generation() {
    String name = "VerifyLoggingLogsGeneration";
    return NetworkTest.of(MODULE, name, "A log that is sent is found among the logs.")
        .takes(severity())
        .asks(inputs -> markerLog(inputs, name))
        .judgedBy(
            it -> {
              if (newest(it.reply(1), name).isEmpty()) it.fail("the log that was sent is missing");
            });
  }

  private static NetworkTest hostname() {
    String name = "VerifyLoggingHostname";
    return NetworkTest.of(MODULE, name, "Logs carry the full name of the device.")
        .takes(severity())
        .asks(
            inputs -> {
              List<Command> commands = new ArrayList<>();
              commands.add(Command.json("show hostname", 1));
              commands.addAll(markerLog(inputs, name));
              return commands;
            })
        .judgedBy(
            it -> {
              String fqdn = it.reply().need("fqdn").text();
              boolean told = newest(it.reply(2), name).filter(l -> l.contains(fqdn)).isPresent();
              if (!told) it.fail("logs do not carry the full name of the device");
            });
  }

  private static NetworkTest timestamp() {
    String name = "VerifyLoggingTimestamp";
    return NetworkTest.of(MODULE, name, "Logs carry a precise time with its zone.")
        .takes(severity())
        .asks(inputs -> markerLog(inputs, name))
        .judgedBy(
            it -> {
              Optional<String> line = newest(it.reply(1), name);
              boolean told = line.filter(l -> TIMESTAMP.matcher(l).find()).isPresent();
              if (!told) it.fail("logs do not carry a time of the proper format");
            });
  }
}
