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
import io.cvpfunctions.validation.inputs.Interfaces;
import io.cvpfunctions.validation.inputs.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tests of {@code anta.tests.routing.ospf}. */
final class OspfTests {
  private static final String MODULE = "anta.tests.routing.ospf";
  private static final Command NEIGHBORS = Command.json("show ip ospf neighbor", 1);
  private static final Set<String> WELL = Set.of("full", "2Ways");

  private OspfTests() {}

  static List<NetworkTest> all() {
    return List.of(neighborState(), neighborCount(), maxLsa(), specificNeighbors());
  }

  private static boolean isUnused(Judgement it) {
    if (it.reply().opt("vrfs").truthy()) return false;
    it.skip("OSPF is not configured");
    return true;
  }

  /** What to do with each neighbor: VRF and instance, and what the switch shows of it. */
  private static List<Map.Entry<String, Tree>> neighbors(Judgement it) {
    List<Map.Entry<String, Tree>> all = new ArrayList<>();
    it.reply()
        .need("vrfs")
        .fields()
        .forEach(
            (vrf, shown) ->
                shown
                    .need("instList")
                    .fields()
                    .forEach((instance, of) -> add(all, instance, vrf, of)));
    return all;
  }

  private static void add(
      List<Map.Entry<String, Tree>> all, String instance, String vrf, Tree shown) {
    String name = "Instance: " + instance + " VRF: " + vrf;
    for (Tree neighbor : shown.need("ospfNeighborEntries").items()) {
      all.add(Map.entry(name, neighbor));
    }
  }

  private static NetworkTest neighborState() {
    return NetworkTest.of(
            MODULE, "VerifyOSPFNeighborState", "All OSPF adjacencies are fully established.")
        .asks(NEIGHBORS)
        .judgedBy(OspfTests::judgeNeighborState);
  }

  private static void judgeNeighborState(Judgement it) {
    if (isUnused(it)) return;
    List<Map.Entry<String, Tree>> neighbors = neighbors(it);
    if (neighbors.isEmpty()) it.skip("no OSPF neighbor was detected");
    for (Map.Entry<String, Tree> neighbor : neighbors) {
      Tree state = neighbor.getValue().need("adjacencyState");
      if (WELL.stream().anyMatch(state::is)) continue;
      String id = neighbor.getValue().need("routerId").show();
      String name = neighbor.getKey() + " Neighbor ID: " + id + " - adjacency";
      it.fail(Messages.differs(name, "Full", state.show()));
    }
  }

  private static NetworkTest neighborCount() {
    return NetworkTest.of(
            MODULE, "VerifyOSPFNeighborCount", "As many OSPF adjacencies as listed are full.")
        .takes(object().required("number", Types.integer()))
        .asks(NEIGHBORS)
        .judgedBy(OspfTests::judgeNeighborCount);
  }

  private static void judgeNeighborCount(Judgement it) {
    if (isUnused(it)) return;
    List<Map.Entry<String, Tree>> neighbors = neighbors(it);
    if (neighbors.isEmpty()) {
      it.skip("no OSPF neighbor was detected");
      return;
    }
    long full = 0;
    for (Map.Entry<String, Tree> neighbor : neighbors) {
      if (!neighbor.getValue().need("adjacencyState").is("full")) continue;
      neighbor.getValue().need("routerId");
      full++;
    }
    long number = it.inputs().integer("number");
    if (full == number) return;
    it.fail(Messages.differs("full neighbors", String.valueOf(number), String.valueOf(full)));
  }

  private static NetworkTest maxLsa() {
    return NetworkTest.of(MODULE, "VerifyOSPFMaxLSA", "OSPF is not near its limit of LSAs.")
        .asks(Command.json("show ip ospf", 1))
        .judgedBy(OspfTests::judgeMaxLsa);
  }

  private static void judgeMaxLsa(Judgement it) {
    if (isUnused(it)) return;
    for (Tree vrf : it.reply().need("vrfs").fields().values()) {
      vrf.opt("instList").fieldsIfAny().forEach((name, shown) -> judgeLsas(it, name, shown));
    }
  }

  private static void judgeLsas(Judgement it, String instance, Tree shown) {
    double most = shown.need("maxLsaInformation", "maxLsa").number();
    double percent = shown.need("maxLsaInformation", "maxLsaThreshold").number();
    long threshold = (long) Math.rint(most * (percent / 100));
    Tree actual = shown.need("lsaInformation", "numLsa");
    if (actual.number() <= threshold) return;
    String name = "Instance: " + instance + " - number of LSAs";
    it.fail(Messages.differs(name, "at most " + threshold, actual.show()));
  }

  private static NetworkTest specificNeighbors() {
    InputObject neighbor =
        object()
            .required("instance", Types.integer(1, 65535))
            .with("vrf", Types.text(), "default")
            .required("ip_address", Addresses.v4())
            .required("local_interface", Interfaces.name())
            .with("state", Types.oneOf("full", "2Ways"), "full")
            .required("area_id", Addresses.ospfArea());
    return NetworkTest.of(
            MODULE, "VerifyOSPFSpecificNeighbors", "The listed OSPF neighbors are as listed.")
        .takes(object().required("neighbors", Types.list(neighbor)))
        .asks(NEIGHBORS)
        .judgedBy(OspfTests::judgeSpecificNeighbors);
  }

  private static void judgeSpecificNeighbors(Judgement it) {
    Tree vrfs = it.reply().opt("vrfs");
    if (!vrfs.truthy()) {
      it.fail("OSPF is not configured");
      return;
    }
    for (Inputs wanted : it.inputs().objects("neighbors")) judgeNeighbor(it, vrfs, wanted);
  }

  private static void judgeNeighbor(Judgement it, Tree vrfs, Inputs wanted) {
    String instance = String.valueOf(wanted.integer("instance"));
    String name =
        String.format(
            "Instance: %s VRF: %s Neighbor IP: %s Area: %s - ",
            instance, wanted.text("vrf"), wanted.text("ip_address"), wanted.text("area_id"));
    Tree entries = vrfs.opt(wanted.text("vrf"), "instList", instance, "ospfNeighborEntries");
    for (Tree entry : entries.itemsIfAny()) {
      boolean same =
          entry.need("interfaceAddress").is(wanted.text("ip_address"))
              && entry.need("interfaceName").is(wanted.text("local_interface"));
      if (!same) continue;
      Tree area = entry.need("details", "areaId");
      if (!area.is(wanted.text("area_id"))) it.expect(name + "area", wanted.text("area_id"), area);
      else it.expect(name + "adjacency", wanted.text("state"), entry.need("adjacencyState"));
      return;
    }
    it.fail(name + "neighbor not found");
  }
}
