package io.cvpfunctions.validation.tests;

import static io.cvpfunctions.validation.inputs.InputObject.object;

import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.Judgement;
import io.cvpfunctions.validation.engine.Messages;
import io.cvpfunctions.validation.engine.NetworkTest;
import io.cvpfunctions.validation.engine.Tree;
import io.cvpfunctions.validation.inputs.Addresses;
import io.cvpfunctions.validation.inputs.InputObject;
import io.cvpfunctions.validation.inputs.Inputs;
import io.cvpfunctions.validation.inputs.Types;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The tests of {@code anta.tests.routing.bgp} that look at routes. */
final class BgpRouteTests {
  private static final String MODULE = BgpPeer.MODULE;
  private static final Command TABLE = Command.json("show ip bgp vrf all", 3);
  private static final InputObject ENDPOINT =
      object()
          .required(
              "address", Types.anyOf("an IPv4 or MAC address", Addresses.v4(), Addresses.mac()))
          .required("vni", Types.vni())
          .ignoringUnknown();
  private static final InputObject PATH =
      object()
          .required("nexthop", Addresses.v4())
          .required("origin", Types.oneOf("Igp", "Egp", "Incomplete"));
  private static final InputObject ROUTE =
      object()
          .required("prefix", Addresses.v4Network())
          .with("vrf", Types.text(), "default")
          .optional("paths", Types.list(PATH))
          .optional("ecmp_count", Types.integer());

  private BgpRouteTests() {}

  static List<NetworkTest> all() {
    return List.of(exchanged(), evpnType2(), paths(), ecmp());
  }

  private static NetworkTest exchanged() {
    InputObject peer = BgpPeer.INPUT.needs("peer_address").rule(BgpRouteTests::namesRoutes);
    return NetworkTest.of(MODULE, "VerifyBGPExchangedRoutes", "Peers tell each other the routes.")
        .takes(
            object()
                .with("check_active", Types.flag(), true)
                .required("bgp_peers", Types.list(peer)))
        .asks(BgpRouteTests::exchangedCommands)
        .judgedBy(BgpRouteTests::judgeExchanged);
  }

  private static Optional<String> namesRoutes(Inputs peer) {
    if (peer.has("advertised_routes") || peer.has("received_routes")) return Optional.empty();
    return Optional.of("advertised_routes or received_routes is missing");
  }

  private static List<Command> exchangedCommands(Inputs inputs) {
    List<Command> commands = new ArrayList<>();
    for (String what : List.of("advertised-routes", "routes")) {
      for (Inputs peer : inputs.objects("bgp_peers")) {
        String which = peer.text("peer_address") + " " + what + " vrf " + peer.text("vrf");
        commands.add(Command.json("show bgp neighbors " + which, 2));
      }
    }
    return commands;
  }

  private static void judgeExchanged(Judgement it) {
    List<Inputs> peers = it.inputs().objects("bgp_peers");
    for (int i = 0; i < peers.size(); i++) {
      Inputs peer = peers.get(i);
      judgeRoutes(it, peer, "Advertised", peer.texts("advertised_routes"), it.reply(i));
      Tree received = it.reply(i + peers.size());
      judgeRoutes(it, peer, "Received", peer.texts("received_routes"), received);
    }
  }

  private static void judgeRoutes(
      Judgement it, Inputs peer, String kind, List<String> routes, Tree reply) {
    Tree entries = reply.opt("vrfs", peer.text("vrf"), "bgpRouteEntries");
    for (String route : routes) {
      String name = BgpPeer.describe(peer) + " " + kind + " route: " + route + " - ";
      if (!entries.fieldsIfAny().containsKey(route)) it.fail(name + "not found");
      else judgeRoute(it, name, entries.need(route, "bgpRoutePaths").needAt(0).need("routeType"));
    }
  }

  private static void judgeRoute(Judgement it, String name, Tree type) {
    Tree active = type.need("active");
    Tree valid = type.need("valid");
    if (!it.inputs().flag("check_active")) {
      if (!valid.truthy()) it.fail(name + "Valid: " + valid.show());
    } else if (!active.truthy() || !valid.truthy()) {
      it.fail(name + "Valid: " + valid.show() + " Active: " + active.show());
    }
  }

  private static NetworkTest evpnType2() {
    return NetworkTest.of(MODULE, "VerifyEVPNType2Route", "Endpoints are reached over EVPN.")
        .takes(object().required("vxlan_endpoints", Types.list(ENDPOINT)))
        .asks(
            inputs -> {
              List<Command> commands = new ArrayList<>();
              for (Inputs endpoint : inputs.objects("vxlan_endpoints")) {
                String which = endpoint.text("address") + " vni " + endpoint.integer("vni");
                commands.add(Command.json("show bgp evpn route-type mac-ip " + which, 2));
              }
              return commands;
            })
        .judgedBy(
            it -> {
              int index = 0;
              for (Inputs endpoint : it.inputs().objects("vxlan_endpoints")) {
                judgeEndpoint(it, endpoint, it.reply(index++).need("evpnRoutes"));
              }
            });
  }

  private static void judgeEndpoint(Judgement it, Inputs endpoint, Tree routes) {
    String name = "Address: " + endpoint.text("address") + " VNI: " + endpoint.integer("vni");
    boolean works = false;
    for (Tree route : routes.fields().values()) {
      works |=
          route.opt("evpnRoutePaths").itemsIfAny().stream()
              .map(path -> path.opt("routeType"))
              .anyMatch(type -> type.opt("valid").truthy() && type.opt("active").truthy());
    }
    if (!routes.truthy()) it.fail(name + " - there is no EVPN Type-2 route");
    else if (!works) it.fail(name + " - no path is valid and active");
  }

  private static String describe(Inputs route) {
    return "Prefix: " + route.text("prefix") + " VRF: " + route.text("vrf");
  }

  private static Tree entry(Judgement it, Inputs route) {
    return it.reply().opt("vrfs", route.text("vrf"), "bgpRouteEntries", route.text("prefix"));
  }

  private static InputObject routes(String needed) {
    return object().required("route_entries", Types.list(ROUTE.needs(needed)));
  }

  private static NetworkTest paths() {
    return NetworkTest.of(MODULE, "VerifyBGPRoutePaths", "Routes have the listed paths.")
        .takes(routes("paths"))
        .asks(TABLE)
        .judgedBy(
            it -> it.inputs().objects("route_entries").forEach(route -> judgePaths(it, route)));
  }

  private static void judgePaths(Judgement it, Inputs route) {
    Tree entry = entry(it, route);
    if (!entry.truthy()) {
      it.fail(describe(route) + " - the prefix is not found");
      return;
    }
    for (Inputs path : route.objects("paths")) {
      String hop = path.text("nexthop");
      String name = describe(route) + " Next-hop: " + hop + " - ";
      Tree shown = entry.need("bgpRoutePaths").item("nextHop", hop);
      if (shown.absent()) it.fail(name + "no path with origin " + path.text("origin"));
      else it.expect(name + "origin", path.text("origin"), shown.opt("routeType", "origin"));
    }
  }

  private static NetworkTest ecmp() {
    return NetworkTest.of(MODULE, "VerifyBGPRouteECMP", "Routes have so many equal paths.")
        .takes(routes("ecmp_count"))
        .asks(TABLE, Command.json("show ip route vrf all bgp", 4))
        .judgedBy(
            it -> it.inputs().objects("route_entries").forEach(route -> judgeEcmp(it, route)));
  }

  private static void judgeEcmp(Judgement it, Inputs route) {
    String name = describe(route) + " - ";
    Tree entry = entry(it, route);
    if (!entry.truthy()) {
      it.fail(name + "the prefix is not in the BGP table");
      return;
    }
    List<Tree> paths = entry.need("bgpRoutePaths").items();
    if (paths.isEmpty() || !all(paths.get(0), "valid", "active", "ecmpHead")) {
      it.fail(name + "there is no valid and active ECMP head");
      return;
    }
    Set<String> hops = new LinkedHashSet<>();
    hops.add(paths.get(0).need("nextHop").show());
    for (Tree path : paths.subList(1, paths.size())) {
      if (all(path, "valid", "ecmp", "ecmpContributor")) hops.add(path.need("nextHop").show());
    }
    String wanted = String.valueOf(route.integer("ecmp_count"));
    String actual = String.valueOf(hops.size());
    if (wanted.equals(actual)) judgeRib(it, route, hops.size());
    else it.fail(Messages.differs(name + "ECMP count", wanted, actual));
  }

  private static boolean all(Tree path, String... keys) {
    Tree type = path.need("routeType");
    for (String key : keys) if (!type.need(key).truthy()) return false;
    return true;
  }

  private static void judgeRib(Judgement it, Inputs route, int hops) {
    String name = describe(route) + " - ";
    Tree entry = it.reply(1).opt("vrfs", route.text("vrf"), "routes", route.text("prefix"));
    if (!entry.truthy()) {
      it.fail(name + "the prefix is not in the routing table");
      return;
    }
    int vias = entry.need("vias").size();
    if (vias != hops) it.fail(name + "next hops differ - BGP: " + hops + " RIB: " + vias);
  }
}
