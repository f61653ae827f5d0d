package io.cvpfunctions.validation.tests;

import static io.cvpfunctions.validation.inputs.InputObject.object;

import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.Judgement;
import io.cvpfunctions.validation.engine.Judgement.Part;
import io.cvpfunctions.validation.engine.NetworkTest;
import io.cvpfunctions.validation.engine.Tree;
import io.cvpfunctions.validation.inputs.Addresses;
import io.cvpfunctions.validation.inputs.InputObject;
import io.cvpfunctions.validation.inputs.Inputs;
import io.cvpfunctions.validation.inputs.Interfaces;
import io.cvpfunctions.validation.inputs.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The tests of {@code anta.tests.connectivity}. */
final class ConnectivityTests {
  private static final String MODULE = "anta.tests.connectivity";
  private static final InputObject LLDP_NEIGHBOR =
      object()
          .required("port", Interfaces.name())
          .required("neighbor_device", Types.text())
          .required("neighbor_port", Types.text());

  private static final Pattern RECEIVED = Pattern.compile("(\\d+) received");

  private ConnectivityTests() {}

  static List<NetworkTest> all() {
    return List.of(reachability(), lldpNeighbors());
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

  private static NetworkTest reachability() {
    InputObject host =
        object()
            .required("destination", Addresses.any())
            .optional(
                "source",
                Types.anyOf("an address or an interface", Addresses.any(), Interfaces.name()))
            .optional("description", Types.text())
            .with("vrf", Types.text(), "default")
            .with("repeat", Types.integer(), 2L)
            .with("size", Types.integer(), 100L)
            .with("df_bit", Types.flag(), false)
            .with("reachable", Types.flag(), true)
            .rule(ConnectivityTests::isOfOneFamily);
    return NetworkTest.of(MODULE, "VerifyReachability", "The listed hosts answer to ping, or not.")
        .takes(object().required("hosts", Types.list(host)))
        .asks(ConnectivityTests::pings)
        .judgedEach(ConnectivityTests::judgePings);
  }

  private static Optional<String> isOfOneFamily(Inputs host) {
    String source = host.optionalText("source").orElse("");
    boolean v4 = source.matches("[0-9.]+");
    boolean address = v4 || source.contains(":");
    if (!address || v4 != host.text("destination").contains(":")) return Optional.empty();
    return Optional.of("source and destination are not of one family");
  }

  private static List<Command> pings(Inputs inputs) {
    List<Command> commands = new ArrayList<>();
    for (Inputs host : inputs.objects("hosts")) {
      String source = host.optionalText("source").map(s -> " source " + s).orElse("");
      String text =
          String.format(
              "ping vrf %s %s%s size %d%s repeat %d",
              host.text("vrf"),
              host.text("destination"),
              source,
              host.integer("size"),
              host.flag("df_bit") ? " df-bit" : "",
              host.integer("repeat"));
      commands.add(Command.json(text, 1));
    }
    return commands;
  }

  private static void judgePings(Judgement it) {
    int index = 0;
    for (Inputs host : it.inputs().objects("hosts")) {
      String output = it.reply(index++).need("messages").needAt(0).text();
      judgePing(it.part(describePing(host)), host, output);
    }
  }

  private static String describePing(Inputs host) {
    String source = host.optionalText("source").map(s -> " from " + s).orElse("");
    return "Destination "
        + host.text("destination")
        + host.note()
        + source
        + " in VRF "
        + host.text("vrf");
  }

  private static void judgePing(Part part, Inputs host, String output) {
    boolean wanted = host.flag("reachable");
    if (output.contains("Network is unreachable")) {
      if (wanted) part.fail("unreachable");
      return;
    }
    Matcher statistics = RECEIVED.matcher(output);
    if (!statistics.find()) {
      part.fail("ping did not work: '" + output.trim() + "'");
      return;
    }
    String received = statistics.group(1);
    String repeat = String.valueOf(host.integer("repeat"));
    if (wanted && !received.equals(repeat)) {
      part.fail("packet loss: transmitted " + repeat + ", received " + received);
    } else if (!wanted && !received.equals("0")) {
      part.fail("reachable, which it should not be");
    }
  }
}
