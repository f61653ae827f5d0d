package io.cvpfunctions.validation.tests;

import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.Judgement;
import io.cvpfunctions.validation.engine.NetworkTest;
import io.cvpfunctions.validation.engine.Tree;
import java.util.List;

/** The tests of {@code anta.tests.mlag}. */
final class MlagTests {
  private static final String MODULE = "anta.tests.mlag";

  private MlagTests() {}

  static List<NetworkTest> all() {
    return List.of(status());
  }

  private static NetworkTest status() {
    return NetworkTest.of(MODULE, "VerifyMlagStatus", "MLAG has found its peer and its link is up.")
        .asks(Command.json("show mlag", 2))
        .judgedBy(MlagTests::judgeStatus);
  }

  private static void judgeStatus(Judgement it) {
    Tree reply = it.reply();
    if (reply.need("state").is("disabled")) {
      it.skip("MLAG is disabled");
      return;
    }
    it.expect("MLAG negotiation", "connected", reply.need("negStatus"));
    it.expect("MLAG local interface", "up", reply.need("localIntfStatus"));
    it.expect("MLAG peer link", "up", reply.need("peerLinkStatus"));
  }
}
