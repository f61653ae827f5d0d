package io.cvpfunctions.validation.tests;

import static io.cvpfunctions.validation.inputs.InputObject.object;

import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.Judgement;
import io.cvpfunctions.validation.engine.Messages;
import io.cvpfunctions.validation.engine.NetworkTest;
import io.cvpfunctions.validation.engine.Tree;
import io.cvpfunctions.validation.inputs.Types;
import java.util.List;

/** The tests of {@code anta.tests.mlag}. */
final class MlagTests {
  private static final String MODULE = "anta.tests.mlag";
  private static final Command MLAG = Command.json("show mlag", 2);
  private static final Command DETAIL = Command.json("show mlag detail", 2);

  private MlagTests() {}

  static List<NetworkTest> all() {
    return List.of(
        status(), interfaces(), configSanity(), reloadDelay(), dualPrimary(), primaryPriority());
  }

  private static boolean isDisabled(Judgement it) {
    if (!it.reply().need("state").is("disabled")) return false;
    it.skip("MLAG is disabled");
    return true;
  }

  private static NetworkTest status() {
    return NetworkTest.of(MODULE, "VerifyMlagStatus", "MLAG has found its peer and its link is up.")
        .asks(MLAG)
        .judgedBy(MlagTests::judgeStatus);
  }

  private static void judgeStatus(Judgement it) {
    if (isDisabled(it)) return;
    Tree reply = it.reply();
    it.expect("MLAG negotiation", "connected", reply.need("negStatus"));
    it.expect("MLAG local interface", "up", reply.need("localIntfStatus"));
    it.expect("MLAG peer link", "up", reply.need("peerLinkStatus"));
  }

  private static NetworkTest interfaces() {
    return NetworkTest.of(
            MODULE, "VerifyMlagInterfaces", "No MLAG port is inactive or only partially active.")
        .asks(MLAG)
        .judgedBy(MlagTests::judgeInterfaces);
  }

  private static void judgeInterfaces(Judgement it) {
    if (isDisabled(it)) return;
    Tree inactive = it.reply().need("mlagPorts", "Inactive");
    Tree partial = it.reply().need("mlagPorts", "Active-partial");
    if (inactive.isZero() && partial.isZero()) return;
    it.fail("Inactive MLAG ports: " + inactive.show() + ", partially active: " + partial.show());
  }

  private static NetworkTest configSanity() {
    return NetworkTest.of(
            MODULE, "VerifyMlagConfigSanity", "The two MLAG peers are configured alike.")
        .asks(Command.json("show mlag config-sanity", 1))
        .judgedBy(MlagTests::judgeConfigSanity);
  }

  private static void judgeConfigSanity(Judgement it) {
    if (it.reply().need("mlagActive").isFalse()) {
      it.skip("MLAG is disabled");
      return;
    }
    if (it.reply().opt("globalConfiguration").truthy()) {
      it.fail("the peers differ in their global configuration");
    }
    if (it.reply().opt("interfaceConfiguration").truthy()) {
      it.fail("the peers differ in their interface configuration");
    }
  }

  private static NetworkTest reloadDelay() {
    return NetworkTest.of(MODULE, "VerifyMlagReloadDelay", "The reload delays are as listed.")
        .takes(
            object()
                .required("reload_delay", Types.natural())
                .required("reload_delay_non_mlag", Types.natural()))
        .asks(MLAG)
        .judgedBy(MlagTests::judgeReloadDelay);
  }

  private static void judgeReloadDelay(Judgement it) {
    if (isDisabled(it)) return;
    delay(it, "MLAG reload delay", "reload_delay", it.reply().opt("reloadDelay"));
    Tree other = it.reply().opt("reloadDelayNonMlag");
    delay(it, "reload delay of non-MLAG ports", "reload_delay_non_mlag", other);
  }

  private static void delay(Judgement it, String what, String input, Tree actual) {
    long expected = it.inputs().integer(input);
    if (actual.equalTo(expected)) return;
    it.fail(Messages.differs(what, expected + "s", actual.show() + "s"));
  }

  private static void expect(Judgement it, String what, String input, Tree actual) {
    it.expect(what, it.inputs().integer(input), actual);
  }

  private static NetworkTest dualPrimary() {
    return NetworkTest.of(
            MODULE, "VerifyMlagDualPrimary", "Dual-primary detection is on and set as listed.")
        .takes(
            object()
                .required("detection_delay", Types.natural())
                .with("errdisabled", Types.flag(), false)
                .required("recovery_delay", Types.natural())
                .required("recovery_delay_non_mlag", Types.natural()))
        .asks(DETAIL)
        .judgedBy(MlagTests::judgeDualPrimary);
  }

  private static void judgeDualPrimary(Judgement it) {
    if (isDisabled(it)) return;
    Tree reply = it.reply();
    if (reply.need("dualPrimaryDetectionState").is("disabled")) {
      it.fail("dual-primary detection is disabled");
      return;
    }
    String action = it.inputs().flag("errdisabled") ? "errdisableAllInterfaces" : "none";
    it.expect("dual-primary action", action, reply.opt("detail", "dualPrimaryAction"));
    Tree detection = reply.opt("detail", "dualPrimaryDetectionDelay");
    expect(it, "dual-primary detection delay", "detection_delay", detection);
    Tree recovery = reply.opt("dualPrimaryMlagRecoveryDelay");
    expect(it, "dual-primary recovery delay", "recovery_delay", recovery);
    Tree other = reply.opt("dualPrimaryNonMlagRecoveryDelay");
    expect(it, "dual-primary recovery delay of non-MLAG ports", "recovery_delay_non_mlag", other);
  }

  private static NetworkTest primaryPriority() {
    return NetworkTest.of(
            MODULE, "VerifyMlagPrimaryPriority", "The device is primary, with that priority.")
        .takes(object().required("primary_priority", Types.integer(1, 32767)))
        .asks(DETAIL)
        .judgedBy(
            it -> {
              if (isDisabled(it)) return;
              Tree detail = it.reply().opt("detail");
              if (!detail.opt("mlagState").is("primary")) it.fail("the device is not primary");
              Tree priority = detail.opt("primaryPriority");
              expect(it, "MLAG primary priority", "primary_priority", priority);
            });
  }
}
