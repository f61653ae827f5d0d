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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tests of {@code anta.tests.interfaces} that look at queues. */
final class InterfaceQueuesTests {
  private static final String MODULE = InterfacesTests.MODULE;
  private static final String THRESHOLD = "packet_drop_threshold";
  private static final String COUNTERS = "counters_threshold";
  private static final Pattern RANGE = Pattern.compile("(\\D+)(\\d{1,3})-(\\d{1,3})");
  private static final Pattern NUMBERED = Pattern.compile("(\\D+)(\\d{1,3})");

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
    String which = "Interface: " + port;
    each(
        it,
        which + " Traffic Class: ",
        it.inputs().texts("traffic_classes"),
        classes,
        (name, queue) -> {
          long most = it.inputs().integer(THRESHOLD);
          Tree egress = dropped(queue, "egressQueueCounters");
          Tree voq = dropped(queue, "ingressVoqCounters");
          if (Math.max(egress.number(), voq.number()) <= most) return;
          String actual = "VOQ: " + voq.show() + " Egress: " + egress.show();
          String what = which + " Traffic Class: " + name + " - queue drops";
          it.fail(Messages.differs(what, "<= " + most, actual));
        });
  }

  private static Tree dropped(Tree queue, String side) {
    return queue.need(side, "countersSum", "droppedPackets");
  }

  /** The classes that are wanted, or all; EOS may tell several in one, such as TC0-5. */
  private static void each(
      Judgement it, String what, List<String> wanted, Tree shown, BiConsumer<String, Tree> rule) {
    if (wanted.isEmpty()) shown.fields().forEach(rule);
    for (String name : wanted) {
      Optional<Tree> found = find(shown, name);
      if (found.isPresent()) rule.accept(name, found.get());
      else it.fail(what + name + " - not found");
    }
  }

  private static Optional<Tree> find(Tree shown, String name) {
    Map<String, Tree> all = shown.fields();
    if (all.containsKey(name)) return Optional.of(all.get(name));
    return all.entrySet().stream()
        .filter(entry -> isIn(entry.getKey(), name))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static boolean isIn(String several, String name) {
    Matcher range = RANGE.matcher(several);
    Matcher one = NUMBERED.matcher(name);
    if (!range.matches() || !one.matches() || !range.group(1).equals(one.group(1))) return false;
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
    List<String> wanted = it.inputs().texts("traffic_classes");
    String queue = " Queue Type: " + type;
    if (shown.absent()) {
      wanted.forEach(
          name ->
              it.fail("Interface: " + port + queue + " Traffic Class: " + name + " - not found"));
      return;
    }
    each(
        it,
        "Interface: " + port + queue + " Traffic Class: ",
        wanted,
        shown,
        (name, tc) -> {
          String which = "Interface: " + port + " Traffic Class: " + name + queue;
          String what = which + " Drop Precedence: ";
          each(
              it,
              what,
              it.inputs().texts("drop_precedences"),
              tc.need("dropPrecedences"),
              (precedence, drops) -> {
                Tree count = drops.need("droppedPackets");
                long most = it.inputs().integer(THRESHOLD);
                if (count.number() <= most) return;
                String drop = what + precedence + " - queue drops";
                it.fail(Messages.differs(drop, "<= " + most, count.show()));
              });
        });
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
    double count = marked.isText() ? PythonNumbers.integer(marked.text()) : marked.number();
    String what = "Interface: " + port + " Queue: " + queue + " - counters";
    if (count > most) it.fail(Messages.differs(what, "<= " + most, marked.show()));
  }
}
