package io.cvpfunctions.validation.tests;

import static io.cvpfunctions.validation.inputs.InputObject.object;

import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.Judgement;
import io.cvpfunctions.validation.engine.Messages;
import io.cvpfunctions.validation.engine.NetworkTest;
import io.cvpfunctions.validation.engine.Tree;
import io.cvpfunctions.validation.inputs.Inputs;
import io.cvpfunctions.validation.inputs.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The tests of {@code anta.tests.routing.bgp}. */
final class BgpTests {
  private static final String MODULE = "anta.tests.routing.bgp";

  private BgpTests() {}

  static List<NetworkTest> all() {
    return List.of(peersHealth());
  }

  private static NetworkTest peersHealth() {
    return NetworkTest.of(
            MODULE, "VerifyBGPPeersHealth", "All BGP peers of the address families are well.")
        .takes(
            object()
                .optional("minimum_established_time", Types.positive())
                .required("address_families", Types.list(BgpAddressFamily.INPUT)))
        .asks(Command.json("show bgp neighbors vrf all", 2))
        .judgedBy(BgpTests::judgePeersHealth);
  }

  private static void judgePeersHealth(Judgement it) {
    for (Inputs family : it.inputs().objects("address_families")) {
      String name = BgpAddressFamily.describe(family);
      Tree vrf = it.reply().opt("vrfs", family.text("vrf"));
      if (vrf.absent()) {
        it.fail(name + " - the VRF is not configured");
        continue;
      }
      List<Tree> peers = peers(vrf, family);
      if (peers.isEmpty()) it.fail(name + " - no peers found");
      for (Tree peer : peers) judgePeer(it, family, peer);
    }
  }

  private static List<Tree> peers(Tree vrf, Inputs family) {
    List<Tree> peers = new ArrayList<>();
    for (Tree peer : vrf.need("peerList").items()) {
      if (!capability(peer, family).absent()) peers.add(peer);
    }
    return peers;
  }

  private static Tree capability(Tree peer, Inputs family) {
    String key = BgpAddressFamily.eosKey(family);
    return peer.opt("neighborCapabilities", "multiprotocolCaps", key);
  }

  private static void judgePeer(Judgement it, Inputs family, Tree peer) {
    Tree state = peer.need("state");
    String address = peer.need("peerAddress").show();
    String name = BgpAddressFamily.describe(family) + " Peer: " + address + " - ";
    if (!state.is("Established")) {
      it.fail(Messages.differs(name + "session", "Established", state.show()));
      return;
    }
    judgeDuration(it, name, peer);
    judgeNegotiation(it, name, capability(peer, family));
    if (family.flag("check_tcp_queues")) judgeQueues(it, name, peer);
  }

  private static void judgeDuration(Judgement it, String name, Tree peer) {
    if (!it.inputs().has("minimum_established_time")) return;
    long minimum = it.inputs().integer("minimum_established_time");
    Tree actual = peer.need("establishedTime");
    if (actual.number() >= minimum) return;
    String what = name + "established for";
    it.fail(Messages.differs(what, minimum + "s or more", actual.show() + "s"));
  }

  private static void judgeNegotiation(Judgement it, String name, Tree capability) {
    boolean negotiated = true;
    for (String state : List.of("advertised", "received", "enabled")) {
      negotiated &= capability.object().opt(state).truthy();
    }
    if (negotiated) return;
    List<String> states = new ArrayList<>();
    capability.fields().forEach((key, value) -> states.add(title(key) + ": " + value.show()));
    it.fail(name + "the AFI/SAFI is not negotiated - " + String.join(", ", states));
  }

  private static void judgeQueues(Judgement it, String name, Tree peer) {
    Tree in = peer.need("peerTcpInfo", "inputQueueLength");
    Tree out = peer.need("peerTcpInfo", "outputQueueLength");
    if (in.isZero() && out.isZero()) return;
    it.fail(name + "message queues are not empty: InQ: " + in.show() + " OutQ: " + out.show());
  }

  private static String title(String word) {
    if (word.isEmpty()) return word;
    String rest = word.substring(1).toLowerCase(Locale.ROOT);
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + rest;
  }
}
