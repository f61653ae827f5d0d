package io.cvpfunctions.validation.tests;

import static io.cvpfunctions.validation.inputs.InputObject.object;

import io.cvpfunctions.validation.engine.Judgement;
import io.cvpfunctions.validation.engine.Messages;
import io.cvpfunctions.validation.engine.NetworkTest;
import io.cvpfunctions.validation.engine.Tree;
import io.cvpfunctions.validation.inputs.InputObject;
import io.cvpfunctions.validation.inputs.Inputs;
import io.cvpfunctions.validation.inputs.Types;
import java.util.List;
import java.util.Optional;

/** The tests of {@code anta.tests.routing.bgp} that look at peers' settings and counters. */
final class BgpSettingsTests {
  private BgpSettingsTests() {}

  static List<NetworkTest> all() {
    return List.of(
        timers(), dropStats(), updateErrors(), routeMaps(), routeLimit(), peerGroup(), hops());
  }

  /** What a peer has to have, where a value that is not there is told by a word of its own. */
  private static void expect(Judgement it, String what, Object wanted, Tree peer, String key) {
    if (peer.has(key)) it.expect(what, wanted, peer.need(key));
    else it.fail(Messages.differs(what, wanted.toString(), "not configured"));
  }

  private static NetworkTest timers() {
    String description = "Peers have the listed timers.";
    return BgpPeer.test("VerifyBGPTimers", description, "hold_time", "keep_alive_time")
        .judgedBy(
            BgpPeer.each(
                (it, peer, shown) -> {
                  String name = BgpPeer.describe(peer) + " - ";
                  long hold = peer.integer("hold_time");
                  it.expect(name + "hold time", hold, shown.need("holdTime"));
                  long alive = peer.integer("keep_alive_time");
                  it.expect(name + "keepalive time", alive, shown.need("keepaliveTime"));
                }));
  }

  /** Those that are asked for, else all that the switch tells. */
  private static List<String> chosen(Inputs peer, String field, Tree told) {
    List<String> chosen = peer.texts(field);
    return chosen.isEmpty() ? List.copyOf(told.fieldsIfAny().keySet()) : chosen;
  }

  private static NetworkTest dropStats() {
    return BgpPeer.test("VerifyBGPPeerDropStats", "Nothing peers tell is dropped.")
        .judgedBy(BgpPeer.each(BgpSettingsTests::judgeDrops));
  }

  private static void judgeDrops(Judgement it, Inputs peer, Tree shown) {
    Tree stats = shown.need("dropStats");
    for (String stat : chosen(peer, "drop_stats", stats)) {
      if (!stats.has(stat) || stats.need(stat).isZero()) continue;
      String count = stat + ": " + stats.need(stat).show();
      it.fail(BgpPeer.describe(peer) + " - drops are counted - " + count);
    }
  }

  private static NetworkTest updateErrors() {
    return BgpPeer.test("VerifyBGPPeerUpdateErrors", "Peers send no broken updates.")
        .judgedBy(
            BgpPeer.each(
                (it, peer, shown) -> {
                  Tree errors = shown.opt("peerInUpdateErrors");
                  for (String error : chosen(peer, "update_errors", errors)) {
                    judgeErrors(it, BgpPeer.describe(peer), error, errors);
                  }
                }));
  }

  private static void judgeErrors(Judgement it, String name, String error, Tree errors) {
    Tree count = errors.opt(error);
    if (count.isZero() || count.is("None")) return;
    boolean told = errors.fieldsIfAny().containsKey(error);
    String actual = told ? count.show() : "not found";
    it.fail(name + " - update errors are counted - " + error + ": " + actual);
  }

  private static NetworkTest routeMaps() {
    InputObject peer = BgpPeer.INPUT.rule(BgpSettingsTests::namesRouteMap);
    return BgpPeer.test("VerifyBgpRouteMaps", "Peers have the listed route maps.")
        .takes(object().required("bgp_peers", Types.list(peer)))
        .judgedBy(
            BgpPeer.each(
                (it, wanted, shown) -> {
                  judgeRouteMap(it, wanted, "inbound", shown, "routeMapInbound");
                  judgeRouteMap(it, wanted, "outbound", shown, "routeMapOutbound");
                }));
  }

  private static Optional<String> namesRouteMap(Inputs peer) {
    String both = routeMap(peer, "inbound") + routeMap(peer, "outbound");
    if (!both.isEmpty()) return Optional.empty();
    return Optional.of("inbound_route_map or outbound_route_map is missing");
  }

  private static String routeMap(Inputs peer, String direction) {
    return peer.optionalText(direction + "_route_map").orElse("");
  }

  private static void judgeRouteMap(
      Judgement it, Inputs peer, String direction, Tree shown, String key) {
    String wanted = routeMap(peer, direction);
    if (wanted.isEmpty()) return;
    expect(it, BgpPeer.describe(peer) + " - " + direction + " route map", wanted, shown, key);
  }

  private static NetworkTest routeLimit() {
    String description = "Peers have the listed limits.";
    return BgpPeer.test("VerifyBGPPeerRouteLimit", description, "maximum_routes")
        .judgedBy(BgpPeer.each(BgpSettingsTests::judgeLimits));
  }

  /** EOS says nothing of the warning limit where there is none, which is the same as 0. */
  private static void judgeLimits(Judgement it, Inputs peer, Tree shown) {
    String name = BgpPeer.describe(peer) + " - ";
    long most = peer.integer("maximum_routes");
    expect(it, name + "maximum routes", most, shown, "maxTotalRoutes");
    if (!peer.has("warning_limit")) return;
    long warning = peer.integer("warning_limit");
    String what = name + "warning limit";
    if (shown.has("totalRoutesWarnLimit")) expect(it, what, warning, shown, "totalRoutesWarnLimit");
    else if (warning != 0) it.fail(Messages.differs(what, Messages.show(warning), "0"));
  }

  private static NetworkTest peerGroup() {
    return BgpPeer.test("VerifyBGPPeerGroup", "Peers are in the listed groups.", "peer_group")
        .judgedBy(
            BgpPeer.each(
                (it, peer, shown) -> {
                  String what = BgpPeer.describe(peer) + " - peer group";
                  expect(it, what, peer.text("peer_group"), shown, "peerGroupName");
                }));
  }

  private static NetworkTest hops() {
    String description = "Peers have the listed TTLs.";
    return BgpPeer.test("VerifyBGPPeerTtlMultiHops", description, "ttl", "max_ttl_hops")
        .asks(BgpPeer.RIBD_NEIGHBORS)
        .judgedBy(
            BgpPeer.each(
                (it, peer, shown) -> {
                  String name = BgpPeer.describe(peer) + " - ";
                  it.expect(name + "TTL", peer.integer("ttl"), shown.opt("ttl"));
                  long most = peer.integer("max_ttl_hops");
                  it.expect(name + "max TTL hops", most, shown.opt("maxTtlHops"));
                }));
  }
}
