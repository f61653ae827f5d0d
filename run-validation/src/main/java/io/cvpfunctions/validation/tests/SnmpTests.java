package io.cvpfunctions.validation.tests;

import static io.cvpfunctions.validation.inputs.InputObject.object;

import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.Judgement;
import io.cvpfunctions.validation.engine.NetworkTest;
import io.cvpfunctions.validation.engine.Tree;
import io.cvpfunctions.validation.inputs.InputObject;
import io.cvpfunctions.validation.inputs.InputType;
import io.cvpfunctions.validation.inputs.Inputs;
import io.cvpfunctions.validation.inputs.Interfaces;
import io.cvpfunctions.validation.inputs.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The tests of {@code anta.tests.snmp} that look at the agent. */
final class SnmpTests {
  static final String MODULE = "anta.tests.snmp";
  static final Command SNMP = Command.json("show snmp", 1);
  static final InputType VERSION = Types.oneOf("v1", "v2c", "v3");
  static final String VERSION_KEY = "version";
  private static final String[] PDUS = {
    "inGetPdus", "inGetNextPdus", "inSetPdus", "outGetResponsePdus", "outTrapPdus"
  };
  private static final String[] ERRORS = {
    "inVersionErrs",
    "inBadCommunityNames",
    "inBadCommunityUses",
    "inParseErrs",
    "outTooBigErrs",
    "outNoSuchNameErrs",
    "outBadValueErrs",
    "outGeneralErrs"
  };

  private SnmpTests() {}

  static List<NetworkTest> all() {
    return List.of(
        status(),
        AccessLists.test(MODULE, "VerifySnmpIPv4Acl", "SNMP", "show snmp ipv4", 4),
        AccessLists.test(MODULE, "VerifySnmpIPv6Acl", "SNMP", "show snmp ipv6", 6),
        text("VerifySnmpLocation", "location"),
        text("VerifySnmpContact", "contact"),
        pduCounters(),
        errorCounters(),
        sourceInterfaces());
  }

  private static NetworkTest status() {
    return NetworkTest.of(MODULE, "VerifySnmpStatus", "SNMP is on in the VRF.")
        .takes(object().with("vrf", Types.text(), "default"))
        .asks(SNMP)
        .judgedBy(SnmpTests::judgeStatus);
  }

  private static void judgeStatus(Judgement it) {
    String vrf = it.inputs().text("vrf");
    boolean enabled = it.reply().need("enabled").truthy();
    boolean listed =
        enabled
            && it.reply().need("vrfs", "snmpVrfs").items().stream().anyMatch(name -> name.is(vrf));
    if (!listed) it.fail("VRF: " + vrf + " - the SNMP agent is not enabled");
  }

  private static NetworkTest text(String name, String key) {
    return NetworkTest.of(MODULE, name, "The SNMP " + key + " is the listed one.")
        .takes(object().required(key, Types.text()))
        .asks(SNMP)
        .judgedBy(
            it -> {
              Tree actual = it.reply().opt(key, key);
              if (!actual.truthy()) it.fail("the SNMP " + key + " is not configured");
              else it.expect("SNMP " + key, it.inputs().text(key), actual);
            });
  }

  private static NetworkTest pduCounters() {
    return NetworkTest.of(MODULE, "VerifySnmpPDUCounters", "SNMP has counted such messages.")
        .takes(object().optional("pdus", Types.list(Types.oneOf(PDUS))))
        .asks(SNMP)
        .judgedBy(
            it -> judgeCounters(it, "pdus", PDUS, "not counted", count -> count.number() == 0));
  }

  private static NetworkTest errorCounters() {
    return NetworkTest.of(MODULE, "VerifySnmpErrorCounters", "SNMP has counted no error.")
        .takes(object().optional("error_counters", Types.list(Types.oneOf(ERRORS))))
        .asks(SNMP)
        .judgedBy(
            it ->
                judgeCounters(
                    it,
                    "error_counters",
                    ERRORS,
                    "counted errors, or does not tell",
                    Tree::truthy));
  }

  private static void judgeCounters(
      Judgement it, String input, String[] every, String what, Predicate<Tree> wrong) {
    Tree counters = it.reply().opt("counters");
    if (!counters.truthy()) {
      it.fail("the reply has no SNMP counters");
      return;
    }
    List<String> found = new ArrayList<>();
    List<String> chosen = it.inputs().texts(input);
    for (String name : chosen.isEmpty() ? List.of(every) : chosen) {
      Tree count = counters.opt(name);
      if (count.absent() || wrong.test(count)) found.add(name);
    }
    if (!found.isEmpty()) it.fail("SNMP has " + what + ": " + String.join(", ", found));
  }

  private static NetworkTest sourceInterfaces() {
    InputObject source =
        object()
            .required("interface", Interfaces.name())
            .with("vrf", Types.text(), "default")
            .ignoringUnknown();
    return NetworkTest.of(
            MODULE, "VerifySnmpSourceInterface", "SNMP uses the listed interface of each VRF.")
        .takes(object().required("interfaces", Types.list(source)))
        .asks(SNMP)
        .judgedBy(SnmpTests::judgeSourceInterfaces);
  }

  private static void judgeSourceInterfaces(Judgement it) {
    Tree shown = it.reply().opt("srcIntf", "sourceInterfaces");
    if (!shown.truthy()) {
      it.fail("no SNMP source interface is configured");
      return;
    }
    for (Inputs wanted : it.inputs().objects("interfaces")) {
      String source = wanted.text("interface");
      String name = "Source Interface: " + source + " VRF: " + wanted.text("vrf") + " - ";
      Tree actual = shown.opt(wanted.text("vrf"));
      if (!actual.truthy()) it.fail(name + "is not configured");
      else it.expect(name + "source interface", source, actual);
    }
  }
}
