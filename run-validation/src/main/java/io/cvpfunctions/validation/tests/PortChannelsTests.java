package io.cvpfunctions.validation.tests;

import static io.cvpfunctions.validation.inputs.InputObject.object;

import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.Judgement;
import io.cvpfunctions.validation.engine.Judgement.Part;
import io.cvpfunctions.validation.engine.NetworkTest;
import io.cvpfunctions.validation.engine.Observed;
import io.cvpfunctions.validation.engine.Tree;
import io.cvpfunctions.validation.inputs.InputObject;
import io.cvpfunctions.validation.inputs.Inputs;
import io.cvpfunctions.validation.inputs.Interfaces;
import io.cvpfunctions.validation.inputs.Types;
import java.util.List;

/** The tests of {@code anta.tests.interfaces} that look at port-channels. */
final class PortChannelsTests {
  private static final String MODULE = InterfacesTests.MODULE;
  private static final InputObject PORT_CHANNELS =
      Observed.inputs(Interfaces.portChannel(), Interfaces.portChannel());
  private static final List<String> LACP_FLAGS =
      List.of("activity", "aggregation", "synchronization", "collecting", "distributing");

  private PortChannelsTests() {}

  static List<NetworkTest> all() {
    return List.of(portChannels(), illegalLacp(), lacpStatus());
  }

  private static NetworkTest portChannels() {
    Observed rule = Observed.mustExist(PortChannelsTests::inactiveMembers);
    return NetworkTest.of(
            MODULE, "VerifyPortChannels", "Every member of every port-channel is active.")
        .takes(PORT_CHANNELS)
        .asks(Command.json("show port-channel", 1))
        .judgedEach(it -> rule.judge(it, "portChannels"));
  }

  private static void inactiveMembers(Part part, Tree shown) {
    Tree inactive = shown.need("inactivePorts");
    if (inactive.truthy()) part.fail("inactive members: " + String.join(", ", inactive.names()));
  }

  private static NetworkTest illegalLacp() {
    Observed rule = Observed.mustExist(PortChannelsTests::judgeIllegalLacp);
    return NetworkTest.of(MODULE, "VerifyIllegalLACP", "No port-channel got illegal LACP packets.")
        .takes(PORT_CHANNELS)
        .asks(Command.json("show lacp counters all-ports", 1))
        .judgedBy(it -> rule.judge(it, "portChannels"));
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

  private static NetworkTest lacpStatus() {
    return NetworkTest.of(
            MODULE, "VerifyLACPInterfacesStatus", "The listed members are bundled by LACP.")
        .takes(
            object()
                .required(
                    "interfaces",
                    Types.list(InterfacesTests.interfaceFields().needs("portchannel"))))
        .asks(Command.json("show lacp interface detailed", 1))
        .judgedBy(it -> it.inputs().objects("interfaces").forEach(wanted -> judgeLacp(it, wanted)));
  }

  private static void judgeLacp(Judgement it, Inputs wanted) {
    String channel = wanted.text("portchannel");
    String name = InterfacesTests.describe(wanted) + " Port-Channel: " + channel + " - ";
    Tree shown = it.reply().opt("portChannels", channel, "interfaces", wanted.text("name"));
    if (shown.absent()) {
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
