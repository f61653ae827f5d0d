package io.cvpfunctions.validation.tests;

import io.cvpfunctions.validation.engine.NetworkTest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Every test there is, by ANTA's module and name. A module is loaded once somebody asks for it,
 * since few catalogs name them all and a start that loads them all takes twice as long.
 */
public final class AllTests {
  private static final Map<String, Supplier<List<NetworkTest>>> MODULES = modulesByName();
  private static final Map<String, Map<String, NetworkTest>> LOADED = new ConcurrentHashMap<>();

  private AllTests() {}

  /** The names of ANTA's modules. */
  public static Set<String> modules() {
    return MODULES.keySet();
  }

  /** Whether ANTA has a module of that name. */
  public static boolean hasModule(String module) {
    return MODULES.containsKey(module);
  }

  /** The names of the tests of a module. */
  public static Collection<String> names(String module) {
    return module(module).keySet();
  }

  /** The test of that name, where the module has it. */
  public static Optional<NetworkTest> find(String module, String name) {
    return Optional.ofNullable(module(module).get(name));
  }

  private static Map<String, NetworkTest> module(String module) {
    return hasModule(module) ? LOADED.computeIfAbsent(module, AllTests::load) : Map.of();
  }

  private static Map<String, NetworkTest> load(String module) {
    Map<String, NetworkTest> tests = new TreeMap<>();
    MODULES.get(module).get().forEach(test -> tests.put(test.name(), test));
    return tests;
  }

  private static Map<String, Supplier<List<NetworkTest>>> modulesByName() {
    Map<String, Supplier<List<NetworkTest>>> modules = new TreeMap<>();
    modules.put("anta.tests.aaa", AaaTests::all);
    modules.put("anta.tests.avt", AvtTests::all);
    modules.put("anta.tests.bfd", BfdTests::all);
    modules.put("anta.tests.configuration", ConfigurationTests::all);
    modules.put("anta.tests.connectivity", ConnectivityTests::all);
    modules.put("anta.tests.cvx", CvxTests::all);
    modules.put("anta.tests.evpn", EvpnTests::all);
    modules.put("anta.tests.field_notices", FieldNoticesTests::all);
    modules.put("anta.tests.flow_tracking", FlowTrackingTests::all);
    modules.put("anta.tests.greent", GreenTTests::all);
    modules.put("anta.tests.hardware", AllTests::hardware);
    modules.put("anta.tests.interfaces", AllTests::interfaces);
    modules.put("anta.tests.lanz", LanzTests::all);
    modules.put("anta.tests.logging", () -> together(LoggingTests.all(), LoggingMarkerTests.all()));
    modules.put("anta.tests.mlag", MlagTests::all);
    modules.put("anta.tests.multicast", MulticastTests::all);
    modules.put("anta.tests.path_selection", PathSelectionTests::all);
    modules.put("anta.tests.profiles", ProfilesTests::all);
    modules.put("anta.tests.ptp", PtpTests::all);
    modules.put("anta.tests.routing.bgp", AllTests::bgp);
    modules.put(
        "anta.tests.routing.generic",
        () -> together(GenericRoutingTests.all(), RoutingTableTests.all()));
    modules.put(
        "anta.tests.routing.isis", () -> together(IsisTests.all(), IsisSegmentRoutingTests.all()));
    modules.put("anta.tests.routing.ospf", OspfTests::all);
    modules.put(
        "anta.tests.security",
        () -> together(SecurityTests.all(), CertificatesTests.all(), IpsecTests.all()));
    modules.put("anta.tests.services", ServicesTests::all);
    modules.put(
        "anta.tests.snmp",
        () -> together(SnmpTests.all(), SnmpHostTests.all(), SnmpUserTests.all()));
    modules.put("anta.tests.software", SoftwareTests::all);
    modules.put("anta.tests.stp", StpTests::all);
    modules.put("anta.tests.stun", StunTests::all);
    modules.put(
        "anta.tests.system",
        () -> together(SystemTests.all(), SystemResourcesTests.all(), NtpTests.all()));
    modules.put("anta.tests.vlan", VlanTests::all);
    modules.put("anta.tests.vxlan", VxlanTests::all);
    return modules;
  }

  private static List<NetworkTest> hardware() {
    return together(HardwareTests.all(), ChassisTests.all(), EnvironmentTests.all());
  }

  private static List<NetworkTest> interfaces() {
    return together(
        InterfacesTests.all(),
        InterfaceAddressesTests.all(),
        InterfaceCountersTests.all(),
        InterfaceQueuesTests.all(),
        OpticsTests.all(),
        PortChannelsTests.all());
  }

  private static List<NetworkTest> bgp() {
    return together(
        BgpSessionTests.all(),
        BgpCapabilityTests.all(),
        BgpSettingsTests.all(),
        BgpRouteTests.all(),
        BgpRedistributionTests.all());
  }

  @SafeVarargs
  private static List<NetworkTest> together(List<NetworkTest>... parts) {
    List<NetworkTest> all = new ArrayList<>();
    for (List<NetworkTest> part : parts) all.addAll(part);
    return all;
  }
}
