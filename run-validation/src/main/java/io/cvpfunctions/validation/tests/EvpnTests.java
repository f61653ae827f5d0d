package io.cvpfunctions.validation.tests;

import static io.cvpfunctions.validation.inputs.InputObject.object;

import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.Judgement;
import io.cvpfunctions.validation.engine.NetworkTest;
import io.cvpfunctions.validation.engine.Tree;
import io.cvpfunctions.validation.inputs.Addresses;
import io.cvpfunctions.validation.inputs.InputObject;
import io.cvpfunctions.validation.inputs.Inputs;
import io.cvpfunctions.validation.inputs.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The test of {@code anta.tests.evpn}. */
final class EvpnTests {
  private static final InputObject PATH =
      object()
          .required("nexthop", Types.text())
          .optional("route_targets", Types.list(Types.text()));
  private static final InputObject ROUTE =
      object()
          .required("rd", Types.text())
          .with("domain", Types.oneOf("local", "remote"), "local")
          .optional("paths", Types.list(PATH));
  private static final InputObject PREFIX =
      object()
          .required("address", Addresses.anyInterface())
          .required("vni", Types.vni())
          .optional("routes", Types.list(ROUTE));

  private EvpnTests() {}

  static List<NetworkTest> all() {
    return List.of(
        NetworkTest.of(
                "anta.tests.evpn",
                "VerifyEVPNType5Routes",
                "The listed prefixes are reached over EVPN.")
            .in("bgp")
            .takes(object().required("prefixes", Types.list(PREFIX)))
            .asks(EvpnTests::commands)
            .judgedBy(
                it -> {
                  int index = 0;
                  for (Inputs prefix : it.inputs().objects("prefixes")) {
                    judge(it, prefix, it.reply(index++).object().opt("evpnRoutes"));
                  }
                }));
  }

  private static List<Command> commands(Inputs inputs) {
    List<Command> commands = new ArrayList<>();
    for (Inputs prefix : inputs.objects("prefixes")) {
      String what = prefix.text("address") + " vni " + prefix.integer("vni");
      commands.add(Command.json("show bgp evpn route-type ip-prefix " + what, 2));
    }
    return commands;
  }

  private static void judge(Judgement it, Inputs prefix, Tree shown) {
    String name = "Prefix: " + prefix.text("address") + " VNI: " + prefix.integer("vni");
    Map<String, Tree> routes = shown.fieldsIfAny();
    if (routes.isEmpty()) {
      it.fail(name + " - there are no EVPN Type-5 routes");
      return;
    }
    if (!prefix.has("routes")) {
      List<Tree> all = new ArrayList<>();
      for (Tree route : routes.values()) all.addAll(route.need("evpnRoutePaths").items());
      if (!works(all)) it.fail(name + " - no path of any RD is active and valid");
    }
    for (Inputs route : prefix.objects("routes"))
      judgeRoute(it, name + describe(route), route, routes);
  }

  private static String describe(Inputs route) {
    String domain = route.text("domain").equals("local") ? "" : " Domain: " + route.text("domain");
    return " RD: " + route.text("rd") + domain;
  }

  private static boolean works(List<Tree> paths) {
    return paths.stream()
        .anyMatch(
            path ->
                path.need("routeType", "active").truthy()
                    && path.need("routeType", "valid").truthy());
  }

  private static void judgeRoute(
      Judgement it, String name, Inputs wanted, Map<String, Tree> routes) {
    for (Tree route : routes.values()) {
      Tree key = route.need("routeKeyDetail");
      boolean same =
          key.opt("rd").is(wanted.text("rd")) && key.opt("domain").is(wanted.text("domain"));
      if (!same) continue;
      List<Tree> paths = route.need("evpnRoutePaths").items();
      if (wanted.has("paths")) judgePaths(it, name, wanted.objects("paths"), paths);
      else if (!works(paths)) it.fail(name + " - no path is active and valid");
      return;
    }
    it.fail(name + " - the route is not found");
  }

  private static void judgePaths(Judgement it, String name, List<Inputs> wanted, List<Tree> shown) {
    for (Inputs path : wanted) {
      List<Tree> same = new ArrayList<>(shown);
      same.removeIf(other -> !isSame(path, other));
      List<String> targets = path.texts("route_targets");
      String which = name + " Nexthop: " + path.text("nexthop");
      if (!targets.isEmpty()) which += " RTs: " + String.join(", ", targets);
      if (same.isEmpty()) it.fail(which + " - the path is not found");
      else if (!works(same)) it.fail(which + " - no path is active and valid");
    }
  }

  private static boolean isSame(Inputs wanted, Tree path) {
    if (!path.need("nextHop").is(wanted.text("nexthop"))) return false;
    List<Tree> communities = path.need("routeDetail", "extCommunities").items();
    return wanted.texts("route_targets").stream()
        .map(target -> "Route-Target-AS:" + target)
        .allMatch(target -> communities.stream().anyMatch(community -> community.is(target)));
  }
}
