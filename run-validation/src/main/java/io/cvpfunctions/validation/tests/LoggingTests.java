package io.cvpfunctions.validation.tests;

import static io.cvpfunctions.validation.inputs.InputObject.object;

import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.Judgement;
import io.cvpfunctions.validation.engine.NetworkTest;
import io.cvpfunctions.validation.engine.Tree;
import io.cvpfunctions.validation.inputs.Addresses;
import io.cvpfunctions.validation.inputs.InputObject;
import io.cvpfunctions.validation.inputs.InputType;
import io.cvpfunctions.validation.inputs.Inputs;
import io.cvpfunctions.validation.inputs.PythonPatterns;
import io.cvpfunctions.validation.inputs.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tests of {@code anta.tests.logging} that look at logs and where they go. */
final class LoggingTests {
  static final String MODULE = "anta.tests.logging";
  private static final Command LOGGING = Command.text("show logging");
  private static final Pattern SAVED = Pattern.compile("-rw-\\s+(\\d+)");
  private static final String SEVERITY = "severity_level";
  private static final String UNITS = "last_number_time_units";
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
  private static final InputType TIME_UNITS = Types.oneOf("days", "hours", "minutes", "seconds");

  private LoggingTests() {}

  static List<NetworkTest> all() {
    return List.of(
        syslog(), persistent(), sourceInterface(), hosts(), accounting(), errors(), entries());
  }

  /** How logging is set; the logs themselves, which may hold any words, stand behind it. */
  private static String states(Judgement it) {
    return it.reply().text().split("\n\nExternal configuration:", 2)[0];
  }

  private static NetworkTest syslog() {
    return NetworkTest.of(MODULE, "VerifySyslogLogging", "Syslog logging is on.")
        .asks(LOGGING)
        .judgedBy(
            it -> {
              boolean enabled = states(it).contains("Syslog logging: enabled");
              if (!enabled) it.fail("syslog logging is disabled");
            });
  }

  private static NetworkTest persistent() {
    return NetworkTest.of(MODULE, "VerifyLoggingPersistent", "Logs are kept in flash.")
        .asks(LOGGING, Command.text("dir flash:/persist/messages"))
        .judgedBy(LoggingTests::judgePersistent);
  }

  private static void judgePersistent(Judgement it) {
    if (states(it).contains("Persistent logging: disabled")) {
      it.fail("persistent logging is disabled");
      return;
    }
    Matcher saved = SAVED.matcher(it.reply(1).text());
    if (!saved.find() || saved.group(1).matches("0+")) it.fail("no logs are saved in flash");
  }

  private static boolean tells(Judgement it, String what) {
    String line = what + ".*VRF " + Pattern.quote(it.inputs().text("vrf"));
    return Pattern.compile(line, Pattern.UNIX_LINES).matcher(states(it)).find();
  }

  private static NetworkTest sourceInterface() {
    return NetworkTest.of(
            MODULE, "VerifyLoggingSourceIntf", "Logs are sent from the listed interface.")
        .takes(object().required("interface", Types.text()).with("vrf", Types.text(), "default"))
        .asks(LOGGING)
        .judgedBy(
            it -> {
              String source = it.inputs().text("interface");
              String wanted = Pattern.quote("Logging source-interface '" + source + "'");
              String name = "Source-interface: " + source + " VRF: " + it.inputs().text("vrf");
              if (!tells(it, wanted)) it.fail(name + " - is not configured");
            });
  }

  private static NetworkTest hosts() {
    return NetworkTest.of(MODULE, "VerifyLoggingHosts", "Logs are sent to the listed hosts.")
        .takes(
            object()
                .required("hosts", Types.list(Addresses.v4()))
                .with("vrf", Types.text(), "default"))
        .asks(LOGGING)
        .judgedBy(LoggingTests::judgeHosts);
  }

  private static void judgeHosts(Judgement it) {
    List<String> missing = new ArrayList<>(it.inputs().texts("hosts"));
    missing.removeIf(host -> tells(it, Pattern.quote("Logging to '" + host + "'")));
    if (missing.isEmpty()) return;
    String vrf = " not configured in VRF " + it.inputs().text("vrf");
    it.fail("syslog servers " + String.join(", ", missing) + vrf);
  }

  private static NetworkTest accounting() {
    return NetworkTest.of(MODULE, "VerifyLoggingAccounting", "Commands leave an accounting log.")
        .asks(Command.text("show aaa accounting logs | tail"))
        .judgedBy(
            it -> {
              boolean told = it.reply().text().contains("cmd=show aaa accounting logs");
              if (!told) it.fail("AAA accounting logs are not generated");
            });
  }

  private static String last(Inputs inputs) {
    return "last " + inputs.integer(UNITS) + " " + inputs.text("time_unit");
  }

  private static NetworkTest errors() {
    return NetworkTest.of(MODULE, "VerifyLoggingErrors", "No error has been logged.")
        .takes(
            object().optional(UNITS, Types.integer(1, 9999)).with("time_unit", TIME_UNITS, "days"))
        .asks(
            inputs -> {
              String depth = inputs.has(UNITS) ? last(inputs) : "";
              return List.of(Command.text("show logging threshold errors " + depth));
            })
        .judgedBy(
            it -> {
              String logs = it.reply().text();
              if (!logs.isEmpty()) it.fail("errors have been logged:\n" + logs);
            });
  }

  private static NetworkTest entries() {
    InputType pattern = PythonPatterns.input();
    InputObject query =
        object()
            .required(
                "regex_match",
                Types.anyOf("a regular expression, or a list", pattern, Types.list(pattern)))
            .optional("last_number_messages", Types.integer(1, 9999))
            .optional(UNITS, Types.integer(1, 9999))
            .with("time_unit", TIME_UNITS, "days")
            .with(SEVERITY, SEVERITIES, "informational")
            .with("fail_on_match", Types.flag(), false)
            .ignoringUnknown()
            .rule(LoggingTests::oneDepth);
    return NetworkTest.of(MODULE, "VerifyLoggingEntries", "The logs hold the listed entries.")
        .takes(object().required("logging_entries", Types.list(query)))
        .asks(LoggingTests::entryCommands)
        .judgedBy(LoggingTests::judgeEntries);
  }

  private static Optional<String> oneDepth(Inputs query) {
    if (query.has("last_number_messages") != query.has(UNITS)) return Optional.empty();
    return Optional.of("either last_number_messages or " + UNITS + " has to be given");
  }

  private static String depth(Inputs query) {
    return query.has(UNITS) ? last(query) : String.valueOf(query.integer("last_number_messages"));
  }

  private static List<Command> entryCommands(Inputs inputs) {
    List<Command> commands = new ArrayList<>();
    for (Inputs query : inputs.objects("logging_entries")) {
      commands.add(Command.text("show logging " + depth(query) + " " + query.text(SEVERITY)));
    }
    return commands;
  }

  private static void judgeEntries(Judgement it) {
    int index = 0;
    for (Inputs query : it.inputs().objects("logging_entries")) {
      Tree log = it.reply(index++);
      Object patterns = query.get("regex_match");
      List<?> all = patterns instanceof List ? (List<?>) patterns : List.of(patterns);
      all.forEach(pattern -> judgeEntry(it, query, (String) pattern, log.text()));
    }
  }

  private static void judgeEntry(Judgement it, Inputs query, String pattern, String log) {
    boolean found = PythonPatterns.compile(pattern, 0).matcher(log).find();
    boolean unwanted = query.flag("fail_on_match");
    if (found != unwanted) return;
    String where = depth(query) + " " + query.text(SEVERITY) + " log entries";
    String what = unwanted ? " - found in the last " : " - not found in the last ";
    it.fail("Pattern: `" + pattern + "`" + what + where);
  }
}
