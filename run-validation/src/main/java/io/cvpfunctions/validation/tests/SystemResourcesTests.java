package io.cvpfunctions.validation.tests;

import static io.cvpfunctions.validation.inputs.InputObject.object;

import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.Judgement;
import io.cvpfunctions.validation.engine.Messages;
import io.cvpfunctions.validation.engine.NetworkTest;
import io.cvpfunctions.validation.engine.PythonNumbers;
import io.cvpfunctions.validation.engine.Tree;
import io.cvpfunctions.validation.engine.UnexpectedReplyException;
import io.cvpfunctions.validation.inputs.Inputs;
import io.cvpfunctions.validation.inputs.Types;
import io.cvpfunctions.validation.source.JsonTrees;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The tests of {@code anta.tests.system} that look at load, memory and flash. */
final class SystemResourcesTests {
  private static final String MODULE = SystemTests.MODULE;
  private static final double LEAST_FREE_MEMORY = 0.25;
  private static final int FULLEST_FILE_SYSTEM = 75;
  private static final String PEER = "check_peer_supervisor";
  private static final String FLASH = "flash:/";
  private static final String PEER_FLASH = "supervisor-peer:/mnt/flash";

  private SystemResourcesTests() {}

  static List<NetworkTest> all() {
    return List.of(
        cpuUtilization(),
        memoryUtilization(),
        fileSystemUtilization(),
        flashUtilization(),
        filePresence());
  }

  private static NetworkTest cpuUtilization() {
    return NetworkTest.of(MODULE, "VerifyCPUUtilization", "The CPU is not too busy.")
        .takes(
            object()
                .with("threshold", Types.percent(), 75.0)
                .optional("period", Types.oneOf(1, 5, 15)))
        .asks(SystemResourcesTests::cpuCommands)
        .judgedBy(SystemResourcesTests::judgeCpu);
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
    it.fail(Messages.differs(what, expected, PythonNumbers.fixed(actual, 1) + "%"));
  }

  private static NetworkTest memoryUtilization() {
    return NetworkTest.of(MODULE, "VerifyMemoryUtilization", "A quarter of the memory is free.")
        .asks(Command.json("show version", 1))
        .judgedBy(SystemResourcesTests::judgeMemory);
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
        .judgedBy(SystemResourcesTests::judgeFileSystems);
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

  private static NetworkTest flashUtilization() {
    return NetworkTest.of(MODULE, "VerifyFlashUtilization", "The flash is not too full.")
        .in("hardware")
        .notOn(NetworkTest.VIRTUAL)
        .takes(
            object().with("max_utilization", Types.percent(), 70L).with(PEER, Types.flag(), false))
        .asks(
            inputs -> {
              Command own = Command.json("show file systems", 1);
              if (!inputs.flag(PEER)) return List.of(own);
              return List.of(
                  own, Command.json("session peer-supervisor show file systems | json", 1));
            })
        .judgedBy(SystemResourcesTests::judgeFlash);
  }

  private static void judgeFlash(Judgement it) {
    boolean both = it.inputs().flag(PEER);
    judgeFlash(it, both ? "Active Supervisor - " : "", it.reply());
    if (!both) return;
    String peer = "Standby Supervisor - ";
    Optional<Tree> reply = parsed(it.reply(1).opt("output"));
    if (reply.isPresent()) judgeFlash(it, peer, reply.get());
    else it.fail(peer + "its answer is not the JSON text that was expected");
  }

  /** What the other supervisor says comes as text, whatever form was asked for. */
  private static Optional<Tree> parsed(Tree output) {
    if (!output.isText()) return Optional.empty();
    return JsonTrees.object(output.text().getBytes(StandardCharsets.UTF_8)).map(Tree::of);
  }

  private static void judgeFlash(Judgement it, String who, Tree reply) {
    for (Tree system : reply.need("fileSystems").items()) {
      if (system.object().opt("prefix").is("flash:")) {
        judgeFlashSize(it, who, system);
        return;
      }
    }
    it.fail(who + "there is no flash");
  }

  private static void judgeFlashSize(Judgement it, String who, Tree flash) {
    double free = PythonNumbers.integer(flash.need("free"));
    double size = PythonNumbers.integer(flash.need("size"));
    if (size == 0) {
      it.fail(who + "the flash says that its size is 0");
      return;
    }
    double used = hundredths(100 - free / size * 100);
    double most = it.inputs().number("max_utilization");
    if (used <= most) return;
    String expected = "<= " + Messages.show(it.inputs().get("max_utilization")) + "%";
    String actual = PythonNumbers.show(used) + "%";
    it.fail(Messages.differs(who + "flash utilization", expected, actual));
  }

  private static double hundredths(double value) {
    return Double.parseDouble(PythonNumbers.fixed(value, 2));
  }

  private static NetworkTest filePresence() {
    return NetworkTest.of(MODULE, "VerifyFilePresence", "The listed files are in the flash.")
        .takes(
            object()
                .required("filenames", Types.list(Types.text()))
                .with(PEER, Types.flag(), false))
        .asks(
            inputs -> {
              Command own = Command.json("dir " + FLASH, 2);
              if (!inputs.flag(PEER)) return List.of(own);
              return List.of(own, Command.json("dir " + PEER_FLASH, 2));
            })
        .judgedBy(
            it -> {
              judgeFiles(it, it.reply().opt("urls", FLASH), "");
              if (!it.inputs().flag(PEER)) return;
              judgeFiles(it, it.reply(1).opt("urls", PEER_FLASH), " on the standby supervisor");
            });
  }

  private static void judgeFiles(Judgement it, Tree folder, String where) {
    for (String file : it.inputs().texts("filenames")) {
      if (folder.opt("entries", file).truthy()) continue;
      it.fail("File: " + file + " - not found" + where);
    }
  }
}
