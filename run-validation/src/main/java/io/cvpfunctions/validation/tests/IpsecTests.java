package io.cvpfunctions.validation.tests;

import static io.cvpfunctions.validation.inputs.InputObject.object;

import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.Judgement;
import io.cvpfunctions.validation.engine.Judgement.Part;
import io.cvpfunctions.validation.engine.NetworkTest;
import io.cvpfunctions.validation.engine.Tree;
import io.cvpfunctions.validation.engine.UnexpectedReplyException;
import io.cvpfunctions.validation.inputs.Addresses;
import io.cvpfunctions.validation.inputs.InputObject;
import io.cvpfunctions.validation.inputs.Inputs;
import io.cvpfunctions.validation.inputs.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The tests of {@code anta.tests.security} that look at IPsec. */
final class IpsecTests {
  private static final String MODULE = SecurityTests.MODULE;

  private IpsecTests() {}

  static List<NetworkTest> all() {
    return List.of(ipsecHealth(), ipsecConnections());
  }

  private static NetworkTest ipsecHealth() {
    return NetworkTest.of(
            MODULE, "VerifyIPSecConnHealth", "All IPv4 security connections are established.")
        .asks(Command.json("show ip security connection vrf all", 0))
        .judgedBy(IpsecTests::judgeIpsecHealth);
  }

  private static void judgeIpsecHealth(Judgement it) {
    Tree connections = it.reply().need("connections");
    if (!connections.truthy()) {
      it.fail("no IPv4 security connection is configured");
      return;
    }
    for (Tree connection : connections.fields().values()) {
      if (state(connection).is("Established")) continue;
      String name =
          String.format(
              "Source: %s Destination: %s VRF: %s",
              connection.opt("saddr").show(),
              connection.opt("daddr").show(),
              connection.opt("tunnelNs").show());
      it.fail(name + " - the IPv4 security connection is not established");
    }
  }

  private static Tree state(Tree connection) {
    Map<String, Tree> paths = connection.need("pathDict").fields();
    if (paths.isEmpty()) throw new UnexpectedReplyException("a connection has no path");
    return paths.values().iterator().next();
  }

  private static NetworkTest ipsecConnections() {
    InputObject connection =
        object()
            .required("source_address", Addresses.v4())
            .required("destination_address", Addresses.v4());
    InputObject peer =
        object()
            .required("peer", Addresses.v4())
            .optional("description", Types.text())
            .with("vrf", Types.text(), "default")
            .optional("connections", Types.list(connection));
    return NetworkTest.of(
            MODULE, "VerifySpecificIPSecConn", "The connections to the listed peers are up.")
        .takes(object().required("ip_security_connections", Types.list(peer)))
        .asks(IpsecTests::ipsecCommands)
        .judgedEach(IpsecTests::judgeIpsecPeers);
  }

  private static List<Command> ipsecCommands(Inputs inputs) {
    List<Command> commands = new ArrayList<>();
    for (Inputs peer : inputs.objects("ip_security_connections")) {
      String vrf = "show ip security connection vrf " + peer.text("vrf");
      commands.add(Command.json(vrf + " path peer " + peer.text("peer"), 2));
    }
    return commands;
  }

  private static void judgeIpsecPeers(Judgement it) {
    int index = 0;
    for (Inputs peer : it.inputs().objects("ip_security_connections")) {
      Tree connections = it.reply(index++).need("connections");
      String name = "Peer: " + peer.text("peer") + peer.note() + " VRF: " + peer.text("vrf");
      if (!connections.truthy()) it.part(name).fail("is not configured");
      else if (!peer.has("connections")) {
        connections.fields().values().forEach(shown -> judgeConnection(it, name, shown));
      } else {
        peer.objects("connections")
            .forEach(c -> judgeWanted(it, name, peer.text("vrf"), c, connections));
      }
    }
  }

  private static String pair(String name, String source, String destination) {
    return name + " Source: " + source + " Destination: " + destination;
  }

  private static void judgeConnection(Judgement it, String name, Tree shown) {
    Part part = it.part(pair(name, shown.opt("saddr").show(), shown.opt("daddr").show()));
    part.expect("connection down", "Established", state(shown));
  }

  private static void judgeWanted(
      Judgement it, String name, String vrf, Inputs wanted, Tree connections) {
    String source = wanted.text("source_address");
    String destination = wanted.text("destination_address");
    Part part = it.part(pair(name, source, destination));
    List<Tree> found = new ArrayList<>();
    for (Tree shown : connections.fields().values()) {
      Tree state = state(shown);
      boolean same = shown.opt("saddr").is(source) && shown.opt("daddr").is(destination);
      if (same && shown.opt("tunnelNs").is(vrf)) found.add(state);
    }
    if (found.isEmpty()) part.fail("connection not found");
    else part.expect("connection down", "Established", found.get(found.size() - 1));
  }
}
