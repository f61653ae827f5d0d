package io.cvpfunctions.validation.tests;

import static io.cvpfunctions.validation.inputs.InputObject.object;

import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.Judgement;
import io.cvpfunctions.validation.engine.NetworkTest;
import io.cvpfunctions.validation.engine.Tree;
import io.cvpfunctions.validation.inputs.Addresses;
import io.cvpfunctions.validation.inputs.InputObject;
import io.cvpfunctions.validation.inputs.Inputs;
import io.cvpfunctions.validation.inputs.Interfaces;
import io.cvpfunctions.validation.inputs.Types;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The tests of {@code anta.tests.routing.isis} that are about segment routing. */
final class IsisSegmentRoutingTests {
  private static final InputObject VIA =
      object()
          .optional("nexthop", Addresses.v4())
          .optional("type", Types.oneOf("ip", "tunnel"))
          .optional("interface", Interfaces.name())
          .optional("tunnel_id", Types.oneOf("TI-LFA", "ti-lfa", "unset"));
  private static final InputObject TUNNEL =
      object().required("endpoint", Addresses.v4Network()).optional("vias", Types.list(VIA));

  private IsisSegmentRoutingTests() {}

  static List<NetworkTest> all() {
    return List.of(adjacencySegments(), dataPlane(), tunnels());
  }

  private static NetworkTest.Builder test(String name, String description) {
    return NetworkTest.of(IsisTests.MODULE, name, description).in("isis", "segment-routing");
  }

  /** EOS routes by segments in the default VRF alone. */
  private static Optional<String> isDefault(Inputs instance) {
    if (instance.text("vrf").equals("default")) return Optional.empty();
    return Optional.of("vrf has to be default for segment routing");
  }

  private static NetworkTest adjacencySegments() {
    InputObject instance =
        IsisTests.INSTANCE.needs("segments").rule(IsisSegmentRoutingTests::isDefault);
    return test("VerifyISISSegmentRoutingAdjacencySegments", "The listed segments are there.")
        .takes(object().required("instances", Types.list(instance)))
        .asks(Command.json("show isis segment-routing adjacency-segments", 0))
        .judgedBy(IsisTests.each("instances", IsisSegmentRoutingTests::judgeSegments));
  }

  private static void judgeSegments(Judgement it, Tree vrfs, Inputs instance) {
    Tree shown = IsisTests.instance(vrfs, instance).opt("adjacencySegments");
    if (!shown.truthy()) {
      it.fail(IsisTests.describe(instance) + " - there are no adjacency segments");
      return;
    }
    for (Inputs wanted : instance.objects("segments")) {
      String address = wanted.text("address");
      String which = " Local Intf: " + wanted.text("interface") + " Adj IP Address: " + address;
      String name = IsisTests.describe(instance) + which + " - ";
      Tree segment = shown.item("ipAddress", address);
      if (segment.absent()) it.fail(name + "the adjacency segment is not found");
      else {
        it.expect(name + "SID origin", wanted.text("sid_origin"), segment.need("sidOrigin"));
        it.expect(name + "IS-IS level", wanted.integer("level"), segment.need("level"));
      }
    }
  }

  private static NetworkTest dataPlane() {
    InputObject instance = IsisTests.INSTANCE.rule(IsisSegmentRoutingTests::isDefault);
    return test("VerifyISISSegmentRoutingDataplane", "Segments are carried as listed.")
        .takes(object().required("instances", Types.list(instance)))
        .asks(Command.json("show isis segment-routing", 0))
        .judgedBy(IsisTests.each("instances", IsisSegmentRoutingTests::judgeDataPlane));
  }

  private static void judgeDataPlane(Judgement it, Tree vrfs, Inputs wanted) {
    Tree shown = IsisTests.instance(vrfs, wanted);
    String name = IsisTests.describe(wanted) + " - ";
    if (!shown.truthy()) {
      it.fail(name + "not configured");
      return;
    }
    String expected = wanted.text("dataplane").toUpperCase(Locale.ROOT);
    it.expect(name + "data plane", expected, shown.need("dataPlane"));
  }

  private static NetworkTest tunnels() {
    return test("VerifyISISSegmentRoutingTunnels", "The listed tunnels lead where they should.")
        .takes(object().required("entries", Types.list(TUNNEL)))
        .asks(Command.json("show isis segment-routing tunnel", 0))
        .judgedBy(
            it -> {
              Tree shown = it.reply().need("entries");
              if (shown.size() == 0) it.skip("IS-IS segment routing is not configured");
              else it.inputs().objects("entries").forEach(wanted -> judgeTunnel(it, shown, wanted));
            });
  }

  private static void judgeTunnel(Judgement it, Tree shown, Inputs wanted) {
    String endpoint = wanted.text("endpoint");
    Optional<Tree> tunnel =
        shown.fields().values().stream()
            .filter(entry -> entry.object().opt("endpoint").is(endpoint))
            .findFirst();
    if (tunnel.isEmpty()) {
      it.fail("Endpoint: " + endpoint + " - the tunnel is not found");
      return;
    }
    for (Inputs via : wanted.objects("vias")) {
      boolean fits = tunnel.get().need("vias").items().stream().anyMatch(own -> fits(via, own));
      if (!fits) it.fail("Endpoint: " + endpoint + describe(via) + " - the tunnel is incorrect");
    }
  }

  private static boolean fits(Inputs via, Tree shown) {
    return fits(via.optionalText("type"), shown.opt("type"))
        && fits(via.optionalText("nexthop"), shown.opt("nexthop"))
        && fits(via.optionalText("interface"), shown.opt("interface"))
        && via.optionalText("tunnel_id")
            .map(id -> id.equalsIgnoreCase(shown.opt("tunnelId", "type").show()))
            .orElse(true);
  }

  private static boolean fits(Optional<String> wanted, Tree shown) {
    return wanted.map(shown::is).orElse(true);
  }

  private static String describe(Inputs via) {
    return via.optionalText("nexthop").map(n -> " Next-hop: " + n).orElse("")
        + via.optionalText("type").map(t -> " Type: " + t).orElse("")
        + via.optionalText("interface").map(i -> " Interface: " + i).orElse("")
        + via.optionalText("tunnel_id").map(t -> " Tunnel ID: " + t).orElse("");
  }
}
