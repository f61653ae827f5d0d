package io.cvpfunctions.validation.tests;

import static io.cvpfunctions.validation.inputs.InputObject.object;

import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.Judgement;
import io.cvpfunctions.validation.engine.Judgement.Part;
import io.cvpfunctions.validation.engine.NetworkTest;
import io.cvpfunctions.validation.engine.Tree;
import io.cvpfunctions.validation.inputs.InputObject;
import io.cvpfunctions.validation.inputs.Inputs;
import io.cvpfunctions.validation.inputs.Interfaces;
import io.cvpfunctions.validation.inputs.Types;
import java.util.List;
import java.util.stream.Collectors;

/** The tests of {@code anta.tests.connectivity}. */
final class ConnectivityTests {
  private static final String MODULE = "anta.tests.connectivity";
  private static final InputObject LLDP_NEIGHBOR =
      object()
          .required("port", Interfaces.name())
          .required("neighbor_device", Types.text())
          .required("neighbor_port", Types.text());

  private ConnectivityTests() {}

  static List<NetworkTest> all() {
    return List.of(lldpNeighbors());
  }

  private static NetworkTest lldpNeighbors() {
    return NetworkTest.of(
            MODULE, "VerifyLLDPNeighbors", "Each listed port is wired to the listed neighbor.")
        .takes(
            object()
                .required("neighbors", Types.list(LLDP_NEIGHBOR))
                .with("require_fqdn", Types.flag(), true))
        .asks(Command.json("show lldp neighbors detail", 1))
        .judgedEach(ConnectivityTests::judgeNeighbors);
  }

  private static void judgeNeighbors(Judgement it) {
    boolean whole = it.inputs().flag("require_fqdn");
    for (Inputs wanted : it.inputs().objects("neighbors")) {
      String port = wanted.text("port");
      Part part = it.part(describe(wanted));
      Tree shown = it.reply().need("lldpNeighbors").object();
      if (!shown.names().contains(port)) part.fail("the port has no LLDP entry");
      else judgeNeighbor(part, wanted, whole, shown.need(port, "lldpNeighborInfo"));
    }
  }

  private static void judgeNeighbor(Part part, Inputs wanted, boolean whole, Tree shown) {
    if (shown.size() == 0) {
      part.fail("no LLDP neighbor");
      return;
    }
    for (Tree neighbor : shown.items()) {
      boolean device = isDevice(neighbor.need("systemName"), wanted, whole);
      if (device && port(neighbor).is(wanted.text("neighbor_port"))) return;
    }
    String actual =
        shown.items().stream()
            .map(neighbor -> neighbor.need("systemName").show() + "/" + port(neighbor).show())
            .collect(Collectors.joining(", "));
    part.fail("another LLDP neighbor: " + actual);
  }

  private static Tree port(Tree neighbor) {
    return neighbor.need("neighborInterfaceInfo", "interfaceId_v2");
  }

  /** Host names may hold dots themselves, so only the domain behind the wanted name is ignored. */
  private static boolean isDevice(Tree systemName, Inputs wanted, boolean whole) {
    String device = wanted.text("neighbor_device");
    if (systemName.is(device)) return true;
    return !whole && systemName.text().startsWith(device + ".");
  }

  private static String describe(Inputs wanted) {
    return String.format(
        "Port: %s Neighbor: %s Neighbor Port: %s",
        wanted.text("port"), wanted.text("neighbor_device"), wanted.text("neighbor_port"));
  }
}
