package io.cvpfunctions.validation.tests;

import static io.cvpfunctions.validation.inputs.InputObject.object;

import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.Judgement;
import io.cvpfunctions.validation.engine.Messages;
import io.cvpfunctions.validation.engine.NetworkTest;
import io.cvpfunctions.validation.engine.Tree;
import io.cvpfunctions.validation.inputs.InputType;
import io.cvpfunctions.validation.inputs.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tests of {@code anta.tests.system} that look at how the device runs. */
final class SystemTests {
  static final String MODULE = "anta.tests.system";
  private static final Pattern CRASH =
      Pattern.compile("^===> (.*?) <===$", Pattern.MULTILINE | Pattern.UNIX_LINES);
  private static final String BY_ZTP = "System reloaded due to Zero Touch Provisioning";
  private static final String BY_USER = "Reload requested by the user.";
  private static final String BY_FPGA = "Reload requested after FPGA upgrade";
  private static final String BY_USER_HITLESS = "Hitless reload requested by the user.";
  private static final Map<String, String> RELOAD_CAUSES =
      Map.of("ZTP", BY_ZTP, "USER", BY_USER, "FPGA", BY_FPGA, "USER_HITLESS", BY_USER_HITLESS);

  private SystemTests() {}

  static List<NetworkTest> all() {
    return List.of(uptime(), reloadCause(), coredump(), agentLogs(), maintenance());
  }

  private static NetworkTest uptime() {
    return NetworkTest.of(MODULE, "VerifyUptime", "The device has been up for long enough.")
        .takes(object().required("minimum", Types.natural()))
        .asks(Command.json("show uptime", 1))
        .judgedBy(
            it -> {
              long minimum = it.inputs().integer("minimum");
              Tree actual = it.reply().need("upTime");
              if (actual.number() >= minimum) return;
              it.fail(Messages.differs("uptime", minimum + "s or more", actual.show() + "s"));
            });
  }

  private static NetworkTest reloadCause() {
    InputType cause =
        Types.oneOf(SystemTests::reloadSentence, BY_ZTP, BY_USER, BY_FPGA, BY_USER_HITLESS);
    return NetworkTest.of(MODULE, "VerifyReloadCause", "The last reload had an allowed cause.")
        .takes(object().with("allowed_causes", Types.list(cause), List.of(BY_USER, BY_FPGA)))
        .asks(Command.json("show reload cause", 1))
        .judgedBy(SystemTests::judgeReloadCause);
  }

  private static String reloadSentence(String written) {
    return RELOAD_CAUSES.getOrDefault(written.toUpperCase(Locale.ROOT), written);
  }

  private static void judgeReloadCause(Judgement it) {
    Tree causes = it.reply().need("resetCauses");
    if (causes.size() == 0) return;
    Tree actual = causes.needAt(0).object().opt("description");
    List<String> allowed = it.inputs().texts("allowed_causes");
    if (allowed.stream().anyMatch(actual::is)) return;
    String expected = "'" + String.join("' or '", allowed) + "'";
    it.fail(Messages.differs("reload cause", expected, "'" + actual.show() + "'"));
  }

  private static NetworkTest coredump() {
    return NetworkTest.of(MODULE, "VerifyCoredump", "There are no core dumps.")
        .asks(Command.json("show system coredump", 1))
        .judgedBy(SystemTests::judgeCoredump);
  }

  /** The folder of the mini dumps is listed among the files. */
  private static void judgeCoredump(Judgement it) {
    List<String> files = new ArrayList<>(it.reply().need("coreFiles").names());
    files.remove("minidump");
    if (!files.isEmpty()) it.fail("core dumps were found: " + String.join(", ", files));
  }

  private static NetworkTest agentLogs() {
    return NetworkTest.of(MODULE, "VerifyAgentLogs", "No agent has crashed.")
        .asks(Command.text("show agent logs crash"))
        .judgedBy(SystemTests::judgeAgentLogs);
  }

  private static void judgeAgentLogs(Judgement it) {
    String log = it.reply().text();
    if (log.isEmpty()) return;
    StringBuilder crashes = new StringBuilder("agents have crashed:");
    Matcher matcher = CRASH.matcher(log);
    while (matcher.find()) crashes.append("\n * ").append(matcher.group(1));
    it.fail(crashes.toString());
  }

  private static NetworkTest maintenance() {
    return NetworkTest.of(MODULE, "VerifyMaintenance", "No unit is in maintenance.")
        .asks(Command.json("show maintenance", 1))
        .judgedBy(SystemTests::judgeMaintenance);
  }

  private static void judgeMaintenance(Judgement it) {
    List<String> under = new ArrayList<>();
    List<String> entering = new ArrayList<>();
    Set<String> causes = new TreeSet<>();
    it.reply()
        .opt("units")
        .fieldsIfAny()
        .forEach(
            (name, unit) -> {
              Tree state = unit.need("state");
              if (state.is("underMaintenance")) under.add(name);
              if (state.is("maintenanceModeEnter")) entering.add(name);
              if (unit.need("adminState").is("underMaintenance")) causes.add("Quiesce");
              if (unit.need("onBootMaintenance").truthy()) causes.add("On-boot maintenance");
              if (unit.need("intfsViolatingTrafficThreshold").truthy()) {
                causes.add("Interface traffic threshold violation");
              }
            });
    if (!under.isEmpty()) it.fail("units in maintenance: " + String.join(", ", under));
    if (!entering.isEmpty()) it.fail("units entering maintenance: " + String.join(", ", entering));
    if (!causes.isEmpty()) it.fail("possible causes: " + String.join(", ", causes));
  }
}
