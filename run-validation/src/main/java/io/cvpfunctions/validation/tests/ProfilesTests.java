package io.cvpfunctions.validation.tests;

import static io.cvpfunctions.validation.inputs.InputObject.object;

import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.Judgement;
import io.cvpfunctions.validation.engine.Messages;
import io.cvpfunctions.validation.engine.NetworkTest;
import io.cvpfunctions.validation.engine.Tree;
import io.cvpfunctions.validation.inputs.InputType;
import io.cvpfunctions.validation.inputs.Types;
import java.util.List;

/** The tests of {@code anta.tests.profiles}. */
final class ProfilesTests {
  private static final String MODULE = "anta.tests.profiles";

  private ProfilesTests() {}

  static List<NetworkTest> all() {
    return List.of(forwardingTable(), tcam());
  }

  private static NetworkTest forwardingTable() {
    InputType mode =
        Types.anyOf(
            "one of 0, 1, 2, 3, 4, flexible", Types.oneOf(0, 1, 2, 3, 4), Types.oneOf("flexible"));
    return NetworkTest.of(
            MODULE, "VerifyUnifiedForwardingTableMode", "The forwarding table has that mode.")
        .notOn(NetworkTest.VIRTUAL)
        .takes(object().required("mode", mode))
        .asks(Command.json("show platform trident forwarding-table partition", 1))
        .judgedBy(
            it -> {
              String wanted = it.inputs().get("mode").toString();
              it.expect("UFT mode", wanted, it.reply().need("uftMode"));
            });
  }

  private static NetworkTest tcam() {
    return NetworkTest.of(MODULE, "VerifyTcamProfile", "The TCAM runs the profile everywhere.")
        .notOn(NetworkTest.VIRTUAL)
        .takes(object().required("profile", Types.text()))
        .asks(Command.json("show hardware tcam profile", 1))
        .judgedBy(ProfilesTests::judgeTcam);
  }

  private static void judgeTcam(Judgement it) {
    String wanted = it.inputs().text("profile");
    Tree profiles = it.reply().need("pmfProfiles");
    if (!profiles.truthy()) it.fail("there is no TCAM profile");
    profiles
        .fields()
        .forEach(
            (name, shown) -> {
              Tree status = shown.need("status");
              Tree config = shown.need("config");
              if (status.is(wanted) && config.is(wanted)) return;
              String actual = status.show() + " (configured: " + config.show() + ")";
              it.fail(Messages.differs(name + " - TCAM profile", wanted, actual));
            });
  }
}
