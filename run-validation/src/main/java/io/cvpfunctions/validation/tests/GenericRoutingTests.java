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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tests of {@code anta.tests.routing.generic} that look at routing as a whole. */
final class GenericRoutingTests {
  static final String MODULE = "anta.tests.routing.generic";
  private static final String LEAST = "minimum";
  private static final String MOST = "maximum";
  private static final String TOTAL = "total_routes";

  /** What people call a source of routes, and where EOS tells how many it has. */
  private static final Map<String, String[]> SOURCES =
      Map.of(
          TOTAL,
          new String[] {"Total Routes", "totalRoutes"},
          "bgp",
          new String[] {"BGP", "bgpCounts", "bgpTotal"},
          "ospf",
          new String[] {"OSPF", "ospfCounts", "ospfTotal"},
          "ospfv3",
          new String[] {"OSPFv3", "ospfv3Counts", "ospfTotal"},
          "isis",
          new String[] {"IS-IS", "isisCounts", "isisTotal"},
          "static",
          new String[] {"Static", "static"},
          "connected",
          new String[] {"Connected", "connected"});

  /** What people call a kind of routing, and where EOS tells whether it is on. */
  private static final Map<String, String[]> ROUTING = routing();

  private static final InputObject SOURCE =
      object()
          .with("source", Types.oneOf(SOURCES.keySet().toArray(String[]::new)), TOTAL)
          .maybe(LEAST, Types.natural())
          .maybe(MOST, Types.natural());
  private static final InputObject VRF =
      object()
          .with("vrf", Types.text(), "default")
          .maybe("route_sources", Types.list(SOURCE))
          .rule(GenericRoutingTests::sourcesDiffer);

  private GenericRoutingTests() {}

  static List<NetworkTest> all() {
    return List.of(model(), tableSize(), status());
  }

  private static Map<String, String[]> routing() {
    Map<String, String[]> routing = new LinkedHashMap<>();
    routing.put("ipv4_unicast", new String[] {"IPv4 unicast", "v4RoutingEnabled"});
    routing.put("ipv6_unicast", new String[] {"IPv6 unicast", "v6RoutingEnabled"});
    routing.put(
        "ipv4_multicast",
        new String[] {"IPv4 multicast", "multicastRouting", "ipMulticastEnabled"});
    routing.put(
        "ipv6_multicast",
        new String[] {"IPv6 multicast", "multicastRouting", "ip6MulticastEnabled"});
    routing.put("ipv6_interfaces", new String[] {"IPv6 interfaces", "v6IntfForwarding"});
    return routing;
  }

  private static NetworkTest model() {
    return NetworkTest.of(MODULE, "VerifyRoutingProtocolModel", "Routing runs by that model.")
        .in("routing")
        .takes(object().with("model", Types.oneOf("multi-agent", "ribd"), "multi-agent"))
        .asks(Command.json("show ip route summary", 3))
        .judgedBy(
            it -> {
              Tree status = it.reply().need("protoModelStatus");
              Tree configured = status.need("configuredProtoModel");
              Tree operating = status.need("operatingProtoModel");
              String wanted = it.inputs().text("model");
              if (configured.is(wanted) && operating.is(wanted)) return;
              String actual = operating.show() + " (configured: " + configured.show() + ")";
              it.fail(Messages.differs("routing model", wanted, actual));
            });
  }

  private static NetworkTest tableSize() {
    return NetworkTest.of(
            MODULE, "VerifyRoutingTableSize", "The VRFs have neither too few nor too many routes.")
        .in("routing")
        .takes(
            object()
                .required(LEAST, Types.natural())
                .required(MOST, Types.natural())
                .optional("vrfs", Types.list(VRF))
                .rule(GenericRoutingTests::boundsFit))
        .asks(Command.json("show ip route vrf all summary", 3))
        .judgedBy(GenericRoutingTests::judgeSizes);
  }

  private static Optional<String> sourcesDiffer(Inputs vrf) {
    List<Inputs> sources = vrf.objects("route_sources");
    long different = sources.stream().map(source -> source.text("source")).distinct().count();
    if (different == sources.size()) return Optional.empty();
    return Optional.of("route_sources names a source twice");
  }

  private static Optional<String> boundsFit(Inputs inputs) {
    boolean fit = inputs.integer(LEAST) <= inputs.integer(MOST);
    for (Inputs vrf : inputs.objects("vrfs")) {
      for (Inputs source : vrf.objects("route_sources")) {
        fit &= bound(LEAST, source, inputs) <= bound(MOST, source, inputs);
      }
    }
    return fit ? Optional.empty() : Optional.of("minimum is above maximum");
  }

  /** What a source does not say itself holds as it does for all. */
  private static long bound(String name, Inputs source, Inputs all) {
    return source.has(name) ? source.integer(name) : all.integer(name);
  }

  private static void judgeSizes(Judgement it) {
    Tree vrfs = it.reply().need("vrfs");
    List<Inputs> wanted = it.inputs().objects("vrfs");
    if (!it.inputs().has("vrfs")) judgeSize(it, vrfs, "default", TOTAL, it.inputs());
    for (Inputs vrf : wanted) {
      String name = vrf.text("vrf");
      if (!vrf.has("route_sources")) judgeSize(it, vrfs, name, TOTAL, it.inputs());
      for (Inputs source : vrf.objects("route_sources")) {
        judgeSize(it, vrfs, name, source.text("source"), source);
      }
    }
  }

  private static void judgeSize(Judgement it, Tree vrfs, String vrf, String source, Inputs bounds) {
    String[] names = SOURCES.get(source);
    Judgement.Part part = it.part("VRF: " + vrf + " Route Source: " + names[0]);
    Tree shown = vrfs.opt(vrf);
    if (shown.absent()) {
      part.fail("the VRF is not configured");
      return;
    }
    Tree routes = shown.opt(path(names));
    double count = routes.absent() ? 0 : routes.number();
    String actual = routes.absent() ? "0" : routes.show();
    long least = bound(LEAST, bounds, it.inputs());
    long most = bound(MOST, bounds, it.inputs());
    if (count < least) part.fail(Messages.differs("routes", ">= " + least, actual));
    if (count > most) part.fail(Messages.differs("routes", "<= " + most, actual));
  }

  private static String[] path(String... names) {
    return List.of(names).subList(1, names.length).toArray(String[]::new);
  }

  private static NetworkTest status() {
    InputObject inputs = object();
    for (String name : ROUTING.keySet()) inputs = inputs.with(name, Types.flag(), false);
    return NetworkTest.of(MODULE, "VerifyRoutingStatus", "Each kind of routing is on, or not.")
        .in("routing")
        .takes(inputs)
        .asks(Command.json("show ip", 1))
        .judgedBy(GenericRoutingTests::judgeStatus);
  }

  private static void judgeStatus(Judgement it) {
    it.reply().need("v4RoutingEnabled");
    it.reply().need("v6RoutingEnabled");
    ROUTING.forEach(
        (name, where) -> {
          boolean wanted = it.inputs().flag(name);
          Tree actual = it.reply().opt(path(where));
          boolean tellsAlways = name.endsWith("_unicast");
          if (actual.absent() && !tellsAlways) {
            if (wanted) it.fail(Messages.differs(where[0] + " routing", "True", "False"));
          } else {
            it.expect(where[0] + " routing", wanted, actual);
          }
        });
  }
}
