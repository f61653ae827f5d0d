package io.cvpfunctions.validation.tests;

import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.Judgement;
import io.cvpfunctions.validation.engine.Messages;
import io.cvpfunctions.validation.engine.NetworkTest;
import io.cvpfunctions.validation.engine.Tree;
import io.cvpfunctions.validation.inputs.Inputs;
import java.util.List;
import java.util.Set;

/** The tests of {@code anta.tests.routing.bgp} that look at what peers agreed on. */
final class BgpCapabilityTests {
  private BgpCapabilityTests() {}

  static List<NetworkTest> all() {
    return List.of(
        multiprotocol(),
        capability("VerifyBGPPeerASNCap", "4-octet ASN capability", "fourOctetAsnCap"),
        capability("VerifyBGPPeerRouteRefreshCap", "route refresh capability", "routeRefreshCap"),
        communities(),
        acceptance());
  }

  private static NetworkTest multiprotocol() {
    String description = "Peers have the listed capabilities.";
    return BgpPeer.test("VerifyBGPPeerMPCaps", description, "capabilities")
        .judgedBy(BgpPeer.each(BgpCapabilityTests::judgeMultiprotocol));
  }

  private static void judgeMultiprotocol(Judgement it, Inputs peer, Tree shown) {
    String name = BgpPeer.describe(peer) + " - ";
    Tree actual = shown.opt("neighborCapabilities", "multiprotocolCaps");
    List<String> wanted = peer.texts("capabilities");
    if (actual.absent()) {
      it.fail(name + "there are no multiprotocol capabilities");
    } else if (peer.flag("strict") && !areJust(wanted, actual.names())) {
      String found = String.join(", ", actual.names());
      it.fail(Messages.differs(name + "capabilities", String.join(", ", wanted), found));
    } else {
      wanted.forEach(capability -> judge(it, name + capability, actual.opt(capability)));
    }
  }

  private static boolean areJust(List<String> wanted, List<String> actual) {
    return wanted.size() == actual.size() && Set.copyOf(wanted).equals(Set.copyOf(actual));
  }

  private static void judge(Judgement it, String what, Tree capability) {
    if (capability.absent()) it.fail(what + " not found");
    else if (!BgpPeer.isNegotiated(capability)) {
      it.fail(what + " not negotiated - " + BgpPeer.states(capability));
    }
  }

  private static NetworkTest capability(String test, String what, String key) {
    return BgpPeer.test(test, "Peers have agreed on the " + what + ".")
        .judgedBy(
            BgpPeer.each(
                (it, peer, shown) -> {
                  String name = BgpPeer.describe(peer) + " - " + what;
                  judge(it, name, shown.opt("neighborCapabilities", key));
                }));
  }

  private static NetworkTest communities() {
    return BgpPeer.test("VerifyBGPAdvCommunities", "Communities are sent to the peers.")
        .judgedBy(BgpPeer.each(BgpCapabilityTests::judgeCommunities));
  }

  private static void judgeCommunities(Judgement it, Inputs peer, Tree shown) {
    boolean all =
        peer.texts("advertised_communities").stream()
            .allMatch(c -> shown.opt("advertisedCommunities", c).isTrue());
    if (all) return;
    String actual = BgpPeer.states(shown.need("advertisedCommunities"));
    it.fail(BgpPeer.describe(peer) + " - communities advertised: " + actual);
  }

  private static NetworkTest acceptance() {
    String description = "All that peers tell is accepted.";
    return BgpPeer.test("VerifyBGPNlriAcceptance", description, "capabilities")
        .asks(Command.json("show bgp summary vrf all", 1), BgpPeer.NEIGHBORS)
        .judgedBy(it -> it.inputs().objects("bgp_peers").forEach(peer -> judgePeer(it, peer)));
  }

  private static void judgePeer(Judgement it, Inputs peer) {
    Tree shown = it.reply().opt("vrfs", peer.text("vrf"), "peers", address(it, peer));
    if (!shown.truthy()) {
      it.fail(BgpPeer.describe(peer) + " - not found");
      return;
    }
    for (String capability : peer.texts("capabilities")) {
      Tree status = shown.opt(capability);
      if (status.absent()) it.fail(BgpPeer.describe(peer) + " - " + capability + " not found");
      else judgeAcceptance(it, peer, capability, status);
    }
  }

  /** The summary goes by addresses, so a peer of RFC 5549 is found among the neighbors first. */
  private static String address(Judgement it, Inputs peer) {
    if (!peer.has("interface")) return peer.text("peer_address");
    return BgpPeer.find(peer, it.reply(1)).opt("peerAddress").show();
  }

  private static void judgeAcceptance(Judgement it, Inputs peer, String capability, Tree status) {
    String name = BgpPeer.describe(peer);
    boolean negotiated = status.need("afiSafiState").is("negotiated");
    if (!negotiated) it.fail(name + " - " + capability + " not negotiated");
    Tree received = status.opt("nlrisReceived");
    Tree accepted = status.opt("nlrisAccepted");
    if (received.same(accepted)) return;
    String counts = "Accepted: " + accepted.show() + " Received: " + received.show();
    it.fail(name + " AFI/SAFI: " + capability + " - some NLRI were rejected - " + counts);
  }
}
