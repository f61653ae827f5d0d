package io.cvpfunctions.validation.tests;

import static io.cvpfunctions.validation.inputs.InputObject.object;

import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.Judgement;
import io.cvpfunctions.validation.engine.NetworkTest;
import io.cvpfunctions.validation.engine.Tree;
import io.cvpfunctions.validation.inputs.InputType;
import io.cvpfunctions.validation.inputs.Inputs;
import io.cvpfunctions.validation.inputs.Types;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The tests of {@code anta.tests.vlan}. */
final class VlanTests {
  private static final String MODULE = "anta.tests.vlan";

  private VlanTests() {}

  static List<NetworkTest> all() {
    return List.of(internalPolicy(), dynamicSource(), status());
  }

  private static NetworkTest internalPolicy() {
    return NetworkTest.of(
            MODULE, "VerifyVlanInternalPolicy", "Internal VLANs are allocated as listed.")
        .takes(
            object()
                .required("policy", Types.oneOf("ascending", "descending"))
                .required("start_vlan_id", Types.vlan())
                .required("end_vlan_id", Types.vlan()))
        .asks(Command.json("show vlan internal allocation policy", 1))
        .judgedBy(VlanTests::judgeInternalPolicy);
  }

  private static void judgeInternalPolicy(Judgement it) {
    String policy = it.inputs().text("policy");
    Tree actual = it.reply().opt("policy");
    if (!actual.is(policy)) {
      it.expect("internal VLAN allocation policy", policy, actual);
      return;
    }
    String what = "internal VLAN allocation policy " + policy;
    Tree start = it.reply().opt("startVlanId");
    it.expect(what + ", start", it.inputs().integer("start_vlan_id"), start);
    it.expect(what + ", end", it.inputs().integer("end_vlan_id"), it.reply().opt("endVlanId"));
  }

  private static NetworkTest dynamicSource() {
    InputType source =
        Types.oneOf(
            "dmf", "dot1x", "dynvtep", "evpn", "mlag", "mlagsync", "mvpn", "swfwd", "vccbfd");
    return NetworkTest.of(
            MODULE, "VerifyDynamicVlanSource", "The listed sources have allocated dynamic VLANs.")
        .takes(object().required("sources", Types.list(source)).with("strict", Types.flag(), false))
        .asks(Command.json("show vlan dynamic", 1))
        .judgedBy(VlanTests::judgeDynamicSource);
  }

  private static void judgeDynamicSource(Judgement it) {
    Map<String, Tree> shown = it.reply().opt("dynamicVlans").fieldsIfAny();
    Set<String> allocating = new TreeSet<>();
    shown.forEach((name, source) -> addWithVlans(allocating, name, source));
    Set<String> wanted = new TreeSet<>(it.inputs().texts("sources"));
    Set<String> missing = new TreeSet<>(wanted);
    missing.removeAll(shown.keySet());
    Set<String> idle = new TreeSet<>(wanted);
    idle.removeAll(missing);
    idle.removeAll(allocating);
    allocating.removeAll(wanted);
    boolean strict = it.inputs().flag("strict");
    if (!missing.isEmpty()) it.fail("not configured: " + String.join(", ", missing));
    else if (!idle.isEmpty()) it.fail("without any VLAN: " + String.join(", ", idle));
    else if (strict && !allocating.isEmpty()) {
      it.fail("other sources have VLANs: " + String.join(", ", allocating));
    }
  }

  private static void addWithVlans(Set<String> names, String name, Tree source) {
    if (source.object().opt("vlanIds").truthy()) names.add(name);
  }

  private static NetworkTest status() {
    return NetworkTest.of(MODULE, "VerifyVlanStatus", "Each listed VLAN has the listed status.")
        .takes(
            object()
                .required(
                    "vlans",
                    Types.list(
                        object()
                            .required("vlan_id", Types.vlan())
                            .required("status", Types.oneOf("active", "suspended", "inactive")))))
        .asks(Command.json("show vlan", 1))
        .judgedBy(VlanTests::judgeStatus);
  }

  private static void judgeStatus(Judgement it) {
    for (Inputs wanted : it.inputs().objects("vlans")) {
      String id = String.valueOf(wanted.integer("vlan_id"));
      Tree shown = it.reply().opt("vlans", id);
      if (shown.absent()) it.fail("VLAN: Vlan" + id + " - is not configured");
      else it.expect("VLAN: Vlan" + id + " - status", wanted.text("status"), shown.need("status"));
    }
  }
}
