package io.cvpfunctions.validation.tests;

import static io.cvpfunctions.validation.inputs.InputObject.object;

import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.Judgement;
import io.cvpfunctions.validation.engine.Messages;
import io.cvpfunctions.validation.engine.NetworkTest;
import io.cvpfunctions.validation.engine.Observed;
import io.cvpfunctions.validation.engine.PythonNumbers;
import io.cvpfunctions.validation.engine.Tree;
import io.cvpfunctions.validation.inputs.InputObject;
import io.cvpfunctions.validation.inputs.InputType;
import io.cvpfunctions.validation.inputs.Interfaces;
import io.cvpfunctions.validation.inputs.Types;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tests of {@code anta.tests.interfaces} that look at queues. */
final class InterfaceQueuesTests {
  private static final String MODULE = InterfacesTests.MODULE;
  private static final String THRESHOLD = "packet_drop_threshold";
  private static final String COUNTERS = "counters_threshold";
  private static final Pattern RANGE = Pattern.compile("([a-zA-Z]+)(\\d{1,3})-(\\d{1,3})");
  private static final Pattern NUMBERED = Pattern.compile("([a-zA-Z]+)(\\d{1,3})(?!\\d)");

  private InterfaceQueuesTests() {}

  static List<NetworkTest> all() {
    return List.of(voqAndEgress(), egress(), pfc(), ecn());
  }

  private static NetworkTest voqAndEgress() {
    return NetworkTest.of(
            MODULE, "VerifyInterfacesVoqAndEgressQueueDrops", "Queues drop few packets, in or out.")
        .notOn(NetworkTest.VIRTUAL)
        .takes(
            object()
                .optional("interfaces", Types.list(Interfaces.name()))
                .optional("traffic_classes", Types.list(Types.text()))
                .with(THRESHOLD, Types.natural(), 0L))
        .asks(Command.json("show interfaces counters queue drops", 1))
        .judgedBy(
            it ->
                Observed.eachPort(
                    it,
                    it.reply().need("interfaces"),
                    "not found",
                    (port, shown) -> judgeVoq(it, port, shown.need("trafficClasses"))));
  }

  private static void judgeVoq(Judgement it, String port, Tree classes) {
    String which = "Interface: " + port + " Traffic Class: ";
    chosen(it, which, classes.object())
        .forEach(
            (name, queue) -> {
              long most = it.inputs().integer(THRESHOLD);
              Tree egress = dropped(queue, "egressQueueCounters");
              Tree voq = dropped(queue, "ingressVoqCounters");
              if (egress.number() <= most && voq.number() <= most) return;
              String actual = "VOQ: " + voq.show() + " Egress: " + egress.show();
              it.fail(Messages.differs(which + name + " - queue drops", "<= " + most, actual));
            });
  }

  private static Tree dropped(Tree queue, String side) {
    return queue.need(side, "countersSum", "droppedPackets");
  }

  /** The classes that are wanted, or all; those that are not there are failures. */
  private static Map<String, Tree> chosen(Judgement it, String what, Tree shown) {
    List<String> wanted = it.inputs().texts("traffic_classes");
    if (wanted.isEmpty()) return shown.fieldsIfAny();
    Map<String, Tree> chosen = new LinkedHashMap<>();
    for (String name : wanted) {
      Optional<Tree> found = find(shown, name);
      if (found.isPresent()) chosen.put(name, found.get());
      else it.fail(what + name + " - not found");
    }
    return chosen;
  }

  /** EOS may tell several in one, such as TC0-5. */
  private static Optional<Tree> find(Tree shown, String name) {
    Map<String, Tree> all = shown.fieldsIfAny();
    if (all.containsKey(name)) return Optional.of(all.get(name));
    return all.entrySet().stream()
        .filter(entry -> isIn(entry.getKey(), name))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static boolean isIn(String several, String name) {
    Matcher range = RANGE.matcher(several);
    Matcher one = NUMBERED.matcher(name);
    if (!range.lookingAt() || !one.lookingAt() || !range.group(1).equals(one.group(1)))
      return false;
    int number = Integer.parseInt(one.group(2));
    return number >= Integer.parseInt(range.group(2)) && number <= Integer.parseInt(range.group(3));
  }

  private static NetworkTest egress() {
    return NetworkTest.of(
            MODULE, "VerifyInterfacesEgressQueueDrops", "Egress queues drop few packets.")
        .notOn(NetworkTest.LAB)
        .takes(
            Observed.distinctInputs(Interfaces.ethernet())
                .optional("traffic_classes", Types.list(Types.text()))
                .with(
                    "queue_types",
                    Types.list(Types.oneOf("unicast", "multicast")),
                    List.of("unicast", "multicast"))
                .with(
                    "drop_precedences",
                    Types.list(Types.oneOf("DP0", "DP1", "DP2")),
                    List.of("DP0"))
                .with(THRESHOLD, Types.natural(), 0L))
        .asks(Command.json("show interfaces counters queue detail", 1))
        .judgedBy(
            it ->
                Observed.eachPort(
                    it,
                    it.reply().need("egressQueueCounters", "interfaces"),
                    "not found",
                    (port, shown) -> {
                      for (String type : it.inputs().texts("queue_types")) {
                        String key = type.equals("unicast") ? "ucastQueues" : "mcastQueues";
                        judgeEgress(it, port, type, shown.opt(key, "trafficClasses"));
                      }
                    }));
  }

  private static void judgeEgress(Judgement it, String port, String type, Tree shown) {
    String which = "Interface: " + port + " Queue Type: " + type + " Traffic Class: ";
    chosen(it, which, shown)
        .forEach(
            (name, tc) -> {
              for (String precedence : it.inputs().texts("drop_precedences")) {
                String what = which + name + " Drop Precedence: " + precedence;
                judgeDrops(it, what, find(tc.need("dropPrecedences").object(), precedence));
              }
            });
  }

  private static void judgeDrops(Judgement it, String what, Optional<Tree> shown) {
    if (shown.isEmpty()) {
      it.fail(what + " - not found");
      return;
    }
    long most = it.inputs().integer(THRESHOLD);
    Tree count = shown.get().need("droppedPackets");
    if (count.number() <= most) return;
    it.fail(Messages.differs(what + " - queue drops", "<= " + most, count.show()));
  }

  private static InputObject counters() {
    InputType port = Interfaces.ethernetOrManagement();
    return Observed.distinctInputs(port).with(COUNTERS, Types.natural(), 0L);
  }

  private static NetworkTest pfc() {
    return NetworkTest.of(MODULE, "VerifyInterfacesPFCCounters", "Few pause frames are counted.")
        .notOn(NetworkTest.VIRTUAL)
        .takes(counters())
        .asks(Command.json("show priority-flow-control counters", 3))
        .judgedBy(
            it ->
                Observed.eachPort(
                    it,
                    it.reply().need("interfaceCounters"),
                    "not found",
                    (port, shown) -> judgePfc(it, port, shown.object())));
  }

  private static void judgePfc(Judgement it, String port, Tree shown) {
    long most = it.inputs().integer(COUNTERS);
    Tree received = shown.opt("rxFrames");
    Tree sent = shown.opt("txFrames");
    if (count(received) <= most && count(sent) <= most) return;
    String actual = "RX PFC: " + orZero(received) + " TX PFC: " + orZero(sent);
    String what = "Interface: " + port + " - counters";
    it.fail(Messages.differs(what, "<= " + most, actual));
  }

  private static double count(Tree counter) {
    return counter.absent() ? 0 : counter.number();
  }

  private static String orZero(Tree counter) {
    return counter.absent() ? "0" : counter.show();
  }

  private static NetworkTest ecn() {
    return NetworkTest.of(MODULE, "VerifyInterfacesECNCounters", "Few packets are marked by ECN.")
        .notOn(NetworkTest.VIRTUAL)
        .takes(counters())
        .asks(Command.json("show qos interfaces ecn counters queue", 1))
        .judgedBy(
            it ->
                Observed.eachPort(
                    it,
                    it.reply().need("intfQueueCounters"),
                    "not found",
                    (port, shown) ->
                        shown
                            .need("queueCounters")
                            .fields()
                            .forEach((queue, marked) -> judgeEcn(it, port, queue, marked))));
  }

  private static void judgeEcn(Judgement it, String port, String queue, Tree marked) {
    if (marked.is("-")) return;
    long most = it.inputs().integer(COUNTERS);
    long count = PythonNumbers.integer(marked);
    String what = "Interface: " + port + " Queue: " + queue + " - counters";
    if (count > most) it.fail(Messages.differs(what, "<= " + most, marked.show()));
  }
}
