package io.cvpfunctions.validation.tests;

import static io.cvpfunctions.validation.inputs.InputObject.object;

import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.Judgement;
import io.cvpfunctions.validation.engine.Judgement.Part;
import io.cvpfunctions.validation.engine.NetworkTest;
import io.cvpfunctions.validation.engine.Tree;
import io.cvpfunctions.validation.inputs.Addresses;
import io.cvpfunctions.validation.inputs.InputObject;
import io.cvpfunctions.validation.inputs.Inputs;
import io.cvpfunctions.validation.inputs.Types;
import java.util.List;
import java.util.Map;

/** The tests of {@code anta.tests.avt}, adaptive virtual topologies. */
final class AvtTests {
  private static final String MODULE = "anta.tests.avt";
  private static final String PATHS = "show adaptive-virtual-topology path";
  private static final InputObject PATH =
      object()
          .with("vrf", Types.text(), "default")
          .required("avt_name", Types.text())
          .optional("description", Types.text())
          .required("destination", Addresses.v4())
          .required("next_hop", Addresses.v4())
          .optional("path_type", Types.text());

  private AvtTests() {}

  static List<NetworkTest> all() {
    return List.of(pathHealth(), specificPath(), role());
  }

  private static NetworkTest pathHealth() {
    return NetworkTest.of(
            MODULE, "VerifyAVTPathHealth", "All paths of virtual topologies are valid and active.")
        .notOn(NetworkTest.LAB)
        .asks(Command.json(PATHS, 0))
        .judgedBy(AvtTests::judgePathHealth);
  }

  private static void judgePathHealth(Judgement it) {
    Map<String, Tree> vrfs = it.reply().object().opt("vrfs").fieldsIfAny();
    if (vrfs.isEmpty()) it.fail("adaptive virtual topology paths are not configured");
    vrfs.forEach(
        (vrf, shown) ->
            shown
                .opt("avts")
                .fieldsIfAny()
                .forEach(
                    (name, profile) ->
                        judgeProfile(it, "VRF: " + vrf + " Profile: " + name, profile)));
  }

  private static void judgeProfile(Judgement it, String where, Tree profile) {
    profile
        .opt("avtPaths")
        .fieldsIfAny()
        .forEach(
            (path, shown) -> {
              boolean valid = shown.need("flags", "valid").truthy();
              boolean active = shown.need("flags", "active").truthy();
              if (valid && active) return;
              String trouble = valid ? "not active" : active ? "invalid" : "invalid and not active";
              it.fail(where + " AVT path: " + path + " - " + trouble);
            });
  }

  private static NetworkTest specificPath() {
    return NetworkTest.of(
            MODULE, "VerifyAVTSpecificPath", "The listed paths are there, valid and active.")
        .notOn(NetworkTest.LAB)
        .takes(object().required("avt_paths", Types.list(PATH)))
        .asks(Command.json(PATHS, 1))
        .judgedEach(
            it -> {
              for (Inputs wanted : it.inputs().objects("avt_paths")) {
                Part part = it.part(describe(wanted));
                String name = wanted.text("avt_name");
                Tree shown = it.reply().opt("vrfs", wanted.text("vrf"), "avts", name, "avtPaths");
                if (shown.absent()) part.fail("no AVT path is configured");
                else judgePath(part, wanted, shown);
              }
            });
  }

  private static String describe(Inputs wanted) {
    String type = wanted.optionalText("path_type").map(t -> " Path Type: " + t).orElse("");
    return String.format(
        "AVT: %s%s VRF: %s Destination: %s Next-hop: %s%s",
        wanted.text("avt_name"),
        wanted.note(),
        wanted.text("vrf"),
        wanted.text("destination"),
        wanted.text("next_hop"),
        type);
  }

  private static void judgePath(Part part, Inputs wanted, Tree paths) {
    boolean found = false;
    for (Map.Entry<String, Tree> path : paths.fields().entrySet()) {
      Tree shown = path.getValue();
      if (!isWanted(wanted, shown)) continue;
      found = true;
      Tree valid = shown.opt("flags", "valid");
      Tree active = shown.opt("flags", "active");
      if (valid.truthy() && active.truthy()) continue;
      String flags = "Valid: " + valid.show() + " Active: " + active.show();
      part.fail("incorrect path " + path.getKey() + " - " + flags);
    }
    if (!found) part.fail("the path is not found");
  }

  private static boolean isWanted(Inputs wanted, Tree shown) {
    String type = wanted.optionalText("path_type").orElse("");
    String actual = shown.opt("flags", "directPath").truthy() ? "direct" : "multihop";
    return shown.opt("destination").is(wanted.text("destination"))
        && shown.opt("nexthopAddr").is(wanted.text("next_hop"))
        && (type.isEmpty() || type.equals(actual));
  }

  private static NetworkTest role() {
    return NetworkTest.of(MODULE, "VerifyAVTRole", "The device has that role.")
        .notOn(NetworkTest.LAB)
        .takes(object().required("role", Types.text()))
        .asks(Command.json(PATHS, 0))
        .judgedBy(it -> it.expect("AVT role", it.inputs().text("role"), it.reply().opt("role")));
  }
}
