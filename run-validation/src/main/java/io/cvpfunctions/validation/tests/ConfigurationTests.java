package io.cvpfunctions.validation.tests;

import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.NetworkTest;
import java.util.List;

/** The tests of {@code anta.tests.configuration}. */
final class ConfigurationTests {
  private static final String MODULE = "anta.tests.configuration";

  private ConfigurationTests() {}

  static List<NetworkTest> all() {
    return List.of(zeroTouch(), runningConfigDiffs());
  }

  private static NetworkTest zeroTouch() {
    return NetworkTest.of(MODULE, "VerifyZeroTouch", "Zero Touch Provisioning is off.")
        .asks(Command.json("show zerotouch", 1))
        .judgedBy(it -> it.expect("Zero Touch mode", "disabled", it.reply().need("mode")));
  }

  private static NetworkTest runningConfigDiffs() {
    return NetworkTest.of(
            MODULE, "VerifyRunningConfigDiffs", "The running configuration is the saved one.")
        .asks(Command.text("show running-config diffs"))
        .judgedBy(
            it -> {
              String diffs = it.reply().text();
              if (!diffs.isEmpty()) it.fail(diffs);
            });
  }
}
