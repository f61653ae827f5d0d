package io.cvpfunctions.validation.tests;

import static io.cvpfunctions.validation.inputs.InputObject.object;

import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.Judgement;
import io.cvpfunctions.validation.engine.Messages;
import io.cvpfunctions.validation.engine.NetworkTest;
import io.cvpfunctions.validation.engine.Tree;
import io.cvpfunctions.validation.inputs.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The tests of {@code anta.tests.software}. */
final class SoftwareTests {
  private static final String MODULE = "anta.tests.software";

  private SoftwareTests() {}

  static List<NetworkTest> all() {
    return List.of(eosVersion(), terminAttrVersion(), extensions());
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

  private static NetworkTest terminAttrVersion() {
    return NetworkTest.of(
            MODULE, "VerifyTerminAttrVersion", "TerminAttr runs in one of the listed versions.")
        .takes(object().required("versions", Types.list(Types.text())))
        .asks(Command.json("show version detail", 1))
        .judgedBy(SoftwareTests::judgeTerminAttr);
  }

  private static void judgeTerminAttr(Judgement it) {
    List<String> versions = it.inputs().texts("versions");
    Tree actual = it.reply().need("details", "packages", "TerminAttr-core", "version");
    if (versions.stream().anyMatch(actual::is)) return;
    String expected = "one of " + String.join(", ", versions);
    it.fail(Messages.differs("TerminAttr version", expected, actual.show()));
  }

  private static NetworkTest extensions() {
    return NetworkTest.of(
            MODULE, "VerifyEOSExtensions", "The installed extensions are those for the next boot.")
        .asks(Command.json("show extensions", 2), Command.json("show boot-extensions", 1))
        .judgedBy(SoftwareTests::judgeExtensions);
  }

  /** No extension at boot may be told as one without a name. */
  private static void judgeExtensions(Judgement it) {
    List<String> installed = new ArrayList<>();
    it.reply()
        .need("extensions")
        .fields()
        .forEach(
            (name, extension) -> {
              if (extension.need("status").is("installed")) installed.add(name);
            });
    List<String> configured = new ArrayList<>(it.reply(1).need("extensions").names());
    configured.replaceAll(name -> name.replaceAll("^\n+|\n+$", ""));
    configured.removeIf(String::isEmpty);
    Collections.sort(installed);
    Collections.sort(configured);
    if (installed.equals(configured)) return;
    it.fail(Messages.differs("extensions", listed(configured), listed(installed)));
  }

  private static String listed(List<String> names) {
    return names.isEmpty() ? "none" : String.join(", ", names);
  }
}
