package io.cvpfunctions.validation.tests;

import static io.cvpfunctions.validation.inputs.InputObject.object;

import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.Judgement;
import io.cvpfunctions.validation.engine.NetworkTest;
import io.cvpfunctions.validation.engine.Tree;
import io.cvpfunctions.validation.inputs.Addresses;
import io.cvpfunctions.validation.inputs.InputObject;
import io.cvpfunctions.validation.inputs.Inputs;
import io.cvpfunctions.validation.inputs.Interfaces;
import io.cvpfunctions.validation.inputs.Types;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The tests of {@code anta.tests.routing.isis} that are not about segment routing. */
final class IsisTests {
  static final String MODULE = "anta.tests.routing.isis";
  private static final Command BRIEF = Command.json("show isis interface brief vrf all", 1);
  private static final InputObject INTERFACE =
      object()
          .required("name", Interfaces.name())
          .with("vrf", Types.text(), "default")
          .with("level", Types.oneOf(1, 2), 2L)
          .optional("count", Types.integer())
          .optional("mode", Types.oneOf("point-to-point", "broadcast", "passive"));

  /** A neighbour's address with the segment that leads to it. */
  private static final InputObject SEGMENT =
      object()
          .required("interface", Interfaces.name())
          .with("level", Types.oneOf(1, 2), 2L)
          .with("sid_origin", Types.oneOf("dynamic", "configured"), "dynamic")
          .required("address", Addresses.v4());

  /** One model for several tests, so it has fields that not all of them look at. */
  static final InputObject INSTANCE =
      object()
          .required("name", Types.text())
          .with("vrf", Types.text(), "default")
          .with("dataplane", Types.oneOf("MPLS", "mpls", "unset"), "MPLS")
          .optional("segments", Types.list(SEGMENT))
          .with("graceful_restart", Types.flag(), false)
          .with("graceful_restart_helper", Types.flag(), true);

  private IsisTests() {}

  static List<NetworkTest> all() {
    return List.of(neighborState(), neighborCount(), interfaceMode(), gracefulRestart());
  }

  /** The VRFs that run IS-IS; a test that finds none does not apply. */
  private static Optional<Tree> vrfs(Judgement it) {
    Tree vrfs = it.reply().need("vrfs");
    if (vrfs.truthy()) return Optional.of(vrfs);
    it.skip("IS-IS is not configured");
    return Optional.empty();
  }

  /** Holds what is wanted, an interface or an instance, against the VRFs that run IS-IS. */
  interface Rule {
    void judge(Judgement it, Tree vrfs, Inputs wanted);
  }

  /** Shows the rule each item of that list of the inputs. */
  static Consumer<Judgement> each(String list, Rule rule) {
    return it ->
        vrfs(it)
            .ifPresent(
                vrfs -> it.inputs().objects(list).forEach(wanted -> rule.judge(it, vrfs, wanted)));
  }

  static Tree instance(Tree vrfs, Inputs wanted) {
    return vrfs.opt(wanted.text("vrf"), "isisInstances", wanted.text("name"));
  }

  static String describe(Inputs instance) {
    return "Instance: " + instance.text("name") + " VRF: " + instance.text("vrf");
  }

  private static NetworkTest neighborState() {
    return NetworkTest.of(MODULE, "VerifyISISNeighborState", "All IS-IS adjacencies are up.")
        .takes(object().with("check_all_vrfs", Types.flag(), false))
        .asks(Command.json("show isis neighbors vrf all", 1))
        .judgedBy(it -> vrfs(it).ifPresent(vrfs -> judgeNeighbors(it, vrfs)));
  }

  private static void judgeNeighbors(Judgement it, Tree vrfs) {
    Map<String, Tree> looked = new LinkedHashMap<>(vrfs.fields());
    if (!it.inputs().flag("check_all_vrfs")) looked.keySet().retainAll(List.of("default"));
    boolean any = false;
    for (Map.Entry<String, Tree> vrf : looked.entrySet()) {
      for (Map.Entry<String, Tree> instance :
          vrf.getValue().need("isisInstances").fields().entrySet()) {
        Tree neighbors = instance.getValue().need("neighbors");
        any |= neighbors.truthy();
        String name = "Instance: " + instance.getKey() + " VRF: " + vrf.getKey();
        neighbors.fieldsIfAny().values().forEach(neighbor -> judgeNeighbor(it, name, neighbor));
      }
    }
    if (!any) it.skip("no IS-IS neighbor is there");
  }

  private static void judgeNeighbor(Judgement it, String name, Tree neighbor) {
    for (Tree adjacency : neighbor.need("adjacencies").items()) {
      Tree state = adjacency.need("state");
      if (state.is("up")) continue;
      String where = name + " Interface: " + adjacency.need("interfaceName").show();
      it.expect(where + " - adjacency", "up", state);
    }
  }

  private static String describeInterface(Inputs wanted) {
    return String.format(
        "Interface: %s VRF: %s Level: %d",
        wanted.text("name"), wanted.text("vrf"), wanted.integer("level"));
  }

  private static InputObject interfaces(String needed) {
    return object().required("interfaces", Types.list(INTERFACE.needs(needed)));
  }

  /** An interface is in one instance at most. */
  private static Tree find(Tree vrfs, Inputs wanted, String... path) {
    Tree instances = vrfs.opt(wanted.text("vrf"), "isisInstances");
    for (Tree instance : instances.fieldsIfAny().values()) {
      Tree found = instance.opt("interfaces", wanted.text("name")).opt(path);
      if (found.truthy()) return found;
    }
    return Tree.of(null);
  }

  private static NetworkTest neighborCount() {
    return NetworkTest.of(MODULE, "VerifyISISNeighborCount", "Interfaces have so many neighbors.")
        .takes(interfaces("count"))
        .asks(BRIEF)
        .judgedBy(each("interfaces", IsisTests::judgeCount));
  }

  private static void judgeCount(Judgement it, Tree vrfs, Inputs wanted) {
    Tree level = find(vrfs, wanted, "intfLevels", String.valueOf(wanted.integer("level")));
    String name = describeInterface(wanted) + " - ";
    if (level.absent()) {
      it.fail(name + "not configured");
      return;
    }
    if (!level.need("passive").isFalse()) return;
    it.expect(name + "neighbors", wanted.integer("count"), level.need("numAdjacencies"));
  }

  private static NetworkTest interfaceMode() {
    return NetworkTest.of(MODULE, "VerifyISISInterfaceMode", "Interfaces run in the listed mode.")
        .takes(interfaces("mode"))
        .asks(BRIEF)
        .judgedBy(each("interfaces", IsisTests::judgeMode));
  }

  private static void judgeMode(Judgement it, Tree vrfs, Inputs wanted) {
    Tree shown = find(vrfs, wanted);
    String name = describeInterface(wanted) + " - ";
    String level = String.valueOf(wanted.integer("level"));
    if (shown.absent()) {
      it.fail(name + "not configured");
    } else if (wanted.text("mode").equals("passive")) {
      boolean passive = shown.opt("intfLevels", level, "passive").truthy();
      if (!passive) it.fail(name + "not in passive mode");
    } else {
      it.expect(name + "mode", wanted.text("mode"), shown.opt("interfaceType"));
    }
  }

  private static NetworkTest gracefulRestart() {
    return NetworkTest.of(MODULE, "VerifyISISGracefulRestart", "Graceful restart is as listed.")
        .takes(object().required("instances", Types.list(INSTANCE)))
        .asks(Command.json("show isis graceful-restart vrf all", 1))
        .judgedBy(each("instances", IsisTests::judgeRestart));
  }

  private static void judgeRestart(Judgement it, Tree vrfs, Inputs wanted) {
    Tree shown = instance(vrfs, wanted);
    String name = describe(wanted) + " - ";
    if (shown.absent()) {
      it.fail(name + "not configured");
      return;
    }
    String restart = wanted.flag("graceful_restart") ? "enabled" : "disabled";
    String helper = wanted.flag("graceful_restart_helper") ? "enabled" : "disabled";
    it.expect(name + "graceful restart", restart, shown.opt("gracefulRestart"));
    it.expect(name + "graceful restart helper", helper, shown.opt("gracefulRestartHelper"));
  }
}
