package io.cvpfunctions.validation.tests;

import static io.cvpfunctions.validation.inputs.InputObject.object;

import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.Judgement;
import io.cvpfunctions.validation.engine.NetworkTest;
import io.cvpfunctions.validation.inputs.PythonPatterns;
import io.cvpfunctions.validation.inputs.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The tests of {@code anta.tests.configuration}. */
final class ConfigurationTests {
  private static final String MODULE = "anta.tests.configuration";

  private ConfigurationTests() {}

  static List<NetworkTest> all() {
    return List.of(zeroTouch(), runningConfigDiffs(), runningConfigLines(), RunningConfig.test());
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
              if (!diffs.isEmpty()) it.fail(ConfigSecrets.masked(diffs));
            });
  }

  private static NetworkTest runningConfigLines() {
    return NetworkTest.of(
            MODULE, "VerifyRunningConfigLines", "The running configuration matches the patterns.")
        .takes(object().required("regex_patterns", Types.list(PythonPatterns.input())))
        .asks(Command.text("show running-config"))
        .judgedBy(ConfigurationTests::judgeLines);
  }

  private static void judgeLines(Judgement it) {
    String config = it.reply().text();
    List<String> missing = new ArrayList<>(it.inputs().texts("regex_patterns"));
    missing.removeIf(
        text -> PythonPatterns.compile(text, Pattern.MULTILINE).matcher(config).find());
    if (!missing.isEmpty()) it.fail("not found: '" + String.join("', '", missing) + "'");
  }
}
