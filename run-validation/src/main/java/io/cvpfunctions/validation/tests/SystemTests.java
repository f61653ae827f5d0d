package io.cvpfunctions.validation.tests;

import static io.cvpfunctions.validation.inputs.InputObject.object;

import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.Judgement;
import io.cvpfunctions.validation.engine.Messages;
import io.cvpfunctions.validation.engine.NetworkTest;
import io.cvpfunctions.validation.engine.PythonNumbers;
import io.cvpfunctions.validation.engine.Tree;
import io.cvpfunctions.validation.engine.UnexpectedReplyException;
import io.cvpfunctions.validation.inputs.InputObject;
import io.cvpfunctions.validation.inputs.InputType;
import io.cvpfunctions.validation.inputs.Inputs;
import io.cvpfunctions.validation.inputs.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tests of {@code anta.tests.system}. */
final class SystemTests {
  private static final String MODULE = "anta.tests.system";
  private static final double LEAST_FREE_MEMORY = 0.25;
  private static final int FULLEST_FILE_SYSTEM = 75;
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
    return List.of(
        uptime(),
        reloadCause(),
        coredump(),
        agentLogs(),
        cpuUtilization(),
        memoryUtilization(),
        fileSystemUtilization(),
        ntp(),
        ntpAssociations(),
        maintenance());
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

  private static NetworkTest cpuUtilization() {
    return NetworkTest.of(MODULE, "VerifyCPUUtilization", "The CPU is not too busy.")
        .takes(
            object()
                .with("threshold", Types.number(0, 100), 75.0)
                .optional("period", Types.oneOf(1, 5, 15)))
        .asks(SystemTests::cpuCommands)
        .judgedBy(SystemTests::judgeCpu);
  }

  /** A load average says little without the number of cores. */
  private static List<Command> cpuCommands(Inputs inputs) {
    Command top = Command.json("show processes top once", 1);
    if (!inputs.has("period")) return List.of(top);
    return List.of(top, Command.text("bash timeout 10 nproc"));
  }

  private static void judgeCpu(Judgement it) {
    if (!it.inputs().has("period")) {
      double idle = it.reply().need("cpuInfo", "%Cpu(s)", "idle").number();
      judgeLoad(it, "CPU utilization", 100 - idle);
      return;
    }
    long period = it.inputs().integer("period");
    int index = List.of(1L, 5L, 15L).indexOf(period);
    double load = it.reply().need("timeInfo", "loadAvg").needAt(index).number();
    int cores = cores(it.reply(1).text());
    judgeLoad(it, "CPU load average (" + period + " min)", load / cores * 100);
  }

  private static int cores(String reply) {
    String text = reply.trim();
    if (text.matches("[1-9]\\d{0,5}")) return Integer.parseInt(text);
    throw new UnexpectedReplyException("the number of cores is not a number: " + text);
  }

  private static void judgeLoad(Judgement it, String what, double actual) {
    double threshold = it.inputs().number("threshold");
    if (actual <= threshold) return;
    String expected = "at most " + PythonNumbers.show(threshold) + "%";
    it.fail(Messages.differs(what, expected, PythonNumbers.show(actual) + "%"));
  }

  private static NetworkTest memoryUtilization() {
    return NetworkTest.of(MODULE, "VerifyMemoryUtilization", "A quarter of the memory is free.")
        .asks(Command.json("show version", 1))
        .judgedBy(SystemTests::judgeMemory);
  }

  private static void judgeMemory(Judgement it) {
    double free = it.reply().need("memFree").number();
    double total = it.reply().need("memTotal").number();
    if (total == 0) throw new UnexpectedReplyException("the reply's memTotal is zero");
    if (free / total >= LEAST_FREE_MEMORY) return;
    String used = PythonNumbers.fixed((1 - free / total) * 100, 2);
    it.fail(Messages.differs("memory usage", "at most 75%", used + "%"));
  }

  private static NetworkTest fileSystemUtilization() {
    return NetworkTest.of(
            MODULE, "VerifyFileSystemUtilization", "No file system is more than 75% full.")
        .asks(Command.text("bash timeout 10 df -h"))
        .judgedBy(SystemTests::judgeFileSystems);
  }

  /** The first line is the heading; loop devices are images, always full. */
  private static void judgeFileSystems(Judgement it) {
    String[] lines = it.reply().text().split("\n", -1);
    for (int i = 1; i < lines.length; i++) {
      String line = lines[i];
      if (line.isEmpty() || line.contains("loop")) continue;
      int used = used(line);
      if (used <= FULLEST_FILE_SYSTEM) continue;
      String expected = "at most " + FULLEST_FILE_SYSTEM + "%";
      it.fail(Messages.differs("file system " + line, expected, used + "%"));
    }
  }

  private static int used(String line) {
    String[] columns = line.trim().split("\\s+", -1);
    String used = columns.length > 4 ? columns[4].replace("%", "") : "";
    if (used.matches("\\d{1,9}")) return Integer.parseInt(used);
    throw new UnexpectedReplyException("no fifth column with a percentage in: " + line);
  }

  private static NetworkTest ntp() {
    return NetworkTest.of(MODULE, "VerifyNTP", "The clock is synchronised.")
        .asks(Command.text("show ntp status"))
        .judgedBy(SystemTests::judgeNtp);
  }

  private static void judgeNtp(Judgement it) {
    String line = it.reply().text().split("\n", -1)[0];
    if (line.split(" ", -1)[0].equals("synchronised")) return;
    it.fail(Messages.differs("NTP status", "synchronised", line));
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

  private static NetworkTest ntpAssociations() {
    InputObject server =
        object()
            .required("server_address", Types.hostname())
            .with("preferred", Types.flag(), false)
            .required("stratum", Types.integer(0, 16));
    InputObject pool =
        object()
            .required("server_addresses", Types.list(Types.hostname()))
            .required("preferred_stratum_range", Types.list(Types.integer(0, 16)))
            .rule(SystemTests::isRange);
    return NetworkTest.of(MODULE, "VerifyNTPAssociations", "The NTP peers are those listed.")
        .takes(
            object()
                .optional("ntp_servers", Types.list(server))
                .optional("ntp_pool", pool)
                .rule(SystemTests::serversOrPool))
        .asks(Command.json("show ntp associations", 0))
        .judgedBy(SystemTests::judgeNtpPeers);
  }

  private static Optional<String> isRange(Inputs pool) {
    List<Long> range = pool.integers("preferred_stratum_range");
    boolean fits = range.size() == 2 && range.get(0) <= range.get(1);
    return fits ? Optional.empty() : Optional.of("preferred_stratum_range is not from, to");
  }

  private static Optional<String> serversOrPool(Inputs inputs) {
    boolean servers = !inputs.objects("ntp_servers").isEmpty();
    if (servers != inputs.has("ntp_pool")) return Optional.empty();
    return Optional.of("either ntp_servers or ntp_pool has to be given");
  }

  private static void judgeNtpPeers(Judgement it) {
    Tree peers = it.reply().opt("peers");
    if (!peers.truthy()) {
      it.fail("no NTP peers are configured");
      return;
    }
    for (Inputs server : it.inputs().objects("ntp_servers")) judgeNtpServer(it, server, peers);
    Optional<Inputs> pool = it.inputs().object("ntp_pool");
    if (pool.isEmpty()) return;
    peers.fields().forEach((name, peer) -> judgeNtpPool(it, pool.get(), name, peer));
  }

  private static void judgeNtpServer(Judgement it, Inputs server, Tree peers) {
    String address = server.text("server_address");
    boolean preferred = server.flag("preferred");
    long stratum = server.integer("stratum");
    String name =
        String.format(
            "NTP Server: %s Preferred: %s Stratum: %s - ",
            address, Messages.show(preferred), stratum);
    for (Map.Entry<String, Tree> peer : peers.fields().entrySet()) {
      boolean same =
          peer.getKey().contains(address) || peer.getValue().object().opt("peerIpAddr").is(address);
      if (!same) continue;
      String condition = preferred ? "sys.peer" : "candidate";
      it.expect(name + "condition", condition, peer.getValue().need("condition"));
      it.expect(name + "stratum", stratum, peer.getValue().object().opt("stratumLevel"));
      return;
    }
    it.fail(name + "is not configured");
  }

  private static void judgeNtpPool(Judgement it, Inputs pool, String host, Tree peer) {
    Tree address = peer.object().opt("peerIpAddr");
    List<String> known = pool.texts("server_addresses");
    String name = "NTP Server: " + address.show() + " Hostname: " + host + " - ";
    if (!known.contains(host) && known.stream().noneMatch(address::is)) {
      it.fail(name + "is not part of the listed pool");
      return;
    }
    Tree condition = peer.need("condition");
    if (!condition.is("sys.peer") && !condition.is("candidate")) {
      it.fail(Messages.differs(name + "condition", "sys.peer, candidate", condition.show()));
    }
    List<Long> range = pool.integers("preferred_stratum_range");
    Tree stratum = peer.object().opt("stratumLevel");
    if (stratum.number() >= range.get(0) && stratum.number() <= range.get(1)) return;
    String expected = range.get(0) + " to " + range.get(1);
    it.fail(Messages.differs(name + "stratum", expected, stratum.show()));
  }
}
