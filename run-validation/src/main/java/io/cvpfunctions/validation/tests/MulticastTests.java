package io.cvpfunctions.validation.tests;

import static io.cvpfunctions.validation.inputs.InputObject.object;

import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.Judgement;
import io.cvpfunctions.validation.engine.NetworkTest;
import io.cvpfunctions.validation.engine.Tree;
import io.cvpfunctions.validation.inputs.Types;
import java.util.List;

/** The tests of {@code anta.tests.multicast}. */
final class MulticastTests {
  private static final String MODULE = "anta.tests.multicast";
  private static final String STATE = "igmpSnoopingState";
  private static final Command SNOOPING = Command.json("show ip igmp snooping", 1);

  private MulticastTests() {}

  static List<NetworkTest> all() {
    return List.of(vlans(), global());
  }

  private static NetworkTest vlans() {
    return NetworkTest.of(MODULE, "VerifyIGMPSnoopingVlans", "The VLANs snoop IGMP as listed.")
        .takes(object().required("vlans", Types.map(Types.vlan(), Types.flag())))
        .asks(SNOOPING)
        .judgedBy(
            it ->
                it.inputs()
                    .map("vlans")
                    .forEach((vlan, enabled) -> judgeVlan(it, vlan, (Boolean) enabled)));
  }

  private static void judgeVlan(Judgement it, String vlan, boolean enabled) {
    Tree vlans = it.reply().need("vlans");
    if (vlans.has(vlan)) expect(it, "VLAN" + vlan + " - IGMP", enabled, vlans.need(vlan, STATE));
    else it.fail("VLAN " + vlan + " is not present on the device");
  }

  private static void expect(Judgement it, String what, boolean enabled, Tree actual) {
    it.expect(what, enabled ? "enabled" : "disabled", actual);
  }

  private static NetworkTest global() {
    return NetworkTest.of(MODULE, "VerifyIGMPSnoopingGlobal", "The device snoops IGMP as listed.")
        .takes(object().required("enabled", Types.flag()))
        .asks(SNOOPING)
        .judgedBy(it -> expect(it, "IGMP", it.inputs().flag("enabled"), it.reply().need(STATE)));
  }
}
