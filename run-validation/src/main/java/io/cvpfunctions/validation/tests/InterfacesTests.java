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
import io.cvpfunctions.validation.inputs.Addresses;
import io.cvpfunctions.validation.inputs.InputObject;
import io.cvpfunctions.validation.inputs.InputType;
import io.cvpfunctions.validation.inputs.Inputs;
import io.cvpfunctions.validation.inputs.Interfaces;
import io.cvpfunctions.validation.inputs.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tests of {@code anta.tests.interfaces}. */
final class InterfacesTests {
  private static final String MODULE = "anta.tests.interfaces";
  private static final InputObject ANY_INTERFACES =
      Observed.inputs(Interfaces.name(), Interfaces.nameOrWord());
  private static final InputObject PORT_CHANNELS =
      Observed.inputs(Interfaces.portChannel(), Interfaces.portChannel());

  private static final List<String> NEVER_ROUTED =
      List.of("Dps", "Fabric", "Loopback", "Management", "Recirc-Channel", "Tunnel", "Vxlan");
  private static final List<String> NEVER_BRIDGED =
      List.of(
          "Dps", "Fabric", "Loopback", "Management", "Recirc-Channel", "Tunnel", "Vlan", "Vxlan");
  private static final List<String> LACP_FLAGS =
      List.of("activity", "aggregation", "synchronization", "collecting", "distributing");

  private InterfacesTests() {}

  static List<NetworkTest> all() {
    return List.of(
        utilization(),
        errors(),
        discards(),
        errDisabled(),
        status(),
        stormControl(),
        portChannels(),
        illegalLacp(),
        loopbackCount(),
        svi(),
        mtu("VerifyL3MTU", "routed", 1500, NEVER_ROUTED),
        proxyArp(),
        mtu("VerifyL2MTU", "bridged", 9214, NEVER_BRIDGED),
        addresses(),
        virtualRouterMac(),
        lacpStatus());
  }

  private static NetworkTest errors() {
    Observed rule = Observed.mustExist((part, shown) -> allZero(part, "error counters", shown));
    return NetworkTest.of(MODULE, "VerifyInterfaceErrors", "No interface has counted an error.")
        .takes(ANY_INTERFACES)
        .asks(Command.json("show interfaces counters errors", 1))
        .judgedBy(it -> rule.judge(it, it.reply().need("interfaceErrorCounters")));
  }

  private static NetworkTest discards() {
    Observed rule = Observed.mustExist((part, shown) -> allZero(part, "discard counters", shown));
    return NetworkTest.of(MODULE, "VerifyInterfaceDiscards", "No interface has discarded a packet.")
        .takes(ANY_INTERFACES)
        .asks(Command.json("show interfaces counters discards", 1))
        .judgedBy(it -> rule.judge(it, it.reply().need("interfaces")));
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

  private static NetworkTest errDisabled() {
    Observed rule = Observed.mayBeAbsent(InterfacesTests::disabled);
    return NetworkTest.of(
            MODULE, "VerifyInterfaceErrDisabled", "No interface is disabled by an error.")
        .takes(ANY_INTERFACES)
        .asks(Command.json("show interfaces status errdisabled", 1))
        .judgedBy(it -> rule.judge(it, it.reply().need("interfaceStatuses")));
  }

  private static void disabled(Part part, Tree shown) {
    Tree causes = shown.object().opt("causes");
    if (!causes.truthy()) part.fail("disabled by an error");
    else part.fail("disabled by an error, causes: " + String.join(", ", causes.names()));
  }

  private static NetworkTest portChannels() {
    Observed rule = Observed.mustExist(InterfacesTests::inactiveMembers);
    return NetworkTest.of(
            MODULE, "VerifyPortChannels", "Every member of every port-channel is active.")
        .takes(PORT_CHANNELS)
        .asks(Command.json("show port-channel", 1))
        .judgedBy(it -> rule.judge(it, it.reply().need("portChannels")));
  }

  private static void inactiveMembers(Part part, Tree shown) {
    Tree inactive = shown.need("inactivePorts");
    if (inactive.truthy()) part.fail("inactive members: " + String.join(", ", inactive.names()));
  }

  private static NetworkTest status() {
    return NetworkTest.of(
            MODULE, "VerifyInterfacesStatus", "Each listed interface has the listed status.")
        .takes(object().required("interfaces", Types.list(interfaceFields().needs("status"))))
        .asks(Command.json("show interfaces description", 1))
        .judgedEach(InterfacesTests::judgeStatus);
  }

  /** One model for several tests, so it has fields that this one does not look at. */
  private static InputObject interfaceFields() {
    return object()
        .required("name", Interfaces.name())
        .optional("description", Types.text())
        .optional("status", Types.oneOf("up", "down", "adminDown"))
        .optional("line_protocol_status", lineProtocolStatus())
        .optional("portchannel", Interfaces.portChannel())
        .with("lacp_rate_fast", Types.flag(), false)
        .with("lacp_churn_state", Types.flag(), false)
        .optional("primary_ip", Addresses.v4Interface())
        .optional("secondary_ips", Types.list(Addresses.v4Interface()))
        .with("auto", Types.flag(), false)
        .optional("speed", Types.number(1, 1000))
        .optional("lanes", Types.integer(1, 8));
  }

  private static InputType lineProtocolStatus() {
    return Types.oneOf(
        "up", "down", "testing", "unknown", "dormant", "notPresent", "lowerLayerDown");
  }

  private static void judgeStatus(Judgement it) {
    for (Inputs wanted : it.inputs().objects("interfaces")) {
      Part part = it.part(describe(wanted));
      Tree shown = it.reply().need("interfaceDescriptions").opt(wanted.text("name"));
      if (shown.absent()) part.fail("not configured");
      else judgeStatus(part, wanted, shown);
    }
  }

  /** Without a line protocol to expect, up means that both are up, and all else says nothing. */
  private static void judgeStatus(Part part, Inputs wanted, Tree shown) {
    String status = state(shown.need("interfaceStatus"));
    String protocol = state(shown.need("lineProtocolStatus"));
    String expected = wanted.text("status");
    boolean both = wanted.has("line_protocol_status") || expected.equals("up");
    String actual = status;
    if (both) {
      boolean listed = wanted.has("line_protocol_status");
      expected += "/" + (listed ? wanted.text("line_protocol_status") : "up");
      actual += "/" + protocol;
    }
    if (!actual.equals(expected)) part.fail(Messages.differs("status", expected, actual));
  }

  private static String state(Tree shown) {
    return shown.is("connected") ? "up" : shown.show();
  }

  private static String describe(Inputs wanted) {
    String name = "Interface: " + wanted.text("name");
    return wanted.has("description") ? name + " (" + wanted.text("description") + ")" : name;
  }

  private static NetworkTest utilization() {
    return NetworkTest.of(
            MODULE, "VerifyInterfaceUtilization", "No interface carries more than the threshold.")
        .takes(ANY_INTERFACES.with("threshold", Types.percent(), 75.0))
        .asks(
            Command.json("show interfaces counters rates", 1),
            Command.json("show interfaces status", 1))
        .judgedBy(InterfacesTests::judgeUtilization);
  }

  private static void judgeUtilization(Judgement it) {
    Tree rates = it.reply().need("interfaces");
    for (String name : Observed.names(it.inputs(), rates)) {
      Part part = it.part("Interface: " + name);
      Tree status = it.reply(1).need("interfaceStatuses").opt(name);
      if (rates.opt(name).absent() || status.absent()) part.fail("not found");
      else judgeRates(it, part, rates.opt(name), status);
    }
  }

  private static void judgeRates(Judgement it, Part part, Tree rates, Tree status) {
    double bandwidth = status.need("bandwidth").number();
    Tree duplex = status.need("duplex");
    if (bandwidth == 0) {
      boolean listed = !it.inputs().texts("interfaces").isEmpty();
      if (listed) part.fail("utilization is unknown, since the bandwidth is null");
      return;
    }
    if (!duplex.is("duplexFull")) {
      part.expect("duplex", "duplexFull", duplex);
      return;
    }
    double most = it.inputs().number("threshold");
    for (String direction : List.of("in", "out")) {
      double usage = rates.need(direction + "BpsRate").number() / bandwidth * 100;
      if (usage <= most) continue;
      String expected = "at most " + PythonNumbers.show(most) + "%";
      part.fail(Messages.differs(direction, expected, PythonNumbers.show(usage) + "%"));
    }
  }

  private static NetworkTest stormControl() {
    Observed rule = Observed.mustExist(InterfacesTests::judgeStorm);
    return NetworkTest.of(MODULE, "VerifyStormControlDrops", "Storm control drops nothing.")
        .notOn(NetworkTest.VIRTUAL)
        .takes(ANY_INTERFACES)
        .asks(Command.json("show storm-control", 1))
        .judgedBy(it -> rule.judge(it, it.reply().need("interfaces")));
  }

  private static void judgeStorm(Part part, Tree shown) {
    List<String> dropped = new ArrayList<>();
    shown
        .need("trafficTypes")
        .fields()
        .forEach(
            (type, counters) -> {
              Tree drop = counters.object().opt("drop");
              if (!drop.absent() && !drop.isZero()) dropped.add(type + ": " + drop.show());
            });
    if (!dropped.isEmpty()) part.fail("storm control dropped " + String.join(", ", dropped));
  }

  private static NetworkTest illegalLacp() {
    Observed rule = Observed.mustExist(InterfacesTests::judgeIllegalLacp);
    return NetworkTest.of(MODULE, "VerifyIllegalLACP", "No port-channel got illegal LACP packets.")
        .takes(PORT_CHANNELS)
        .asks(Command.json("show lacp counters all-ports", 1))
        .judgedBy(it -> rule.judge(it, it.reply().need("portChannels")));
  }

  private static void judgeIllegalLacp(Part part, Tree shown) {
    shown
        .need("interfaces")
        .fields()
        .forEach(
            (member, counters) -> {
              if (counters.need("illegalRxCount").isZero()) return;
              part.fail("illegal LACP packets on the member " + member);
            });
  }

  private static NetworkTest loopbackCount() {
    return NetworkTest.of(MODULE, "VerifyLoopbackCount", "There are that many loopbacks, all up.")
        .takes(object().required("number", Types.natural()))
        .asks(Command.json("show ip interface brief", 1))
        .judgedBy(InterfacesTests::judgeLoopbacks);
  }

  private static void judgeLoopbacks(Judgement it) {
    long count = 0;
    for (Map.Entry<String, Tree> shown : it.reply().need("interfaces").fields().entrySet()) {
      if (!shown.getKey().contains("Loopback")) continue;
      count++;
      judgeUp(it, "Interface: " + shown.getKey(), shown.getValue());
    }
    long number = it.inputs().integer("number");
    if (count == number) return;
    it.fail(Messages.differs("Loopback count", String.valueOf(number), String.valueOf(count)));
  }

  private static void judgeUp(Judgement it, String name, Tree shown) {
    it.expect(name + " - line protocol", "up", shown.need("lineProtocolStatus"));
    it.expect(name + " - status", "connected", shown.need("interfaceStatus"));
  }

  private static NetworkTest svi() {
    return NetworkTest.of(MODULE, "VerifySVI", "All VLAN interfaces are up.")
        .asks(Command.json("show ip interface brief", 1))
        .judgedBy(
            it ->
                it.reply()
                    .need("interfaces")
                    .fields()
                    .forEach(
                        (name, shown) -> {
                          if (name.contains("Vlan")) judgeUp(it, "SVI: " + name, shown);
                        }));
  }

  private static NetworkTest mtu(String name, String model, long mtu, List<String> ignored) {
    return NetworkTest.of(MODULE, name, "All " + model + " interfaces have the MTU.")
        .takes(
            object()
                .with("mtu", Types.integer(), mtu)
                .with("ignored_interfaces", Types.list(Interfaces.nameOrWord()), ignored)
                .with(
                    "specific_mtu",
                    Types.list(Types.map(Interfaces.name(), Types.integer())),
                    List.of()))
        .asks(Command.json("show interfaces", 1))
        .judgedBy(it -> judgeMtu(it, model));
  }

  private static void judgeMtu(Judgement it, String model) {
    Map<String, Object> specific = new LinkedHashMap<>();
    for (Object given : it.inputs().values("specific_mtu")) {
      ((Map<?, ?>) given).forEach((name, mtu) -> specific.put((String) name, mtu));
    }
    Object mtu = it.inputs().get("mtu");
    Tree interfaces = it.reply().need("interfaces");
    for (String name : Observed.names(it.inputs(), interfaces)) {
      Tree shown = interfaces.need(name);
      if (!shown.need("forwardingModel").is(model)) continue;
      Object wanted = specific.getOrDefault(name, mtu);
      it.expect("Interface: " + name + " - MTU", wanted, shown.need("mtu"));
    }
  }

  private static NetworkTest proxyArp() {
    return NetworkTest.of(MODULE, "VerifyIPProxyARP", "The listed interfaces are ARP proxies.")
        .takes(object().required("interfaces", Types.list(Interfaces.name())))
        .asks(Command.json("show ip interface", 2))
        .judgedBy(InterfacesTests::judgeProxyArp);
  }

  private static void judgeProxyArp(Judgement it) {
    for (String name : it.inputs().texts("interfaces")) {
      Tree shown = it.reply().opt("interfaces", name);
      if (!shown.truthy()) it.fail("Interface: " + name + " - not found");
      else if (!shown.need("proxyArp").truthy()) {
        it.fail("Interface: " + name + " - proxy ARP is off");
      }
    }
  }

  private static NetworkTest addresses() {
    return NetworkTest.of(MODULE, "VerifyInterfaceIPv4", "Interfaces have the listed addresses.")
        .takes(object().required("interfaces", Types.list(interfaceFields().needs("primary_ip"))))
        .asks(Command.json("show ip interface", 2))
        .judgedBy(InterfacesTests::judgeAddresses);
  }

  private static void judgeAddresses(Judgement it) {
    for (Inputs wanted : it.inputs().objects("interfaces")) {
      Tree shown = it.reply().opt("interfaces", wanted.text("name"));
      Tree primary = shown.opt("interfaceAddress", "primaryIp");
      if (shown.absent()) it.fail(describe(wanted) + " - not found");
      else if (primary.absent()) it.fail(describe(wanted) + " - has no IP address");
      else judgeAddresses(it, wanted, primary, shown);
    }
  }

  private static void judgeAddresses(Judgement it, Inputs wanted, Tree primary, Tree shown) {
    String name = describe(wanted) + " - ";
    String actual = address(primary);
    if (!actual.equals(wanted.text("primary_ip"))) {
      it.fail(Messages.differs(name + "IP address", wanted.text("primary_ip"), actual));
    }
    List<String> secondary = new ArrayList<>(wanted.texts("secondary_ips"));
    if (secondary.isEmpty()) return;
    List<String> found = new ArrayList<>();
    Tree list = shown.opt("interfaceAddress", "secondaryIpsOrderedList");
    list.itemsIfAny().forEach(item -> found.add(address(item)));
    Collections.sort(secondary);
    Collections.sort(found);
    if (found.isEmpty()) it.fail(name + "has no secondary IP address");
    else if (!found.equals(secondary)) {
      String expected = String.join(", ", secondary);
      it.fail(Messages.differs(name + "secondary IPs", expected, String.join(", ", found)));
    }
  }

  private static String address(Tree shown) {
    return shown.need("address").show() + "/" + shown.need("maskLen").show();
  }

  private static NetworkTest virtualRouterMac() {
    return NetworkTest.of(MODULE, "VerifyIpVirtualRouterMac", "The virtual router has that MAC.")
        .takes(object().required("mac_address", Addresses.mac()))
        .asks(Command.json("show ip virtual-router", 2))
        .judgedBy(
            it -> {
              String mac = it.inputs().text("mac_address");
              Tree found = it.reply().need("virtualMacs").item("macAddress", mac);
              if (found.absent()) it.fail("virtual router MAC address " + mac + " not configured");
            });
  }

  private static NetworkTest lacpStatus() {
    return NetworkTest.of(
            MODULE, "VerifyLACPInterfacesStatus", "The listed members are bundled by LACP.")
        .takes(object().required("interfaces", Types.list(interfaceFields().needs("portchannel"))))
        .asks(Command.json("show lacp interface detailed", 1))
        .judgedBy(it -> it.inputs().objects("interfaces").forEach(wanted -> judgeLacp(it, wanted)));
  }

  private static void judgeLacp(Judgement it, Inputs wanted) {
    String channel = wanted.text("portchannel");
    String name = describe(wanted) + " Port-Channel: " + channel + " - ";
    Tree shown = it.reply().opt("portChannels", channel, "interfaces", wanted.text("name"));
    if (!shown.truthy()) {
      it.fail(name + "not configured");
      return;
    }
    if (!shown.opt("actorPortStatus").is("bundled")) {
      it.fail(name + "not bundled but " + shown.opt("actorPortStatus").show());
      return;
    }
    for (String side : List.of("actor", "partner")) {
      Tree state = shown.opt(side + "PortState");
      for (String flag : LACP_FLAGS) it.expect(name + side + " " + flag, true, state.opt(flag));
      it.expect(name + side + " timeout", wanted.flag("lacp_rate_fast"), state.opt("timeout"));
    }
    boolean churn =
        shown.opt("details", "actorChurnState").is("churnDetected")
            || shown.opt("details", "partnerChurnState").is("churnDetected");
    if (wanted.flag("lacp_churn_state") && churn) it.fail(name + "churn (another system ID)");
  }
}
