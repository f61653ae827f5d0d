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
import java.util.List;
import java.util.Map;

/** The tests of {@code anta.tests.interfaces} that look at what interfaces are. */
final class InterfacesTests {
  static final String MODULE = "anta.tests.interfaces";
  private static final double BITS_A_GIGABIT = 1_000_000_000;

  private InterfacesTests() {}

  static List<NetworkTest> all() {
    return List.of(errDisabled(), status(), speed(), loopbackCount(), svi());
  }

  private static NetworkTest errDisabled() {
    Observed rule = Observed.mayBeAbsent(InterfacesTests::disabled);
    return NetworkTest.of(
            MODULE, "VerifyInterfaceErrDisabled", "No interface is disabled by an error.")
        .takes(Observed.inputs(Interfaces.name(), Interfaces.nameOrWord()))
        .asks(Command.json("show interfaces status errdisabled", 1))
        .judgedBy(it -> rule.judge(it, "interfaceStatuses"));
  }

  private static void disabled(Part part, Tree shown) {
    Tree causes = shown.object().opt("causes");
    if (!causes.truthy()) part.fail("disabled by an error");
    else part.fail("disabled by an error, causes: " + String.join(", ", causes.names()));
  }

  private static NetworkTest status() {
    return NetworkTest.of(
            MODULE, "VerifyInterfacesStatus", "Each listed interface has the listed status.")
        .takes(object().required("interfaces", Types.list(interfaceFields().needs("status"))))
        .asks(Command.json("show interfaces description", 1))
        .judgedEach(InterfacesTests::judgeStatus);
  }

  /** One model for several tests, so it has fields that this one does not look at. */
  static InputObject interfaceFields() {
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

  static String describe(Inputs wanted) {
    return "Interface: " + wanted.text("name") + wanted.note();
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

  private static NetworkTest speed() {
    return NetworkTest.of(
            MODULE, "VerifyInterfacesSpeed", "Each listed interface has the listed speed.")
        .takes(object().required("interfaces", Types.list(interfaceFields().needs("speed"))))
        .asks(Command.json("show interfaces", 0))
        .judgedBy(
            it -> {
              for (Inputs wanted : it.inputs().objects("interfaces")) {
                Tree shown = it.reply().opt("interfaces", wanted.text("name"));
                if (shown.absent()) it.fail(describe(wanted) + " - not found");
                else judgeSpeed(it, wanted, shown);
              }
            });
  }

  private static void judgeSpeed(Judgement it, Inputs wanted, Tree shown) {
    String name = describe(wanted) + " - ";
    double speed = wanted.number("speed");
    Tree bandwidth = shown.opt("bandwidth");
    if (bandwidth.number() != speed * BITS_A_GIGABIT) {
      String expected = PythonNumbers.show(speed) + "Gbps";
      it.fail(Messages.differs(name + "bandwidth", expected, gigabits(bandwidth) + "Gbps"));
    }
    it.expect(name + "duplex", "duplexFull", shown.opt("duplex"));
    if (wanted.flag("auto")) {
      it.expect(name + "auto-negotiation", "success", shown.opt("autoNegotiate"));
    }
    if (!wanted.has("lanes")) return;
    it.expect(name + "data lanes", wanted.integer("lanes"), shown.opt("lanes"));
  }

  private static String gigabits(Tree bandwidth) {
    double gigabits = bandwidth.number() / BITS_A_GIGABIT;
    boolean whole = gigabits == Math.rint(gigabits);
    return whole ? String.valueOf((long) gigabits) : PythonNumbers.show(gigabits);
  }
}
