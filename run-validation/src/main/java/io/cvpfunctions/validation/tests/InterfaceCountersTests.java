package io.cvpfunctions.validation.tests;

import static io.cvpfunctions.validation.inputs.InputObject.object;

import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.Judgement;
import io.cvpfunctions.validation.engine.Judgement.Part;
import io.cvpfunctions.validation.engine.Messages;
import io.cvpfunctions.validation.engine.NetworkTest;
import io.cvpfunctions.validation.engine.Observed;
import io.cvpfunctions.validation.engine.PythonNumbers;
import io.cvpfunctions.validation.engine.Tree;
import io.cvpfunctions.validation.inputs.InputObject;
import io.cvpfunctions.validation.inputs.InputType;
import io.cvpfunctions.validation.inputs.Interfaces;
import io.cvpfunctions.validation.inputs.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The tests of {@code anta.tests.interfaces} that look at counters. */
final class InterfaceCountersTests {
  private static final String MODULE = InterfacesTests.MODULE;
  private static final long SECONDS_A_DAY = 86_400;
  private static final InputObject ANY_INTERFACES =
      Observed.inputs(Interfaces.name(), Interfaces.nameOrWord());

  /** No subinterface, which has no counters of its own. */
  private static final Pattern PORT = Pattern.compile("(?:Ethernet|Management)\\d+(?:/\\d+){0,2}");

  /** The counters of a port, in the order in which trouble with them is told. */
  private static final Map<String, String[]> DETAILS = paths();

  private InterfaceCountersTests() {}

  static List<NetworkTest> all() {
    return List.of(utilization(), errors(), discards(), stormControl(), trident(), details());
  }

  private static NetworkTest errors() {
    String description = "No interface has counted an error.";
    return zero("VerifyInterfaceErrors", description, "error", "interfaceErrorCounters");
  }

  private static NetworkTest discards() {
    String description = "No interface has discarded a packet.";
    return zero("VerifyInterfaceDiscards", description, "discard", "interfaces");
  }

  private static NetworkTest zero(String name, String description, String kind, String key) {
    Observed rule = Observed.mustExist((part, shown) -> allZero(part, kind + " counters", shown));
    return NetworkTest.of(MODULE, name, description)
        .takes(ANY_INTERFACES)
        .asks(Command.json("show interfaces counters " + kind + "s", 1))
        .judgedBy(it -> rule.judge(it, key));
  }

  private static void allZero(Part part, String what, Tree counters) {
    List<String> counted = new ArrayList<>();
    counters
        .fields()
        .forEach(
            (name, value) -> {
              if (value.number() > 0) counted.add(name + ": " + value.show());
            });
    if (!counted.isEmpty()) part.fail(what + " above zero: " + String.join(", ", counted));
  }

  private static NetworkTest utilization() {
    return NetworkTest.of(
            MODULE, "VerifyInterfaceUtilization", "No interface carries more than the threshold.")
        .takes(ANY_INTERFACES.with("threshold", Types.percent(), 75.0))
        .asks(
            Command.json("show interfaces counters rates", 1),
            Command.json("show interfaces status", 1))
        .judgedBy(InterfaceCountersTests::judgeUtilization);
  }

  private static void judgeUtilization(Judgement it) {
    Tree rates = Observed.interfaces(it, it.reply(), "interfaces");
    for (String name : Observed.names(it.inputs(), rates)) {
      Part part = it.part("Interface: " + name);
      Tree status = it.reply(1).opt("interfaceStatuses", name);
      if (rates.opt(name).absent() || status.absent()) part.fail("not found");
      else judgeRates(it, part, rates.opt(name), status);
    }
  }

  private static void judgeRates(Judgement it, Part part, Tree rates, Tree status) {
    Tree bandwidth = status.need("bandwidth");
    if (bandwidth.isZero()) {
      boolean listed = !it.inputs().texts("interfaces").isEmpty();
      if (listed) part.fail("utilization is unknown, since the bandwidth is null");
      return;
    }
    Tree duplex = status.need("duplex");
    if (!duplex.is("duplexFull")) {
      part.expect("duplex", "duplexFull", duplex);
      return;
    }
    double most = it.inputs().number("threshold");
    for (String direction : List.of("in", "out")) {
      double usage = rates.need(direction + "BpsRate").number() / bandwidth.number() * 100;
      if (usage <= most) continue;
      String expected = "at most " + PythonNumbers.show(most) + "%";
      part.fail(Messages.differs(direction, expected, PythonNumbers.show(usage) + "%"));
    }
  }

  private static NetworkTest stormControl() {
    Observed rule = Observed.mustExist(InterfaceCountersTests::judgeStorm);
    return NetworkTest.of(MODULE, "VerifyStormControlDrops", "Storm control drops nothing.")
        .notOn(NetworkTest.VIRTUAL)
        .takes(ANY_INTERFACES)
        .asks(Command.json("show storm-control", 1))
        .judgedBy(it -> rule.judge(it, "interfaces"));
  }

  private static void judgeStorm(Part part, Tree shown) {
    shown
        .need("trafficTypes")
        .fields()
        .forEach(
            (type, counters) -> {
              Tree drop = counters.opt("drop");
              boolean dropped = counters.has("drop") && !drop.isZero();
              if (dropped) part.fail("storm control dropped " + type + ": " + drop.show());
            });
  }

  private static NetworkTest trident() {
    return NetworkTest.of(
            MODULE,
            "VerifyInterfacesTridentCounters",
            "Forwarding chips count few drops and errors.")
        .in("hardware")
        .notOn(NetworkTest.VIRTUAL)
        .takes(
            object()
                .with("packet_drop_threshold", Types.natural(), 0L)
                .optional("ignored_counters", Types.list(Types.text())))
        .asks(Command.json("show platform trident counters", 1))
        .judgedBy(
            it ->
                it.reply()
                    .need("ethernet")
                    .fields()
                    .forEach(
                        (name, shown) -> {
                          judgeTrident(it, name, "drop", shown.need("count"));
                          judgeTrident(it, name, "error", shown.need("count"));
                        }));
  }

  private static void judgeTrident(Judgement it, String name, String kind, Tree counts) {
    long most = it.inputs().integer("packet_drop_threshold");
    List<String> ignored = it.inputs().texts("ignored_counters");
    counts
        .need(kind)
        .fields()
        .forEach(
            (counter, value) -> {
              if (ignored.contains(counter) || value.number() <= most) return;
              String what = "Interface: " + name + " - " + kind + " counter " + counter;
              it.fail(Messages.differs(what, "<= " + most, value.show()));
            });
  }

  private static NetworkTest details() {
    InputType port = Interfaces.ethernetOrManagement();
    return NetworkTest.of(
            MODULE, "VerifyInterfacesCounterDetails", "Ports count few errors and link changes.")
        .takes(
            Observed.distinctInputs(port)
                .with("counters_threshold", Types.natural(), 0L)
                .with("link_status_changes_threshold", Types.natural(), 100L))
        .asks(Command.json("show interfaces", 1))
        .judgedBy(
            it ->
                Observed.eachPort(
                    it,
                    it.reply().need("interfaces"),
                    "not found",
                    (name, shown) -> {
                      if (PORT.matcher(name).matches()) judgeDetails(it, name, shown);
                    }));
  }

  private static void judgeDetails(Judgement it, String name, Tree shown) {
    Tree counters = shown.object().opt("interfaceCounters");
    if (!counters.truthy()) return;
    String which = "Interface: " + name + describe(it, shown) + " - ";
    Tree changes = counters.need("linkStatusChanges");
    atMost(it, which + "link status changes", "link_status_changes_threshold", changes);
    DETAILS.forEach(
        (what, path) -> atMost(it, which + what, "counters_threshold", counters.opt(path)));
  }

  private static void atMost(Judgement it, String what, String threshold, Tree actual) {
    long most = it.inputs().integer(threshold);
    if (actual.number() > most) it.fail(Messages.differs(what, "<= " + most, actual.show()));
  }

  private static String describe(Judgement it, Tree shown) {
    boolean up =
        shown.need("lineProtocolStatus").is("up") && shown.need("interfaceStatus").is("connected");
    Tree description = shown.opt("description");
    String words = description.truthy() ? " Description: " + description.show() : "";
    Tree since = shown.opt("lastStatusChangeTimestamp");
    if (since.absent()) return words;
    String state = up ? " Uptime: " : " Downtime: ";
    return words + state + age((long) (it.now().getEpochSecond() - since.number()));
  }

  /** In the largest unit of which there is one, hours with their minutes. */
  private static String age(long seconds) {
    long days = Math.floorDiv(seconds, SECONDS_A_DAY);
    if (days > 0) return count(days, "day");
    Duration rest = Duration.ofSeconds(Math.floorMod(seconds, SECONDS_A_DAY));
    String minutes = rest.toMinutesPart() > 0 ? count(rest.toMinutesPart(), "minute") : "";
    if (rest.toHours() == 0) return minutes.isEmpty() ? "less than a minute" : minutes;
    return count(rest.toHours(), "hour") + (minutes.isEmpty() ? "" : " and " + minutes);
  }

  private static String count(long number, String unit) {
    return number + " " + unit + (number == 1 ? "" : "s");
  }

  private static Map<String, String[]> paths() {
    Map<String, String[]> paths = new LinkedHashMap<>();
    paths.put("input discards", new String[] {"inDiscards"});
    paths.put("output discards", new String[] {"outDiscards"});
    paths.put("input errors", new String[] {"totalInErrors"});
    paths.put("output errors", new String[] {"totalOutErrors"});
    paths.put("runt frames", new String[] {"inputErrorsDetail", "runtFrames"});
    paths.put("giant frames", new String[] {"inputErrorsDetail", "giantFrames"});
    paths.put("FCS errors", new String[] {"inputErrorsDetail", "fcsErrors"});
    paths.put("alignment errors", new String[] {"inputErrorsDetail", "alignmentErrors"});
    paths.put("symbol errors", new String[] {"inputErrorsDetail", "symbolErrors"});
    paths.put("collisions", new String[] {"outputErrorsDetail", "collisions"});
    paths.put("late collisions", new String[] {"outputErrorsDetail", "lateCollisions"});
    String[] deferred = {"outputErrorsDetail", "deferredTransmissions"};
    paths.put("deferred transmissions", deferred);
    return paths;
  }
}
