package io.cvpfunctions.watcher.commands;

import io.cvpfunctions.remote.GoDuration;
import io.cvpfunctions.remote.SettingsException;
import io.cvpfunctions.watcher.routing.DeviceName;
import io.cvpfunctions.watcher.routing.Subscription;
import io.cvpfunctions.watcher.routing.TopicMap;
import io.cvpfunctions.watcher.state.Database;
import io.cvpfunctions.watcher.state.FunctionTable;
import io.cvpfunctions.watcher.state.QuietTable;
import io.cvpfunctions.watcher.state.QuietTable.Kind;
import io.cvpfunctions.watcher.state.QuietTable.Quiet;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Adds, lists or ends windows in which functions annotated so wait for a digest. */
@Command(
    name = "quiet",
    header = "Let functions that people read wait while there is planned work.",
    customSynopsis = {
      "cvp-watcher quiet [list] [--all]",
      "  or   cvp-watcher quiet add (--container NAME | --device NAME)... --for 2h --reason TEXT",
      "  or   cvp-watcher quiet end NUMBER..."
    },
    description = {
      "What happens meanwhile to a container or a device is told at the end, as one digest, to",
      "functions annotated cvp.quiet: digest; all other functions are told as ever. For example:",
      "  cvp-watcher quiet add --container DC1-Leaf --for 2h --reason CHG123"
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class QuietCommand extends SettingsCommand implements Callable<Integer> {
  private static final Duration LONGEST = Duration.ofDays(30);

  @Spec CommandSpec spec;

  @Parameters(
      index = "0",
      defaultValue = "list",
      paramLabel = "list|add|end",
      description = "What to do.")
  String action;

  @Parameters(
      index = "1..*",
      paramLabel = "NUMBER",
      description = "end: which, by number in the list.")
  List<Long> numbers = new ArrayList<>();

  @Option(
      names = "--device",
      paramLabel = "NAME",
      split = ",",
      description = "add: devices by serial number, hostname, FQDN, MAC or IP address; globs.")
  List<String> devices = new ArrayList<>();

  @Option(names = "--for", paramLabel = "DURATION", description = "add: how long, at most 720h.")
  String time;

  @Option(names = "--reason", paramLabel = "TEXT", description = "add: why, for the others.")
  String reason;

  @Option(names = "--all", description = "list: those that are over, too.")
  boolean all;

  @Override
  String container() {
    return "add: the devices in this container: name, key, tag as Role:leaf, or glob; repeatable.";
  }

  @Override
  public Integer call() {
    List<String> problems = problemsOfArguments();
    if (!problems.isEmpty()) throw new SettingsException(problems);
    PrintWriter out = spec.commandLine().getOut();
    try (Database database = existingState()) {
      QuietTable table = new QuietTable(database, Clock.systemUTC());
      return switch (action) {
        case "add" -> add(database, table, out);
        case "end" -> end(table, out);
        default -> list(table, out);
      };
    } finally {
      out.flush();
    }
  }

  private List<String> problemsOfArguments() {
    List<String> problems = new ArrayList<>();
    if (!List.of("list", "add", "end").contains(action)) {
      problems.add(action + " is none of list, add and end");
    }
    if (action.equals("end") && numbers.isEmpty()) problems.add("end which? Say numbers");
    if (!action.equals("add")) return problems;
    if (containers(spec).isEmpty() && devices.isEmpty()) {
      problems.add("quiet where? Say --container or --device");
    }
    if (reason == null || reason.isBlank()) problems.add("say why, for the others: --reason");
    Optional<Duration> wanted = GoDuration.parse(time == null ? "" : time);
    boolean good = wanted.filter(d -> !d.isZero() && d.compareTo(LONGEST) <= 0).isPresent();
    if (!good) problems.add("say how long, up to 720h: --for 2h");
    return problems;
  }

  private int add(Database database, QuietTable table, PrintWriter out) {
    Duration length = GoDuration.parse(time).orElseThrow();
    KnownDevices known = new KnownDevices(database);
    for (String each : containers(spec)) {
      if (known.in(each).isEmpty()) warn("no device is in " + each + " now");
      added(table.add(Kind.CONTAINER, each, length, reason), "container " + each, length, out);
    }
    for (String each : devices) {
      if (!known.has(DeviceName.of(each))) warn("no device is called " + each);
      added(table.add(Kind.DEVICE, each, length, reason), "device " + each, length, out);
    }
    List<String> waiting =
        TopicMap.listed(new FunctionTable(database).all()).all().stream()
            .filter(Subscription::quiet)
            .map(Subscription::function)
            .toList();
    if (waiting.isEmpty()) warn("no function has the annotation cvp.quiet: digest, so none waits");
    else out.println("waiting for its end: " + String.join(", ", waiting));
    return 0;
  }

  private void added(long number, String what, Duration length, PrintWriter out) {
    Instant until = Instant.now().plus(length);
    out.printf("%d: %s is quiet until %s (%s)%n", number, what, Times.text(until), reason);
  }

  private void warn(String what) {
    spec.commandLine().getErr().println("warning: " + what);
  }

  private int end(QuietTable table, PrintWriter out) {
    int status = 0;
    for (long each : numbers) {
      long waiting = table.waiting(each);
      if (table.end(each)) {
        out.printf("%d: ended; %d deliveries go out%n", each, waiting);
      } else {
        spec.commandLine().getErr().println("there is no such quiet window going on: " + each);
        status = 1;
      }
    }
    return status;
  }

  private int list(QuietTable table, PrintWriter out) {
    Instant now = Instant.now();
    List<Quiet> chosen = table.all().stream().filter(each -> all || each.active(now)).toList();
    if (chosen.isEmpty()) {
      out.println(all ? "there was no quiet window" : "there is no quiet window now");
      return 0;
    }
    Table text = new Table("NUMBER", "WHAT", "UNTIL", "LEFT", "WAITING", "REASON");
    for (Quiet each : chosen) {
      text.add(
          Long.toString(each.number()),
          each.kind().name().toLowerCase(Locale.ROOT) + " " + each.name(),
          Times.text(each.ended().orElse(each.until())),
          each.active(now) ? Times.text(Duration.between(now, each.until())) : "over",
          Long.toString(table.waiting(each.number())),
          each.reason());
    }
    out.print(text);
    return 0;
  }
}
