package io.cvpfunctions.validation.tests;

import static io.cvpfunctions.validation.inputs.InputObject.object;

import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.Judgement;
import io.cvpfunctions.validation.engine.Messages;
import io.cvpfunctions.validation.engine.NetworkTest;
import io.cvpfunctions.validation.engine.Tree;
import io.cvpfunctions.validation.inputs.InputObject;
import io.cvpfunctions.validation.inputs.Inputs;
import io.cvpfunctions.validation.inputs.Types;
import java.util.ArrayList;
import java.util.List;

/** The tests of {@code anta.tests.cvx}. */
final class CvxTests {
  private static final String MODULE = "anta.tests.cvx";
  private static final String MOUNTED = "mountStateMountComplete";
  private static final String CONNECTIONS = "connections_count";
  private static final List<String> PATH_TYPES =
      List.of("Mcs::ApiConfigRedundancyStatus", "Mcs::ActiveFlows", "Mcs::Client::Status");
  private static final InputObject PEER =
      object()
          .required("peer_name", Types.hostname())
          .with(
              "registration_state",
              Types.oneOf(
                  "Connecting",
                  "Connected",
                  "Registration error",
                  "Registration complete",
                  "Unexpected peer state"),
              "Registration complete")
          .ignoringUnknown();

  private CvxTests() {}

  static List<NetworkTest> all() {
    return List.of(clientMounts(), management(), serverMounts(), connections(), cluster());
  }

  private static NetworkTest clientMounts() {
    return NetworkTest.of(MODULE, "VerifyMcsClientMounts", "All mounts of the MCS client are done.")
        .asks(Command.json("show management cvx mounts", 1))
        .judgedBy(
            it -> {
              boolean any = false;
              for (Tree mount : it.reply().need("mountStates").items()) {
                if (!mount.need("type").text().startsWith("Mcs")) continue;
                any = true;
                it.expect("MCS client mount state", MOUNTED, mount.need("state"));
              }
              if (!any) it.fail("there are no MCS client mounts");
            });
  }

  private static NetworkTest management() {
    return NetworkTest.of(MODULE, "VerifyManagementCVX", "Management CVX is on, or off, as listed.")
        .takes(object().required("enabled", Types.flag()))
        .asks(Command.json("show management cvx", 3))
        .judgedBy(
            it -> {
              Tree actual = it.reply().opt("clusterStatus", "enabled");
              boolean wanted = it.inputs().flag("enabled");
              if (actual.absent()) it.fail("management CVX is not configured");
              else if (!actual.equalTo(wanted)) {
                it.fail(Messages.differs("management CVX", state(wanted), state(!wanted)));
              }
            });
  }

  private static String state(boolean enabled) {
    return enabled ? "enabled" : "disabled";
  }

  private static NetworkTest serverMounts() {
    return NetworkTest.of(MODULE, "VerifyMcsServerMounts", "All mounts of MCS clients are done.")
        .takes(object().required(CONNECTIONS, Types.integer()))
        .asks(Command.json("show cvx mounts", 1))
        .judgedBy(CvxTests::judgeServerMounts);
  }

  private static void judgeServerMounts(Judgement it) {
    Tree connections = it.reply().opt("connections");
    if (!connections.truthy()) {
      it.fail("there are no CVX connections");
      return;
    }
    long count = 0;
    for (Tree connection : connections.items()) {
      String host = "Host: " + connection.need("hostname").show();
      List<Tree> mounts = connection.opt("mounts").itemsIfAny();
      List<Tree> ofMcs = new ArrayList<>();
      for (Tree mount : mounts) if (mount.need("service").is("Mcs")) ofMcs.add(mount);
      if (mounts.isEmpty()) it.fail(host + " - no mount status");
      else if (ofMcs.isEmpty()) it.fail(host + " - no MCS mount");
      for (Tree mount : ofMcs) judgeMount(it, host, mount);
      count += ofMcs.size();
    }
    judgeCount(it, "successful", count);
  }

  private static void judgeMount(Judgement it, String host, Tree mount) {
    List<Tree> states = mount.need("mountStates").needAt(0).need("pathStates").items();
    if (states.size() != PATH_TYPES.size()) {
      String what = host + " - number of path states";
      it.fail(Messages.differs(what, "" + PATH_TYPES.size(), "" + states.size()));
    }
    for (Tree path : states) {
      Tree type = path.object().opt("type");
      if (PATH_TYPES.stream().noneMatch(type::is)) {
        String known = String.join(", ", PATH_TYPES);
        it.fail(Messages.differs(host + " - MCS path type", known, type.show()));
      }
      it.expect(host + " Path Type: " + type.show() + " - state", MOUNTED, path.opt("state"));
    }
  }

  private static void judgeCount(Judgement it, String what, long count) {
    long wanted = it.inputs().integer(CONNECTIONS);
    if (count == wanted) return;
    it.fail(Messages.differs(what + " CVX connections", "" + wanted, "" + count));
  }

  private static NetworkTest connections() {
    return NetworkTest.of(MODULE, "VerifyActiveCVXConnections", "So many CVX clients are there.")
        .takes(object().required(CONNECTIONS, Types.natural()))
        .asks(Command.json("show cvx connections brief", 1))
        .judgedBy(
            it -> {
              Tree connections = it.reply().object().opt("connections");
              if (!connections.truthy()) {
                it.fail("there are no CVX connections");
                return;
              }
              long active =
                  connections.items().stream()
                      .filter(connection -> connection.object().opt("oobConnectionActive").truthy())
                      .count();
              judgeCount(it, "active", active);
            });
  }

  private static NetworkTest cluster() {
    return NetworkTest.of(MODULE, "VerifyCVXClusterStatus", "The CVX cluster is as listed.")
        .takes(
            object()
                .with("role", Types.oneOf("Master", "Standby", "Disconnected"), "Master")
                .required("peer_status", Types.list(PEER)))
        .asks(Command.json("show cvx", 1))
        .judgedBy(CvxTests::judgeCluster);
  }

  private static void judgeCluster(Judgement it) {
    Tree reply = it.reply().object();
    if (!reply.opt("enabled").truthy()) it.fail("the CVX server is not enabled");
    Tree cluster = reply.opt("clusterStatus");
    if (!cluster.truthy() || !reply.opt("clusterMode").truthy()) {
      it.fail("the CVX server is not a cluster");
      return;
    }
    String role = it.inputs().text("role");
    if (cluster.opt("role").is(role)) judgePeers(it, cluster.opt("peerStatus"));
    else it.expect("CVX role", role, cluster.opt("role"));
  }

  private static void judgePeers(Judgement it, Tree shown) {
    List<Inputs> wanted = it.inputs().objects("peer_status");
    int count = shown.fieldsIfAny().size();
    if (count != wanted.size()) {
      it.fail(Messages.differs("number of CVX peers", "" + wanted.size(), "" + count));
    }
    for (Inputs peer : wanted) {
      String name = peer.text("peer_name");
      Tree state = shown.opt(name);
      if (state.absent()) it.fail(name + " - is not present");
      else {
        String registration = peer.text("registration_state");
        it.expect(name + " - registration", registration, state.opt("registrationState"));
      }
    }
  }
}
