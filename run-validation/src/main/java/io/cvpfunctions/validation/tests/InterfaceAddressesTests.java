package io.cvpfunctions.validation.tests;

import static io.cvpfunctions.validation.inputs.InputObject.object;

import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.Judgement;
import io.cvpfunctions.validation.engine.Messages;
import io.cvpfunctions.validation.engine.NetworkTest;
import io.cvpfunctions.validation.engine.Observed;
import io.cvpfunctions.validation.engine.Tree;
import io.cvpfunctions.validation.inputs.Addresses;
import io.cvpfunctions.validation.inputs.Inputs;
import io.cvpfunctions.validation.inputs.Interfaces;
import io.cvpfunctions.validation.inputs.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tests of {@code anta.tests.interfaces} that look at IP and MTU. */
final class InterfaceAddressesTests {
  private static final String MODULE = InterfacesTests.MODULE;
  private static final List<String> NEVER_ROUTED =
      List.of("Dps", "Fabric", "Loopback", "Management", "Recirc-Channel", "Tunnel", "Vxlan");
  private static final List<String> NEVER_BRIDGED =
      List.of(
          "Dps", "Fabric", "Loopback", "Management", "Recirc-Channel", "Tunnel", "Vlan", "Vxlan");

  private InterfaceAddressesTests() {}

  static List<NetworkTest> all() {
    return List.of(
        mtu("VerifyL3MTU", "routed", 1500, NEVER_ROUTED),
        mtu("VerifyL2MTU", "bridged", 9214, NEVER_BRIDGED),
        proxyArp(),
        addresses(),
        virtualRouterMac());
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
        .judgedBy(InterfaceAddressesTests::judgeProxyArp);
  }

  private static void judgeProxyArp(Judgement it) {
    for (String name : it.inputs().texts("interfaces")) {
      Tree shown = it.reply().opt("interfaces", name);
      if (shown.absent()) it.fail("Interface: " + name + " - not found");
      else if (!shown.need("proxyArp").truthy()) {
        it.fail("Interface: " + name + " - proxy ARP is off");
      }
    }
  }

  private static NetworkTest addresses() {
    return NetworkTest.of(MODULE, "VerifyInterfaceIPv4", "Interfaces have the listed addresses.")
        .takes(
            object()
                .required(
                    "interfaces",
                    Types.list(InterfacesTests.interfaceFields().needs("primary_ip"))))
        .asks(Command.json("show ip interface", 2))
        .judgedBy(InterfaceAddressesTests::judgeAddresses);
  }

  private static void judgeAddresses(Judgement it) {
    for (Inputs wanted : it.inputs().objects("interfaces")) {
      Tree shown = it.reply().opt("interfaces", wanted.text("name"));
      Tree primary = shown.opt("interfaceAddress", "primaryIp");
      if (shown.absent()) it.fail(InterfacesTests.describe(wanted) + " - not found");
      else if (primary.absent()) it.fail(InterfacesTests.describe(wanted) + " - has no IP address");
      else judgeAddresses(it, wanted, primary, shown);
    }
  }

  private static void judgeAddresses(Judgement it, Inputs wanted, Tree primary, Tree shown) {
    String name = InterfacesTests.describe(wanted) + " - ";
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
}
