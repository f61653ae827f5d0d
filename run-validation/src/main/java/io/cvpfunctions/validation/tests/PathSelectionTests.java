package io.cvpfunctions.validation.tests;

import static io.cvpfunctions.validation.inputs.InputObject.object;

import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.Judgement;
import io.cvpfunctions.validation.engine.Judgement.Part;
import io.cvpfunctions.validation.engine.Messages;
import io.cvpfunctions.validation.engine.NetworkTest;
import io.cvpfunctions.validation.engine.Tree;
import io.cvpfunctions.validation.inputs.Addresses;
import io.cvpfunctions.validation.inputs.InputObject;
import io.cvpfunctions.validation.inputs.Inputs;
import io.cvpfunctions.validation.inputs.Types;
import java.util.List;
import java.util.Map;

/** The tests of {@code anta.tests.path_selection}. */
final class PathSelectionTests {
  private static final String MODULE = "anta.tests.path_selection";
  private static final Command PATHS = Command.json("show path-selection paths", 1);
  private static final List<String> GOOD_STATES = List.of("ipsecEstablished", "routeResolved");
  private static final InputObject PATH =
      object()
          .required("peer", Addresses.v4())
          .optional("description", Types.text())
          .required("path_group", Types.text())
          .required("source_address", Addresses.v4())
          .required("destination_address", Addresses.v4());

  private PathSelectionTests() {}

  static List<NetworkTest> all() {
    return List.of(health(), specificPath());
  }

  private static boolean isGood(Tree state) {
    return GOOD_STATES.stream().anyMatch(state::is);
  }

  private static String wrong(Tree state) {
    return Messages.differs("path state", String.join(", ", GOOD_STATES), state.show());
  }

  private static NetworkTest health() {
    return NetworkTest.of(MODULE, "VerifyPathsHealth", "All paths are established and measured.")
        .in("path-selection")
        .notOn(NetworkTest.LAB)
        .asks(PATHS)
        .judgedBy(
            it -> {
              Map<String, Tree> peers = it.reply().need("dpsPeers").fields();
              if (peers.isEmpty()) it.fail("no path is configured for path selection");
              peers.forEach((peer, shown) -> judgePeer(it, peer, shown));
            });
  }

  private static void judgePeer(Judgement it, String peer, Tree shown) {
    shown
        .need("dpsGroups")
        .fields()
        .forEach(
            (group, paths) -> {
              String name = "Peer: " + peer + " Path Group: " + group + " - ";
              for (Tree path : paths.need("dpsPaths").fields().values()) {
                Tree state = path.need("state");
                boolean active = path.need("dpsSessions", "0", "active").truthy();
                if (!isGood(state)) it.fail(name + wrong(state));
                else if (!active) it.fail(name + "the telemetry is inactive");
              }
            });
  }

  private static NetworkTest specificPath() {
    return NetworkTest.of(MODULE, "VerifySpecificPath", "The listed paths are well.")
        .in("path-selection")
        .notOn(NetworkTest.LAB)
        .takes(object().required("paths", Types.list(PATH)))
        .asks(PATHS)
        .judgedEach(
            it -> {
              Tree peers = it.reply().object().opt("dpsPeers");
              if (!peers.truthy()) {
                it.fail("path selection is not configured");
                return;
              }
              for (Inputs wanted : it.inputs().objects("paths")) {
                judgePath(it.part(describe(wanted)), wanted, peers);
              }
            });
  }

  private static String describe(Inputs wanted) {
    return String.format(
        "Peer: %s%s Path Group: %s Source: %s Destination: %s",
        wanted.text("peer"),
        wanted.note(),
        wanted.text("path_group"),
        wanted.text("source_address"),
        wanted.text("destination_address"));
  }

  private static void judgePath(Part part, Inputs wanted, Tree peers) {
    Tree peer = peers.opt(wanted.text("peer"));
    Tree paths = peer.opt("dpsGroups", wanted.text("path_group"), "dpsPaths");
    if (!peer.truthy()) part.fail("the peer is not found");
    else if (!paths.truthy()) part.fail("no path for this peer and path group");
    else judgePaths(part, wanted, paths);
  }

  private static void judgePaths(Part part, Inputs wanted, Tree paths) {
    for (Tree path : paths.fields().values()) {
      boolean same =
          path.object().opt("source").is(wanted.text("source_address"))
              && path.opt("destination").is(wanted.text("destination_address"));
      if (!same) continue;
      boolean active = path.opt("dpsSessions", "0", "active").truthy();
      if (!isGood(path.opt("state"))) part.fail(wrong(path.opt("state")));
      else if (!active) part.fail("the telemetry of this path is inactive");
      return;
    }
    part.fail("no path has that source and destination");
  }
}
