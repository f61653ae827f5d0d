package io.cvpfunctions.validation.tests;

import static io.cvpfunctions.validation.inputs.InputObject.object;

import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.Judgement;
import io.cvpfunctions.validation.engine.NetworkTest;
import io.cvpfunctions.validation.engine.Tree;
import io.cvpfunctions.validation.inputs.Addresses;
import io.cvpfunctions.validation.inputs.InputObject;
import io.cvpfunctions.validation.inputs.InputType;
import io.cvpfunctions.validation.inputs.Inputs;
import io.cvpfunctions.validation.inputs.Interfaces;
import io.cvpfunctions.validation.inputs.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The input that names a BGP peer, which several tests share, and the peer in a reply. */
final class BgpPeer {
  static final String MODULE = "anta.tests.routing.bgp";
  static final Command NEIGHBORS = Command.json("show bgp neighbors vrf all", 2);
  static final Command RIBD_NEIGHBORS = Command.json("show ip bgp neighbors vrf all", 2);

  private static final List<String> DROP_STATS =
      List.of(
          "inDropAsloop",
          "inDropClusterIdLoop",
          "inDropMalformedMpbgp",
          "inDropOrigId",
          "inDropNhLocal",
          "inDropNhAfV6",
          "prefixDroppedMartianV4",
          "prefixDroppedMaxRouteLimitViolatedV4",
          "prefixDroppedMartianV6",
          "prefixDroppedMaxRouteLimitViolatedV6",
          "prefixLuDroppedV4",
          "prefixLuDroppedMartianV4",
          "prefixLuDroppedMaxRouteLimitViolatedV4",
          "prefixLuDroppedV6",
          "prefixLuDroppedMartianV6",
          "prefixLuDroppedMaxRouteLimitViolatedV6",
          "prefixEvpnDroppedUnsupportedRouteType",
          "prefixBgpLsDroppedReceptionUnsupported",
          "outDropV4LocalAddr",
          "outDropV6LocalAddr",
          "prefixVpnIpv4DroppedImportMatchFailure",
          "prefixVpnIpv4DroppedMaxRouteLimitViolated",
          "prefixVpnIpv6DroppedImportMatchFailure",
          "prefixVpnIpv6DroppedMaxRouteLimitViolated",
          "prefixEvpnDroppedImportMatchFailure",
          "prefixEvpnDroppedMaxRouteLimitViolated",
          "prefixRtMembershipDroppedLocalAsReject",
          "prefixRtMembershipDroppedMaxRouteLimitViolated");

  private static final List<String> UPDATE_ERRORS =
      List.of(
          "inUpdErrWithdraw",
          "inUpdErrIgnore",
          "inUpdErrDisableAfiSafi",
          "disabledAfiSafi",
          "lastUpdErrTime");

  private static final List<String> COMMUNITIES = List.of("standard", "extended", "large");

  /** What people call a capability, word by word, and what EOS does. */
  private static final Map<Pattern, String> CAPABILITIES = capabilities();

  /** One model for several tests, so it has fields that not all of them look at. */
  static final InputObject INPUT =
      object()
          .optional("peer_address", Addresses.any())
          .optional("interface", Interfaces.name())
          .with("vrf", Types.text(), "default")
          .optional("description", Types.text())
          .optional("peer_group", Types.text())
          .optional("advertised_routes", Types.list(Addresses.anyNetwork()))
          .optional("received_routes", Types.list(Addresses.anyNetwork()))
          .optional("capabilities", Types.list(capability()))
          .with("strict", Types.flag(), false)
          .optional("hold_time", Types.integer(3, 7200))
          .optional("keep_alive_time", Types.integer(0, 3600))
          .optional("drop_stats", Types.list(Types.oneOf(words(DROP_STATS))))
          .optional("update_errors", Types.list(Types.oneOf(words(UPDATE_ERRORS))))
          .optional("inbound_route_map", Types.text())
          .optional("outbound_route_map", Types.text())
          .optional("maximum_routes", Types.integer(0, 4294967294L))
          .optional("warning_limit", Types.integer(0, 4294967294L))
          .optional("ttl", Types.integer(1, 255))
          .optional("max_ttl_hops", Types.integer(1, 255))
          .with("advertised_communities", Types.list(Types.oneOf(words(COMMUNITIES))), COMMUNITIES)
          .rule(BgpPeer::hasOneName);

  private BgpPeer() {}

  /** Holds what the switch shows against what is wanted, a peer or an address family. */
  interface Rule {
    void judge(Judgement it, Inputs wanted, Tree shown);
  }

  /** A test of peers that each need those fields. */
  static NetworkTest.Builder test(String name, String description, String... needed) {
    return NetworkTest.of(MODULE, name, description).takes(inputs(needed)).asks(NEIGHBORS);
  }

  /** The inputs of a test of peers that each need those fields. */
  static InputObject inputs(String... needed) {
    InputObject peer = INPUT;
    for (String name : needed) peer = peer.needs(name);
    return object().required("bgp_peers", Types.list(peer));
  }

  private static String[] words(List<String> list) {
    return list.toArray(String[]::new);
  }

  private static InputType capability() {
    List<String> known = List.copyOf(CAPABILITIES.values());
    return Types.text(
        "a BGP capability such as ipv4Unicast",
        text ->
            CAPABILITIES.entrySet().stream()
                .filter(capability -> capability.getKey().matcher(text).matches())
                .map(Map.Entry::getValue)
                .findFirst()
                .or(() -> Optional.of(text).filter(known::contains)));
  }

  private static Map<Pattern, String> capabilities() {
    Map<Pattern, String> all = new LinkedHashMap<>();
    all.put(words("dps"), "dps");
    all.put(words("dynamic path selection"), "dps");
    for (String ip : List.of("ipv4", "ipv6")) {
      all.put(words(ip + " unicast"), ip + "Unicast");
      all.put(words(ip + " multicast"), ip + "Multicast");
      all.put(words(ip + " labeled unicast"), ip + "MplsLabels");
      all.put(words(ip + " mpls labels"), ip + "MplsLabels");
      all.put(words(ip + " sr te"), ip + "SrTe");
      all.put(words(ip + " mpls vpn"), ip + "MplsVpn");
      all.put(words(ip + " flow spec"), ip + "FlowSpec");
      all.put(words(ip + " flow spec vpn"), ip + "FlowSpecVpn");
    }
    all.put(words("l2 vpn vpls"), "l2VpnVpls");
    all.put(words("l2 vpn evpn"), "l2VpnEvpn");
    all.put(words("link state"), "linkState");
    all.put(words("rt membership"), "rtMembership");
    all.put(words("ipv4 rt membership"), "rtMembership");
    all.put(words("ipv4 mvpn"), "ipv4Mvpn");
    return all;
  }

  /** Words of any case, with a hyphen, an underscore, a space or nothing between them. */
  static Pattern words(String words) {
    return Pattern.compile(words.replace(" ", "[-_ ]?"), Pattern.CASE_INSENSITIVE);
  }

  private static Optional<String> hasOneName(Inputs peer) {
    if (peer.has("peer_address") != peer.has("interface")) return Optional.empty();
    return Optional.of("either peer_address or interface has to be given");
  }

  /** {@code Peer: 10.0.0.1 VRF: default}. */
  static String describe(Inputs peer) {
    String name =
        peer.has("interface")
            ? "Interface: " + peer.text("interface")
            : "Peer: " + peer.text("peer_address");
    return name + peer.note() + " VRF: " + peer.text("vrf");
  }

  /** The peer in a list of neighbors; those of RFC 5549 go by the interface. */
  static Tree find(Inputs peer, Tree reply) {
    Tree list = reply.opt("vrfs", peer.text("vrf"), "peerList");
    if (list.absent()) return list;
    return peer.has("interface")
        ? list.item("ifName", peer.text("interface"))
        : list.item("peerAddress", peer.text("peer_address"));
  }

  /** Shows the rule each listed peer; one that is not there is a failure. */
  static Consumer<Judgement> each(Rule rule) {
    return it -> {
      for (Inputs peer : it.inputs().objects("bgp_peers")) {
        Tree shown = find(peer, it.reply());
        if (shown.absent()) it.fail(describe(peer) + " - not found");
        else rule.judge(it, peer, shown);
      }
    };
  }

  /** Whether both sides of a session can do something and it is on. */
  static boolean isNegotiated(Tree capability) {
    boolean negotiated = true;
    for (String state : List.of("advertised", "received", "enabled")) {
      negotiated &= capability.object().opt(state).truthy();
    }
    return negotiated;
  }

  /** {@code Advertised: True, Received: False}. */
  static String states(Tree shown) {
    List<String> states = new ArrayList<>();
    shown.fields().forEach((key, value) -> states.add(title(key) + ": " + value.show()));
    return String.join(", ", states);
  }

  private static String title(String word) {
    if (word.isEmpty()) return word;
    String rest = word.substring(1).toLowerCase(Locale.ROOT);
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + rest;
  }
}
