package io.cvpfunctions.validation.tests;

import static io.cvpfunctions.validation.inputs.InputObject.object;

import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.Judgement;
import io.cvpfunctions.validation.engine.Judgement.Part;
import io.cvpfunctions.validation.engine.Messages;
import io.cvpfunctions.validation.engine.NetworkTest;
import io.cvpfunctions.validation.engine.Tree;
import io.cvpfunctions.validation.inputs.InputObject;
import io.cvpfunctions.validation.inputs.Inputs;
import io.cvpfunctions.validation.inputs.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The tests of {@code anta.tests.routing.bgp} that look at sessions. */
final class BgpSessionTests {
  private static final String MODULE = BgpPeer.MODULE;
  private static final String MINIMUM = "minimum_established_time";
  private static final String QUEUES = "check_tcp_queues";

  private BgpSessionTests() {}

  static List<NetworkTest> all() {
    return List.of(
        peerCount(),
        peersHealth(),
        specificPeers(),
        session(),
        sessionRibd(),
        peersHealthRibd(),
        md5());
  }

  private static InputObject families(InputObject family) {
    return object().required("address_families", Types.list(family));
  }

  /** Shows the rule the VRF of each listed address family; one that is not there is a failure. */
  private static Consumer<Judgement> eachFamily(BgpPeer.Rule rule) {
    return it -> {
      for (Inputs family : it.inputs().objects("address_families")) {
        Tree vrf = it.reply().opt("vrfs", family.text("vrf"));
        if (!vrf.absent()) rule.judge(it, family, vrf);
        else it.fail(BgpAddressFamily.describe(family) + " - the VRF is not configured");
      }
    };
  }

  private static NetworkTest peerCount() {
    return NetworkTest.of(MODULE, "VerifyBGPPeerCount", "Address families have so many peers.")
        .takes(families(BgpAddressFamily.INPUT.needs("num_peers")))
        .asks(Command.json("show bgp summary vrf all", 1))
        .judgedBy(eachFamily(BgpSessionTests::judgeCount));
  }

  private static void judgeCount(Judgement it, Inputs family, Tree vrf) {
    String key = BgpAddressFamily.eosKey(family);
    boolean established = family.flag("check_peer_state");
    long count = 0;
    for (Tree peer : vrf.opt("peers").fieldsIfAny().values()) {
      boolean counts =
          established
              ? peer.opt("peerState").is("Established")
                  && peer.opt(key, "afiSafiState").is("negotiated")
              : peer.has(key);
      if (counts) count++;
    }
    long wanted = family.integer("num_peers");
    if (count == wanted) return;
    String what = BgpAddressFamily.describe(family) + " - peers";
    it.fail(Messages.differs(what, String.valueOf(wanted), String.valueOf(count)));
  }

  private static NetworkTest peersHealth() {
    return NetworkTest.of(
            MODULE, "VerifyBGPPeersHealth", "All BGP peers of the address families are well.")
        .takes(families(BgpAddressFamily.INPUT).optional(MINIMUM, Types.positive()))
        .asks(BgpPeer.NEIGHBORS)
        .judgedBy(eachFamily(BgpSessionTests::judgeHealth));
  }

  private static void judgeHealth(Judgement it, Inputs family, Tree vrf) {
    List<Tree> peers = new ArrayList<>(vrf.opt("peerList").itemsIfAny());
    peers.removeIf(peer -> capability(peer, family).absent());
    String name = BgpAddressFamily.describe(family);
    if (peers.isEmpty()) it.fail(name + " - no peers found");
    for (Tree peer : peers) {
      Consumer<String> fail = fail(it, family, () -> peer.need("peerAddress").show());
      boolean up = judgePeer(it, family, peer, fail);
      if (up && family.flag(QUEUES)) judgeQueues(fail, peer, true);
    }
  }

  private static Tree capability(Tree peer, Inputs family) {
    String key = BgpAddressFamily.eosKey(family);
    return peer.opt("neighborCapabilities", "multiprotocolCaps", key);
  }

  private static Consumer<String> fail(Judgement it, Inputs family, Supplier<String> address) {
    String name = BgpAddressFamily.describe(family) + " Peer: ";
    return why -> it.fail(name + address.get() + " - " + why);
  }

  /** Whether its session is up, so that there is more to look at. */
  private static boolean judgePeer(Judgement it, Inputs family, Tree peer, Consumer<String> fail) {
    if (!isEstablished(fail, peer.need("state"))) return false;
    judgeDuration(it, fail, peer);
    Tree capability = capability(peer, family);
    if (!capability.truthy()) {
      fail.accept("the AFI/SAFI is not negotiated");
    } else if (!BgpPeer.isNegotiated(capability)) {
      fail.accept("the AFI/SAFI is not negotiated - " + BgpPeer.states(capability));
    }
    return true;
  }

  private static boolean isEstablished(Consumer<String> fail, Tree state) {
    if (state.is("Established")) return true;
    fail.accept(Messages.differs("session", "Established", state.show()));
    return false;
  }

  private static void judgeDuration(Judgement it, Consumer<String> fail, Tree peer) {
    if (!it.inputs().has(MINIMUM)) return;
    long minimum = it.inputs().integer(MINIMUM);
    Tree actual = peer.need("establishedTime");
    if (actual.number() >= minimum) return;
    fail.accept(Messages.differs("established for", minimum + "s or more", actual.show() + "s"));
  }

  /** What is not to be checked has to be there all the same, as in ANTA. */
  private static void judgeQueues(Consumer<String> fail, Tree peer, boolean check) {
    Tree in = peer.need("peerTcpInfo", "inputQueueLength");
    Tree out = peer.need("peerTcpInfo", "outputQueueLength");
    if (!check || (in.isZero() && out.isZero())) return;
    fail.accept("message queues are not empty: InQ: " + in.show() + " OutQ: " + out.show());
  }

  private static NetworkTest specificPeers() {
    return NetworkTest.of(
            MODULE, "VerifyBGPSpecificPeers", "The listed peers of the address families are well.")
        .takes(families(BgpAddressFamily.INPUT.needs("peers")).optional(MINIMUM, Types.positive()))
        .asks(BgpPeer.NEIGHBORS)
        .judgedBy(eachFamily(BgpSessionTests::judgeSpecific));
  }

  private static void judgeSpecific(Judgement it, Inputs family, Tree vrf) {
    for (String address : family.texts("peers")) {
      Tree peer = vrf.need("peerList").item("peerAddress", address);
      Consumer<String> fail = fail(it, family, () -> address);
      if (peer.absent()) fail.accept("not configured");
      else if (judgePeer(it, family, peer, fail)) judgeQueues(fail, peer, family.flag(QUEUES));
    }
  }

  private static InputObject sessions() {
    return BgpPeer.inputs().optional(MINIMUM, Types.positive()).with(QUEUES, Types.flag(), true);
  }

  private static NetworkTest session() {
    return BgpPeer.test("VerifyBGPPeerSession", "The listed sessions are well.")
        .takes(sessions())
        .judgedEach(
            it -> {
              for (Inputs peer : it.inputs().objects("bgp_peers")) {
                Part part = it.part(BgpPeer.describe(peer));
                Tree shown = BgpPeer.find(peer, it.reply());
                if (shown.absent()) part.fail("not found");
                else judgeSession(it, part::fail, shown);
              }
            });
  }

  private static void judgeSession(Judgement it, Consumer<String> fail, Tree peer) {
    if (!isEstablished(fail, peer.need("state"))) return;
    judgeDuration(it, fail, peer);
    if (it.inputs().flag(QUEUES)) judgeQueues(fail, peer, true);
  }

  private static NetworkTest sessionRibd() {
    return BgpPeer.test("VerifyBGPPeerSessionRibd", "The listed sessions are well (ribd).")
        .takes(sessions())
        .asks(BgpPeer.RIBD_NEIGHBORS)
        .judgedBy(
            BgpPeer.each(
                (it, peer, shown) -> {
                  String name = BgpPeer.describe(peer) + " - ";
                  judgeSession(it, why -> it.fail(name + why), shown);
                }));
  }

  private static NetworkTest peersHealthRibd() {
    return NetworkTest.of(MODULE, "VerifyBGPPeersHealthRibd", "All BGP sessions are well (ribd).")
        .takes(object().with(QUEUES, Types.flag(), true))
        .asks(BgpPeer.RIBD_NEIGHBORS)
        .judgedBy(
            it ->
                it.reply()
                    .need("vrfs")
                    .fields()
                    .forEach(
                        (vrf, shown) -> {
                          for (Tree peer : shown.opt("peerList").itemsIfAny()) {
                            judgeRibd(it, vrf, peer);
                          }
                        }));
  }

  private static void judgeRibd(Judgement it, String vrf, Tree peer) {
    Tree state = peer.need("state");
    Consumer<String> fail =
        why -> it.fail("Peer: " + peer.need("peerAddress").show() + " VRF: " + vrf + " - " + why);
    if (isEstablished(fail, state)) judgeQueues(fail, peer, it.inputs().flag(QUEUES));
  }

  private static NetworkTest md5() {
    return BgpPeer.test("VerifyBGPPeerMD5Auth", "The listed sessions are up, with MD5.")
        .judgedBy(
            BgpPeer.each(
                (it, peer, shown) -> {
                  String name = BgpPeer.describe(peer) + " - ";
                  it.expect(name + "session", "Established", shown.opt("state"));
                  boolean signed = shown.opt("md5AuthEnabled").truthy();
                  if (!signed) it.fail(name + "MD5 authentication is not enabled");
                }));
  }
}
