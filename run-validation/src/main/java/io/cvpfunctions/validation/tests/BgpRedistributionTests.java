package io.cvpfunctions.validation.tests;

import static io.cvpfunctions.validation.inputs.InputObject.object;

import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.Judgement;
import io.cvpfunctions.validation.engine.Messages;
import io.cvpfunctions.validation.engine.NetworkTest;
import io.cvpfunctions.validation.engine.Tree;
import io.cvpfunctions.validation.inputs.InputObject;
import io.cvpfunctions.validation.inputs.InputType;
import io.cvpfunctions.validation.inputs.Inputs;
import io.cvpfunctions.validation.inputs.Types;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The test of {@code anta.tests.routing.bgp} that looks at what BGP takes from other protocols. */
final class BgpRedistributionTests {
  private static final Map<String, String> FAMILIES =
      Map.of(
          "v4u", "IPv4 Unicast",
          "v4m", "IPv4 Multicast",
          "v6u", "IPv6 Unicast",
          "v6m", "IPv6 Multicast");
  private static final String SDK = "EOS SDK";
  private static final Set<String> NEVER_LEAKED = Set.of("AttachedHost", "Dynamic", "RIP", SDK);
  private static final List<String> OSPF =
      List.of("OSPF Internal", "OSPF External", "OSPF Nssa-External");
  private static final List<String> OSPF_V3 =
      List.of("OSPFv3 Internal", "OSPFv3 External", "OSPFv3 Nssa-External");

  /** What each family can take in EOS. */
  private static final Map<String, Set<String>> SUPPORTED =
      Map.of(
          "v4u", set(List.of("AttachedHost", "Bgp", "Dynamic", "RIP", SDK), OSPF),
          "v6u", set(List.of("AttachedHost", "Bgp", "Dynamic", "DHCP", SDK), List.of()),
          "v4m", set(List.of("AttachedHost"), OSPF),
          "v6m", set(List.of(), OSPF));

  private static final InputObject ROUTES =
      object()
          .required("proto", protocol())
          .with("include_leaked", Types.flag(), false)
          .optional("route_map", Types.text())
          .ignoringUnknown()
          .rule(BgpRedistributionTests::leaks);
  private static final InputObject FAMILY =
      object()
          .required("afi_safi", family())
          .required("redistributed_routes", Types.list(ROUTES))
          .ignoringUnknown()
          .rule(BgpRedistributionTests::isSupported);
  private static final InputObject VRF =
      object()
          .with("vrf", Types.text(), "default")
          .required("address_families", Types.list(FAMILY))
          .ignoringUnknown();

  private BgpRedistributionTests() {}

  static List<NetworkTest> all() {
    return List.of(
        NetworkTest.of(
                BgpPeer.MODULE,
                "VerifyBGPRedistribution",
                "BGP takes the listed routes of other protocols.")
            .takes(object().required("vrfs", Types.list(VRF)))
            .asks(Command.json("show bgp instance vrf all", 4))
            .judgedBy(it -> it.inputs().objects("vrfs").forEach(vrf -> judge(it, vrf))));
  }

  private static Set<String> set(List<String> own, List<String> ospf) {
    Set<String> all = new LinkedHashSet<>(List.of("Connected", "IS-IS", "Static"));
    all.addAll(own);
    all.addAll(ospf);
    all.addAll(OSPF_V3);
    return all;
  }

  private static InputType protocol() {
    Set<String> all = new LinkedHashSet<>();
    SUPPORTED.values().forEach(all::addAll);
    return Types.oneOf(
        text -> text.equals("User") ? SDK : text.equals(SDK) ? "" : text,
        all.toArray(String[]::new));
  }

  private static InputType family() {
    return Types.text(
        "an address family such as ipv4Unicast",
        text ->
            FAMILIES.entrySet().stream()
                .filter(family -> is(text, family.getKey(), family.getValue()))
                .map(Map.Entry::getKey)
                .findFirst());
  }

  private static boolean is(String text, String key, String name) {
    Pattern words = BgpPeer.words(name);
    return text.equals(key) || words.matcher(text).matches();
  }

  private static Optional<String> leaks(Inputs routes) {
    boolean fits = !routes.flag("include_leaked") || !NEVER_LEAKED.contains(routes.text("proto"));
    String proto = routes.text("proto").equals(SDK) ? "User" : routes.text("proto");
    return fits ? Optional.empty() : Optional.of("include_leaked does not go with proto " + proto);
  }

  private static Optional<String> isSupported(Inputs family) {
    String name = family.text("afi_safi");
    for (Inputs routes : family.objects("redistributed_routes")) {
      String proto = routes.text("proto");
      if (SUPPORTED.get(name).contains(proto)) continue;
      return Optional.of("proto " + proto + " does not go with afi_safi " + FAMILIES.get(name));
    }
    return Optional.empty();
  }

  private static void judge(Judgement it, Inputs vrf) {
    String name = "VRF: " + vrf.text("vrf");
    Tree shown = it.reply().opt("vrfs", vrf.text("vrf"));
    if (!shown.truthy()) {
      it.fail(name + " - not configured");
      return;
    }
    for (Inputs family : vrf.objects("address_families")) {
      String key = family.text("afi_safi");
      String which = name + ", AFI-SAFI: " + FAMILIES.get(key);
      Tree config = shown.opt("afiSafiConfig", key);
      if (!config.truthy()) it.fail(which + " - nothing is redistributed");
      else judgeFamily(it, which, family, config.need("redistributedRoutes"));
    }
  }

  private static void judgeFamily(Judgement it, String name, Inputs family, Tree routes) {
    for (Inputs wanted : family.objects("redistributed_routes")) {
      String proto = wanted.text("proto");
      Tree actual = routes.item("proto", proto);
      if (actual.absent()) it.fail(name + ", Proto: " + proto + " - not configured");
      else judgeRoutes(it, name + describe(wanted) + " - ", wanted, actual);
    }
  }

  private static String describe(Inputs routes) {
    String leaked = routes.flag("include_leaked") ? ", Include Leaked: True" : "";
    String map = routes.optionalText("route_map").map(m -> ", Route Map: " + m).orElse("");
    return ", Proto: " + routes.text("proto") + leaked + map;
  }

  private static void judgeRoutes(Judgement it, String name, Inputs wanted, Tree actual) {
    boolean leaked = wanted.flag("include_leaked");
    boolean told = actual.has("includeLeaked");
    if (told) it.expect(name + "include leaked", leaked, actual.need("includeLeaked"));
    else if (leaked) it.fail(Messages.differs(name + "include leaked", "True", "False"));
    String map = wanted.optionalText("route_map").orElse("");
    if (map.isEmpty()) return;
    if (actual.has("routeMap")) it.expect(name + "route map", map, actual.need("routeMap"));
    else it.fail(Messages.differs(name + "route map", map, "not found"));
  }
}
