package io.cvpfunctions.validation.tests;

import static io.cvpfunctions.validation.inputs.InputObject.object;

import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.Judgement;
import io.cvpfunctions.validation.engine.Messages;
import io.cvpfunctions.validation.engine.NetworkTest;
import io.cvpfunctions.validation.engine.Tree;
import io.cvpfunctions.validation.inputs.Types;
import java.util.List;

/** The tests of {@code anta.tests.software}. */
final class SoftwareTests {
  private static final String MODULE = "anta.tests.software";

  private SoftwareTests() {}

  static List<NetworkTest> all() {
    return List.of(eosVersion());
  }

  private static NetworkTest eosVersion() {
    return NetworkTest.of(MODULE, "VerifyEOSVersion", "EOS runs in one of the listed versions.")
        .takes(object().required("versions", Types.list(Types.text())))
        .asks(Command.json("show version", 1))
        .judgedBy(SoftwareTests::judgeVersion);
  }

  private static void judgeVersion(Judgement it) {
    List<String> versions = it.inputs().texts("versions");
    Tree actual = it.reply().need("version");
    if (versions.stream().anyMatch(actual::is)) return;
    String expected = "one of " + String.join(", ", versions);
    it.fail(Messages.differs("EOS version", expected, actual.show()));
  }
}
