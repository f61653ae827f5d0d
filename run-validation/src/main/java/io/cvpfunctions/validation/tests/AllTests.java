package io.cvpfunctions.validation.tests;

import io.cvpfunctions.validation.engine.NetworkTest;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Every test there is, by ANTA's module and name. */
public final class AllTests {
  private static final Map<String, Map<String, NetworkTest>> MODULES = load();

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
    return MODULES.getOrDefault(module, Map.of()).keySet();
  }

  /** The test of that name, where the module has it. */
  public static Optional<NetworkTest> find(String module, String name) {
    return Optional.ofNullable(MODULES.getOrDefault(module, Map.of()).get(name));
  }

  private static Map<String, Map<String, NetworkTest>> load() {
    Map<String, Map<String, NetworkTest>> modules = new TreeMap<>();
    all()
        .forEach(
            test ->
                modules
                    .computeIfAbsent(test.module(), module -> new TreeMap<>())
                    .put(test.name(), test));
    return Collections.unmodifiableMap(modules);
  }

  private static Stream<NetworkTest> all() {
    return Stream.of(
            AaaTests.all(),
            AvtTests.all(),
            BfdTests.all(),
            BgpCapabilityTests.all(),
            BgpRedistributionTests.all(),
            BgpRouteTests.all(),
            BgpSessionTests.all(),
            BgpSettingsTests.all(),
            CertificatesTests.all(),
            ChassisTests.all(),
            ConfigurationTests.all(),
            ConnectivityTests.all(),
            CvxTests.all(),
            EnvironmentTests.all(),
            EvpnTests.all(),
            FieldNoticesTests.all(),
            FlowTrackingTests.all(),
            GenericRoutingTests.all(),
            GreenTTests.all(),
            HardwareTests.all(),
            InterfaceAddressesTests.all(),
            InterfaceCountersTests.all(),
            InterfaceQueuesTests.all(),
            InterfacesTests.all(),
            IpsecTests.all(),
            IsisSegmentRoutingTests.all(),
            IsisTests.all(),
            LanzTests.all(),
            LoggingMarkerTests.all(),
            LoggingTests.all(),
            MlagTests.all(),
            MulticastTests.all(),
            NtpTests.all(),
            OpticsTests.all(),
            OspfTests.all(),
            PathSelectionTests.all(),
            PortChannelsTests.all(),
            ProfilesTests.all(),
            PtpTests.all(),
            RoutingTableTests.all(),
            SecurityTests.all(),
            ServicesTests.all(),
            SnmpHostTests.all(),
            SnmpTests.all(),
            SnmpUserTests.all(),
            SoftwareTests.all(),
            StpTests.all(),
            StunTests.all(),
            SystemResourcesTests.all(),
            SystemTests.all(),
            VlanTests.all(),
            VxlanTests.all())
        .flatMap(List::stream);
  }
}
