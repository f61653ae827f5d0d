package io.cvpfunctions.validation.tests;

import static io.cvpfunctions.validation.inputs.InputObject.object;

import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.Judgement;
import io.cvpfunctions.validation.engine.Messages;
import io.cvpfunctions.validation.engine.NetworkTest;
import io.cvpfunctions.validation.engine.Tree;
import io.cvpfunctions.validation.inputs.Addresses;
import io.cvpfunctions.validation.inputs.InputObject;
import io.cvpfunctions.validation.inputs.InputType;
import io.cvpfunctions.validation.inputs.Inputs;
import io.cvpfunctions.validation.inputs.Interfaces;
import io.cvpfunctions.validation.inputs.Types;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** The tests of {@code anta.tests.bfd}. */
final class BfdTests {
  private static final String MODULE = "anta.tests.bfd";
  private static final Command PEERS = Command.json("show bfd peers", 1);
  private static final Command DETAIL = Command.json("show bfd peers detail", 1);
  private static final int SECONDS_AN_HOUR = 3600;
  private static final InputType PROTOCOL =
      Types.oneOf(
          "bgp",
          "isis",
          "lag",
          "ospf",
          "ospfv3",
          "pim",
          "route-input",
          "static-bfd",
          "static-route",
          "vrrp",
          "vxlan");

  /** One model for several tests, so it has fields that not all of them look at. */
  private static final InputObject PEER =
      object()
          .required("peer_address", Addresses.any())
          .with("vrf", Types.text(), "default")
          .optional("interface", Interfaces.name())
          .optional("protocols", Types.list(PROTOCOL))
          .optional("tx_interval", Types.integer(50, 60000))
          .optional("rx_interval", Types.integer(50, 60000))
          .optional("multiplier", Types.integer(3, 50))
          .optional("detection_time", Types.integer());

  private BfdTests() {}

  static List<NetworkTest> all() {
    return List.of(specificPeers(), intervals(), health(), protocols());
  }

  private static InputObject peers(InputObject peer) {
    return object().required("bfd_peers", Types.list(peer));
  }

  private static void eachPeer(Judgement it, BiConsumer<Inputs, Tree> rule) {
    for (Inputs wanted : it.inputs().objects("bfd_peers")) {
      String address = wanted.text("peer_address");
      String family = address.indexOf(':') < 0 ? "ipv4Neighbors" : "ipv6Neighbors";
      String from = wanted.optionalText("interface").orElse("");
      Tree peer = it.reply().opt("vrfs", wanted.text("vrf"), family, address, "peerStats", from);
      if (peer.absent()) it.fail(describe(wanted) + " - not found");
      else rule.accept(wanted, peer);
    }
  }

  private static String describe(Inputs wanted) {
    String from = wanted.optionalText("interface").map(i -> " Interface: " + i).orElse("");
    return "Peer: " + wanted.text("peer_address") + " VRF: " + wanted.text("vrf") + from;
  }

  private static NetworkTest specificPeers() {
    return NetworkTest.of(MODULE, "VerifyBFDSpecificPeers", "The listed BFD sessions are up.")
        .takes(peers(PEER))
        .asks(PEERS)
        .judgedBy(it -> eachPeer(it, (wanted, peer) -> judgeSession(it, describe(wanted), peer)));
  }

  private static void judgeSession(Judgement it, String name, Tree peer) {
    Tree status = peer.need("status");
    Tree discriminator = peer.need("remoteDisc");
    if (status.is("up") && !discriminator.isZero()) return;
    String actual = status.show() + " Remote Discriminator: " + discriminator.show();
    it.fail(name + " - the session is not established - State: " + actual);
  }

  private static NetworkTest intervals() {
    InputObject peer = PEER.needs("tx_interval").needs("rx_interval").needs("multiplier");
    return NetworkTest.of(MODULE, "VerifyBFDPeersIntervals", "The timers are as listed.")
        .takes(peers(peer))
        .asks(DETAIL)
        .judgedBy(it -> eachPeer(it, (wanted, shown) -> judgeTimers(it, wanted, shown)));
  }

  private static void judgeTimers(Judgement it, Inputs wanted, Tree shown) {
    String name = describe(wanted) + " - ";
    Tree detail = shown.opt("peerStatsDetail");
    long transmit = millis(detail.opt("operTxInterval"));
    long receive = millis(detail.opt("operRxInterval"));
    long detection = millis(detail.opt("detectTime"));
    expect(it, name + "transmit interval", wanted.integer("tx_interval"), transmit);
    expect(it, name + "receive interval", wanted.integer("rx_interval"), receive);
    it.expect(name + "multiplier", wanted.integer("multiplier"), detail.opt("detectMult"));
    if (!wanted.has("detection_time") || wanted.integer("detection_time") == 0) return;
    expect(it, name + "detection time", wanted.integer("detection_time"), detection);
  }

  private static long millis(Tree micros) {
    return (long) Math.floor(micros.number() / 1000);
  }

  private static void expect(Judgement it, String what, long expected, long actual) {
    if (actual == expected) return;
    it.fail(Messages.differs(what, String.valueOf(expected), String.valueOf(actual)));
  }

  private static NetworkTest health() {
    return NetworkTest.of(
            MODULE, "VerifyBFDPeersHealth", "All BFD sessions are up, and have been if asked.")
        .takes(object().optional("down_threshold", Types.positive()))
        .asks(PEERS, Command.json("show clock", 1))
        .judgedBy(BfdTests::judgeHealth);
  }

  private static void judgeHealth(Judgement it) {
    Tree now = it.reply(1).need("utcTime");
    Map<String, Tree> vrfs = it.reply().need("vrfs").fields();
    boolean any =
        vrfs.values().stream()
            .anyMatch(
                vrf -> vrf.need("ipv4Neighbors").truthy() || vrf.need("ipv6Neighbors").truthy());
    if (!any) {
      it.fail("no IPv4 or IPv6 BFD peers are configured in any VRF");
      return;
    }
    vrfs.forEach(
        (vrf, shown) -> {
          Map<String, Tree> peers = new LinkedHashMap<>(shown.need("ipv4Neighbors").fields());
          peers.putAll(shown.need("ipv6Neighbors").fields());
          peers.forEach((peer, p) -> judgePeer(it, "Peer: " + peer + " VRF: " + vrf, p, now));
        });
  }

  private static void judgePeer(Judgement it, String name, Tree peer, Tree now) {
    peer.need("peerStats")
        .fields()
        .forEach(
            (port, session) -> {
              String which = port.isEmpty() ? name : name + " Interface: " + port;
              judgeSession(it, which, session);
              if (it.inputs().has("down_threshold")) judgeLastDown(it, which, session, now);
            });
  }

  private static void judgeLastDown(Judgement it, String name, Tree session, Tree now) {
    double hours = (now.number() - session.need("lastDown").number()) / SECONDS_AN_HOUR;
    if (hours >= it.inputs().integer("down_threshold")) return;
    long ago = (long) Math.rint(hours);
    it.fail(name + " - the session failed within the threshold, " + ago + " hours ago");
  }

  private static NetworkTest protocols() {
    return NetworkTest.of(
            MODULE, "VerifyBFDPeersRegProtocols", "The listed protocols use the sessions.")
        .takes(peers(PEER.needs("protocols")))
        .asks(DETAIL)
        .judgedBy(
            it ->
                eachPeer(
                    it,
                    (wanted, shown) -> {
                      Set<String> missing = new TreeSet<>(wanted.texts("protocols"));
                      Tree users = shown.opt("peerStatsDetail", "apps");
                      users.itemsIfAny().forEach(user -> missing.removeIf(user::is));
                      if (missing.isEmpty()) return;
                      String which = String.join(", ", missing);
                      it.fail(describe(wanted) + " - protocols not registered: " + which);
                    }));
  }
}
