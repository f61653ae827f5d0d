package io.cvpfunctions.validation.tests;

import static io.cvpfunctions.validation.inputs.InputObject.object;

import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.Judgement;
import io.cvpfunctions.validation.engine.Messages;
import io.cvpfunctions.validation.engine.NetworkTest;
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
import java.util.TreeSet;

/** The tests of {@code anta.tests.vxlan}. */
final class VxlanTests {
  private static final String MODULE = "anta.tests.vxlan";
  private static final String VXLAN = "Vxlan1";
  private static final Command INTERFACES = Command.json("show interfaces", 1);
  private static final List<String> CHECKED = List.of("localVtep", "mlag", "pd");

  private VxlanTests() {}

  static List<NetworkTest> all() {
    return List.of(
        vxlan1(), configSanity(), vniBinding(), vtep(), connSettings(), virtualVtepAddresses());
  }

  private static boolean lacksVxlan(Judgement it, Tree interfaces) {
    if (interfaces.opt(VXLAN).truthy()) return false;
    it.skip("Vxlan1 is not configured");
    return true;
  }

  private static NetworkTest vxlan1() {
    return NetworkTest.of(MODULE, "VerifyVxlan1Interface", "The Vxlan1 interface is up.")
        .asks(Command.json("show interfaces description", 1))
        .judgedBy(VxlanTests::judgeVxlan1);
  }

  private static void judgeVxlan1(Judgement it) {
    Tree interfaces = it.reply().need("interfaceDescriptions");
    if (!interfaces.has(VXLAN)) {
      it.skip("Vxlan1 is not configured");
      return;
    }
    Tree protocol = interfaces.need(VXLAN, "lineProtocolStatus");
    Tree status = interfaces.need(VXLAN, "interfaceStatus");
    if (protocol.is("up") && status.is("up")) return;
    String actual = protocol.show() + "/" + status.show();
    it.fail(Messages.differs("Vxlan1 Line protocol status/Status", "up/up", actual));
  }

  private static NetworkTest configSanity() {
    return NetworkTest.of(
            MODULE, "VerifyVxlanConfigSanity", "The switch finds its VXLAN configuration sane.")
        .asks(Command.json("show vxlan config-sanity", 1))
        .judgedBy(VxlanTests::judgeConfigSanity);
  }

  private static void judgeConfigSanity(Judgement it) {
    if (!it.reply().object().opt("categories").truthy()) {
      it.skip("VXLAN is not configured");
      return;
    }
    for (String name : CHECKED) {
      if (it.reply().opt("categories", name, "allCheckPass").truthy()) continue;
      it.fail("the configuration sanity checks of " + name + " do not pass");
    }
  }

  private static NetworkTest vniBinding() {
    InputType vlanOrVrf = Types.anyOf("a VLAN or the name of a VRF", Types.text(), Types.vlan());
    return NetworkTest.of(
            MODULE, "VerifyVxlanVniBinding", "Each listed VNI is bound to its VLAN or VRF.")
        .takes(object().required("bindings", Types.map(Types.vni(), vlanOrVrf)))
        .asks(Command.json("show vxlan vni", 1))
        .judgedBy(VxlanTests::judgeVniBinding);
  }

  private static void judgeVniBinding(Judgement it) {
    Tree interfaces = it.reply().opt("vxlanIntfs");
    Tree vxlan = interfaces.opt(VXLAN);
    if (vxlan.absent()) {
      it.skip("Vxlan1 is not configured");
      return;
    }
    it.inputs().map("bindings").forEach((vni, binding) -> bound(it, vxlan, vni, binding));
  }

  private static void bound(Judgement it, Tree vxlan, String vni, Object wanted) {
    boolean vrf = wanted instanceof String;
    Tree actual = Tree.of(null);
    if (vxlan.need("vniBindings").has(vni) && !vrf) {
      actual = vxlan.opt("vniBindings", vni, "vlan");
    } else if (vxlan.need("vniBindingsToVrf").has(vni)) {
      actual = vxlan.opt("vniBindingsToVrf", vni, vrf ? "vrfName" : "vlan");
    }
    String name = "Vxlan1 VNI: " + vni + " - ";
    if (!actual.truthy()) it.fail(name + "is not bound");
    else it.expect(name + (vrf ? "VRF" : "VLAN"), wanted, actual);
  }

  private static NetworkTest vtep() {
    return NetworkTest.of(MODULE, "VerifyVxlanVtep", "Vxlan1 has the listed VTEPs and no other.")
        .takes(object().required("vteps", Types.list(Addresses.v4())))
        .asks(Command.json("show vxlan vtep", 1))
        .judgedBy(VxlanTests::judgeVtep);
  }

  private static void judgeVtep(Judgement it) {
    if (it.reply().opt("interfaces", VXLAN).absent()) {
      it.skip("Vxlan1 is not configured");
      return;
    }
    List<String> actual = it.reply().need("interfaces", VXLAN, "vteps").names();
    List<String> wanted = it.inputs().texts("vteps");
    List<String> missing = new ArrayList<>(new TreeSet<>(wanted));
    missing.removeAll(actual);
    List<String> extra = new ArrayList<>(new TreeSet<>(actual));
    extra.removeAll(wanted);
    if (!missing.isEmpty()) it.fail("Vxlan1 lacks the VTEPs " + String.join(", ", missing));
    if (!extra.isEmpty()) it.fail("Vxlan1 has other VTEPs: " + String.join(", ", extra));
  }

  private static NetworkTest connSettings() {
    return NetworkTest.of(
            MODULE, "VerifyVxlan1ConnSettings", "Vxlan1 has the listed source and UDP port.")
        .takes(
            object()
                .required("source_interface", Interfaces.vxlanSource())
                .required("udp_port", Types.integer(1024, 65335)))
        .asks(INTERFACES)
        .judgedBy(VxlanTests::judgeConnSettings);
  }

  private static void judgeConnSettings(Judgement it) {
    if (lacksVxlan(it, it.reply().opt("interfaces"))) return;
    Tree vxlan = it.reply().need("interfaces", VXLAN);
    String source = it.inputs().text("source_interface");
    it.expect("Vxlan1 source interface", source, vxlan.opt("srcIpIntf"));
    it.expect("Vxlan1 UDP port", it.inputs().integer("udp_port"), vxlan.opt("udpPort"));
  }

  private static NetworkTest virtualVtepAddresses() {
    InputObject inputs =
        object()
            .optional("ipv4_address", Addresses.v4())
            .optional("ipv6_address", Addresses.v6())
            .rule(VxlanTests::namesAddress);
    return NetworkTest.of(
            MODULE, "VerifyVxlan1VVTEPIPAddresses", "Vxlan1 has the listed virtual VTEP addresses.")
        .takes(inputs)
        .asks(INTERFACES)
        .judgedBy(VxlanTests::judgeVirtualVtep);
  }

  private static Optional<String> namesAddress(Inputs inputs) {
    if (inputs.has("ipv4_address") || inputs.has("ipv6_address")) return Optional.empty();
    return Optional.of("ipv4_address or ipv6_address is missing");
  }

  private static void judgeVirtualVtep(Judgement it) {
    if (lacksVxlan(it, it.reply().opt("interfaces"))) return;
    Tree vxlan = it.reply().need("interfaces", VXLAN);
    virtualVtep(it, "IPv4", "ipv4_address", vxlan.opt("vArpVtepAddr"));
    virtualVtep(it, "IPv6", "ipv6_address", vxlan.opt("vArpVtepAddrV6"));
  }

  private static void virtualVtep(Judgement it, String version, String input, Tree actual) {
    if (!it.inputs().has(input)) return;
    String what = "Vxlan1 virtual VTEP " + version + " address";
    if (!actual.absent()) it.expect(what, it.inputs().text(input), actual);
    else it.fail(what + " is not configured");
  }
}
