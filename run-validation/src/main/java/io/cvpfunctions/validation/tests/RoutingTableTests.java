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
import io.cvpfunctions.validation.inputs.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tests of {@code anta.tests.routing.generic} that look for routes. */
final class RoutingTableTests {
  private static final String MODULE = GenericRoutingTests.MODULE;
  private static final Command ALL_ROUTES = Command.json("show ip route vrf all", 4);

  /** The kinds of routes as {@code show ip route} explains them to people, and as it tells them. */
  private static final Map<String, String> EOS_TYPES =
      Map.ofEntries(
          Map.entry("connected", "connected"),
          Map.entry("static", "static"),
          Map.entry("kernel", "kernel"),
          Map.entry("OSPF", "OSPF"),
          Map.entry("OSPF inter area", "ospfInterArea"),
          Map.entry("OSPF external type 1", "ospfExternalType1"),
          Map.entry("OSPF external type 2", "ospfExternalType2"),
          Map.entry("OSPF NSSA external type 1", "ospfNssaExternalType1"),
          Map.entry("OSPF NSSA external type2", "ospfNssaExternalType2"),
          Map.entry("Other BGP Routes", "bgp"),
          Map.entry("iBGP", "iBGP"),
          Map.entry("eBGP", "eBGP"),
          Map.entry("RIP", "RIP"),
          Map.entry("IS-IS level 1", "isisLevel1"),
          Map.entry("IS-IS level 2", "isisLevel2"),
          Map.entry("OSPFv3", "ospfv3"),
          Map.entry("BGP Aggregate", "bgpAggregate"),
          Map.entry("OSPF Summary", "ospfSummary"),
          Map.entry("Nexthop Group Static Route", "nexthopGroupStaticRoute"),
          Map.entry("VXLAN Control Service", "vcs"),
          Map.entry("Martian", "martian"),
          Map.entry("DHCP client installed default route", "dhcp"),
          Map.entry("Dynamic Policy Route", "dynamicPolicy"),
          Map.entry("gRIBI", "gribi"),
          Map.entry("Route Cache Route", "routeCacheRoute"),
          Map.entry("CBF Leaked Route", "cbfLeakedRoute"),
          Map.entry("dropRoute", "dropRoute"));

  private static final InputObject ENTRY =
      object()
          .required("prefix", Addresses.v4Network())
          .with("vrf", Types.text(), "default")
          .optional("description", Types.text())
          .optional("route_type", Types.oneOf(EOS_TYPES.keySet().toArray(String[]::new)))
          .optional("nexthops", Types.list(Addresses.v4()))
          .with("strict", Types.flag(), false);

  private RoutingTableTests() {}

  static List<NetworkTest> all() {
    return List.of(entry(), routeType(), nextHops(), presencePerPrefix(), presencePerVrf());
  }

  private static NetworkTest.Builder test(String name, String description) {
    return NetworkTest.of(MODULE, name, description).in("routing");
  }

  private static String describe(Inputs entry) {
    return "Prefix: " + entry.text("prefix") + entry.note() + " VRF: " + entry.text("vrf");
  }

  private static NetworkTest entry() {
    InputType collect = Types.oneOf("one", "all");
    return test("VerifyRoutingTableEntry", "The listed addresses have a route of their own.")
        .takes(
            object()
                .with("vrf", Types.text(), "default")
                .required("routes", Types.list(Addresses.v4()))
                .with("collect", collect, "one"))
        .asks(RoutingTableTests::entryCommands)
        .judgedBy(RoutingTableTests::judgeEntry);
  }

  private static List<Command> entryCommands(Inputs inputs) {
    String show = "show ip route vrf " + inputs.text("vrf");
    if (inputs.text("collect").equals("all")) return List.of(Command.json(show, 4));
    List<Command> commands = new ArrayList<>();
    for (String route : inputs.texts("routes")) commands.add(Command.json(show + " " + route, 4));
    return commands;
  }

  private static void judgeEntry(Judgement it) {
    String vrf = it.inputs().text("vrf");
    List<String> missing = new ArrayList<>(it.inputs().texts("routes"));
    for (Tree reply : it.replies()) {
      for (String route : reply.need("vrfs", vrf, "routes").names()) {
        missing.remove(route.replaceAll("/.*", ""));
      }
    }
    if (missing.isEmpty()) return;
    it.fail("routes missing from VRF " + vrf + ": " + String.join(", ", missing));
  }

  private static NetworkTest routeType() {
    return test("VerifyIPv4RouteType", "The listed routes are of the listed types.")
        .takes(object().required("routes_entries", Types.list(ENTRY.needs("route_type"))))
        .asks(ALL_ROUTES)
        .judgedBy(
            it -> it.inputs().objects("routes_entries").forEach(entry -> judgeType(it, entry)));
  }

  private static void judgeType(Judgement it, Inputs entry) {
    Tree vrf = it.reply().opt("vrfs", entry.text("vrf"));
    Tree route = vrf.opt("routes", entry.text("prefix"));
    String name = describe(entry) + " - ";
    if (!vrf.truthy()) it.fail(name + "the VRF is not configured");
    else if (route.absent()) it.fail(name + "the route is not found");
    else {
      String wanted = EOS_TYPES.get(entry.text("route_type"));
      it.expect(name + "route type", wanted, route.opt("routeType"));
    }
  }

  private static NetworkTest nextHops() {
    return test("VerifyIPv4RouteNextHops", "The listed routes have the listed next hops.")
        .takes(object().required("route_entries", Types.list(ENTRY.needs("nexthops"))))
        .asks(ALL_ROUTES)
        .judgedBy(
            it -> it.inputs().objects("route_entries").forEach(entry -> judgeNextHops(it, entry)));
  }

  private static void judgeNextHops(Judgement it, Inputs entry) {
    Tree route = it.reply().opt("vrfs", entry.text("vrf"), "routes", entry.text("prefix"));
    if (route.absent()) {
      it.fail(describe(entry) + " - the prefix is not found");
      return;
    }
    List<String> actual = new ArrayList<>();
    for (Tree via : route.need("vias").items()) {
      String nextHop = via.opt("nexthopAddr").text();
      actual.add(nextHop.isEmpty() ? "Directly connected" : nextHop);
    }
    Collections.sort(actual);
    List<String> wanted = new ArrayList<>(entry.texts("nexthops"));
    if (!entry.flag("strict")) {
      wanted.removeAll(actual);
      wanted.forEach(
          n -> it.fail(describe(entry) + " Nexthop: " + n + " - the route is not found"));
      return;
    }
    Collections.sort(wanted);
    if (wanted.equals(actual)) return;
    String expected = String.join(", ", wanted);
    it.fail(
        Messages.differs(describe(entry) + " - next hops", expected, String.join(", ", actual)));
  }

  private static InputObject entries() {
    return object().required("route_entries", Types.list(ENTRY));
  }

  private static void judgePresence(Judgement it, Inputs entry, Tree reply) {
    Judgement.Part part = it.part(describe(entry));
    Tree route = reply.opt("vrfs", entry.text("vrf"), "routes").opt(entry.text("prefix"));
    if (route.absent()) part.fail("the route is not found");
  }

  private static NetworkTest presencePerPrefix() {
    return test("VerifyIPv4RoutePresencePerPrefix", "The listed routes are there.")
        .takes(entries())
        .asks(
            inputs -> {
              List<Command> commands = new ArrayList<>();
              for (Inputs entry : inputs.objects("route_entries")) {
                commands.add(shown(entry.text("vrf") + " " + entry.text("prefix")));
              }
              return commands;
            })
        .judgedEach(
            it -> {
              int index = 0;
              for (Inputs entry : it.inputs().objects("route_entries")) {
                judgePresence(it, entry, it.reply(index++));
              }
            });
  }

  private static Command shown(String routes) {
    return Command.json("show ip route vrf " + routes, 4);
  }

  private static NetworkTest presencePerVrf() {
    return test("VerifyIPv4RoutePresencePerVRF", "The listed routes are there, asked per VRF.")
        .takes(entries())
        .asks(
            inputs -> {
              List<Command> commands = new ArrayList<>();
              vrfs(inputs).forEach(vrf -> commands.add(shown(vrf)));
              return commands;
            })
        .judgedEach(
            it -> {
              List<String> vrfs = List.copyOf(vrfs(it.inputs()));
              for (Inputs entry : it.inputs().objects("route_entries")) {
                judgePresence(it, entry, it.reply(vrfs.indexOf(entry.text("vrf"))));
              }
            });
  }

  private static Set<String> vrfs(Inputs inputs) {
    Set<String> vrfs = new LinkedHashSet<>();
    inputs.objects("route_entries").forEach(entry -> vrfs.add(entry.text("vrf")));
    return vrfs;
  }
}
