package io.cvpfunctions.validation.tests;

import static io.cvpfunctions.validation.inputs.InputObject.object;

import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.Judgement;
import io.cvpfunctions.validation.engine.Judgement.Part;
import io.cvpfunctions.validation.engine.Messages;
import io.cvpfunctions.validation.engine.NetworkTest;
import io.cvpfunctions.validation.engine.Observed;
import io.cvpfunctions.validation.engine.Tree;
import io.cvpfunctions.validation.inputs.Addresses;
import io.cvpfunctions.validation.inputs.InputObject;
import io.cvpfunctions.validation.inputs.InputType;
import io.cvpfunctions.validation.inputs.Inputs;
import io.cvpfunctions.validation.inputs.Interfaces;
import io.cvpfunctions.validation.inputs.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tests of {@code anta.tests.interfaces}. */
final class InterfacesTests {
  private static final String MODULE = "anta.tests.interfaces";
  private static final InputObject ANY_INTERFACES =
      Observed.inputs(Interfaces.name(), Interfaces.nameOrWord());
  private static final InputObject PORT_CHANNELS =
      Observed.inputs(Interfaces.portChannel(), Interfaces.portChannel());

  private InterfacesTests() {}

  static List<NetworkTest> all() {
    return List.of(errors(), discards(), errDisabled(), status(), portChannels());
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
        .takes(object().required("interfaces", Types.list(interfaceState())))
        .asks(Command.json("show interfaces description", 1))
        .judgedEach(InterfacesTests::judgeStatus);
  }

  /** One model for several tests, so it has fields that this one does not look at. */
  private static InputObject interfaceState() {
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
        .optional("lanes", Types.integer(1, 8))
        .rule(state -> state.has("status") ? Optional.empty() : Optional.of("status is missing"));
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
}
