package io.cvpfunctions.validation.tests;

import static io.cvpfunctions.validation.inputs.InputObject.object;

import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.Judgement;
import io.cvpfunctions.validation.engine.Messages;
import io.cvpfunctions.validation.engine.NetworkTest;
import io.cvpfunctions.validation.engine.Observed;
import io.cvpfunctions.validation.engine.Tree;
import io.cvpfunctions.validation.inputs.InputObject;
import io.cvpfunctions.validation.inputs.Inputs;
import io.cvpfunctions.validation.inputs.Interfaces;
import io.cvpfunctions.validation.inputs.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tests of {@code anta.tests.stp}. */
final class StpTests {
  private static final String MODULE = "anta.tests.stp";
  private static final String INSTANCE = "spanningTreeVlanInstance";
  private static final String INSTANCES = "spanningTreeVlanInstances";
  private static final InputObject VLANS = object().required("vlans", Types.list(Types.vlan()));

  private StpTests() {}

  static List<NetworkTest> all() {
    return List.of(
        mode(),
        blockedPorts(),
        counters(),
        forwardingPorts(),
        rootPriority(),
        topologyChanges(),
        disabledVlans());
  }

  private static List<Command> perVlan(Inputs inputs, String before, String after) {
    List<Command> commands = new ArrayList<>();
    for (long vlan : inputs.integers("vlans")) {
      commands.add(Command.json(before + vlan + after, 1));
    }
    return commands;
  }

  private static NetworkTest mode() {
    return NetworkTest.of(MODULE, "VerifySTPMode", "Each listed VLAN runs that spanning tree.")
        .takes(
            object()
                .with("mode", Types.oneOf("mstp", "rstp", "rapidPvst"), "mstp")
                .required("vlans", Types.list(Types.vlan())))
        .asks(inputs -> perVlan(inputs, "show spanning-tree vlan ", ""))
        .judgedBy(StpTests::judgeMode);
  }

  private static void judgeMode(Judgement it) {
    String mode = it.inputs().text("mode");
    int index = 0;
    for (long vlan : it.inputs().integers("vlans")) {
      String id = String.valueOf(vlan);
      Tree actual = it.reply(index++).opt(INSTANCES, id, INSTANCE, "protocol");
      if (!actual.truthy()) it.fail("VLAN " + vlan + " - STP mode " + mode + " is not configured");
      else it.expect("VLAN " + vlan + " - STP mode", mode, actual);
    }
  }

  private static NetworkTest blockedPorts() {
    return NetworkTest.of(MODULE, "VerifySTPBlockedPorts", "Spanning tree blocks no port.")
        .asks(Command.json("show spanning-tree blockedports", 1))
        .judgedBy(
            it ->
                it.reply()
                    .need("spanningTreeInstances")
                    .fieldsIfAny()
                    .forEach((name, blocked) -> judgeBlocked(it, name, blocked)));
  }

  private static void judgeBlocked(Judgement it, String instance, Tree shown) {
    Tree blocked = shown.need("spanningTreeBlockedPorts");
    it.fail("STP instance " + instance + " blocks " + String.join(", ", blocked.names()));
  }

  private static NetworkTest counters() {
    Observed rule =
        Observed.mustExist(
            (part, shown) -> {
              Tree tagged = shown.need("bpduTaggedError");
              if (!tagged.isZero()) part.expect("tagged BPDU errors", 0L, tagged);
              Tree other = shown.need("bpduOtherError");
              if (!other.isZero()) part.expect("other BPDU errors", 0L, other);
            });
    return NetworkTest.of(MODULE, "VerifySTPCounters", "No interface has counted a BPDU error.")
        .takes(Observed.inputs(Interfaces.name(), Interfaces.nameOrWord()))
        .asks(Command.json("show spanning-tree counters", 1))
        .judgedBy(it -> rule.judge(it, "interfaces"));
  }

  private static NetworkTest forwardingPorts() {
    return NetworkTest.of(
            MODULE, "VerifySTPForwardingPorts", "All ports of the listed VLANs are forwarding.")
        .takes(VLANS)
        .asks(inputs -> perVlan(inputs, "show spanning-tree topology vlan ", " status"))
        .judgedBy(StpTests::judgeForwarding);
  }

  private static void judgeForwarding(Judgement it) {
    int index = 0;
    for (long vlan : it.inputs().integers("vlans")) {
      Tree topologies = it.reply(index++).opt("topologies");
      if (!topologies.truthy()) {
        it.fail("VLAN " + vlan + " - STP is not configured");
        continue;
      }
      for (Tree topology : topologies.fields().values()) {
        boolean carries =
            topology.need("vlans").items().stream().anyMatch(item -> item.equalTo(vlan));
        if (carries) judgeForwarding(it, vlan, topology);
      }
    }
  }

  private static void judgeForwarding(Judgement it, long vlan, Tree topology) {
    topology
        .need("interfaces")
        .fields()
        .forEach(
            (name, port) -> {
              String what = "VLAN " + vlan + " Interface: " + name + " - state";
              it.expect(what, "forwarding", port.need("state"));
            });
  }

  private static NetworkTest rootPriority() {
    return NetworkTest.of(
            MODULE, "VerifySTPRootPriority", "The root of each instance has that priority.")
        .takes(
            object()
                .required("priority", Types.integer())
                .with("instances", Types.list(Types.vlan()), List.of()))
        .asks(Command.json("show spanning-tree root detail", 1))
        .judgedBy(StpTests::judgeRootPriority);
  }

  /** Instances are named after VLANs or MST instances, which the first one tells. */
  private static void judgeRootPriority(Judgement it) {
    Tree instances = it.reply().need("instances");
    if (!instances.truthy()) {
      it.fail("no STP instance is configured");
      return;
    }
    String first = instances.names().get(0);
    String prefix = first.startsWith("MST") ? "MST" : first.startsWith("VL") ? "VL" : "";
    if (prefix.isEmpty()) {
      it.fail("STP instance " + first + " is neither of a VLAN nor of MST");
      return;
    }
    List<String> names = new ArrayList<>();
    it.inputs().integers("instances").forEach(id -> names.add(prefix + id));
    long priority = it.inputs().integer("priority");
    for (String name : names.isEmpty() ? instances.names() : names) {
      Tree actual = instances.opt(name, "rootBridge", "priority");
      if (!instances.opt(name).truthy()) it.fail("STP instance: " + name + " - is not configured");
      else it.expect("STP instance: " + name + " - root priority", priority, actual);
    }
  }

  private static NetworkTest topologyChanges() {
    return NetworkTest.of(
            MODULE, "VerifyStpTopologyChanges", "The topology has not changed too often.")
        .takes(object().required("threshold", Types.integer()))
        .asks(Command.json("show spanning-tree topology status detail", 1))
        .judgedBy(StpTests::judgeTopologyChanges);
  }

  private static void judgeTopologyChanges(Judgement it) {
    Map<String, Tree> topologies = new LinkedHashMap<>(it.reply().opt("topologies").fieldsIfAny());
    topologies.remove("NoStp");
    if (topologies.isEmpty()) it.fail("STP is not configured");
    topologies.forEach(
        (topology, shown) ->
            shown
                .opt("interfaces")
                .fieldsIfAny()
                .forEach((port, state) -> judgeChanges(it, topology, port, state)));
  }

  private static void judgeChanges(Judgement it, String topology, String port, Tree state) {
    long threshold = it.inputs().integer("threshold");
    Tree changes = state.need("numChanges");
    if (changes.number() <= threshold) return;
    String what = "Topology: " + topology + " Interface: " + port + " - number of changes";
    it.fail(Messages.differs(what, "at most " + threshold, changes.show()));
  }

  private static NetworkTest disabledVlans() {
    return NetworkTest.of(
            MODULE, "VerifySTPDisabledVlans", "Spanning tree is off in the listed VLANs.")
        .takes(VLANS)
        .asks(Command.json("show spanning-tree vlan detail", 1))
        .judgedBy(StpTests::judgeDisabledVlans);
  }

  private static void judgeDisabledVlans(Judgement it) {
    Tree instances = it.reply().opt(INSTANCES);
    if (!instances.truthy()) {
      it.fail("STP is not configured");
      return;
    }
    for (long vlan : it.inputs().integers("vlans")) {
      String id = String.valueOf(vlan);
      if (!instances.has(id)) it.fail("VLAN: " + id + " - is not configured");
      else if (instances.need(id).truthy()) it.fail("VLAN: " + id + " - STP is enabled");
    }
  }
}
