package io.cvpfunctions.validation.tests;

import io.cvpfunctions.validation.engine.NetworkTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Every test there is, by ANTA's module and name, with the names of those not built in yet. */
public final class AllTests {
  private static final Map<String, Map<String, Optional<NetworkTest>>> MODULES = load();

  private AllTests() {}

  /** The names of ANTA's modules. */
  public static Set<String> modules() {
    return MODULES.keySet();
  }

  /** Whether ANTA has a module of that name. */
  public static boolean hasModule(String module) {
    return MODULES.containsKey(module);
  }

  /** The names of the tests of a module, built in or not. */
  public static Collection<String> names(String module) {
    return MODULES.getOrDefault(module, Map.of()).keySet();
  }

  /** The test, where it is built in. */
  public static Optional<NetworkTest> find(String module, String name) {
    return MODULES.getOrDefault(module, Map.of()).getOrDefault(name, Optional.empty());
  }

  private static Map<String, Map<String, Optional<NetworkTest>>> load() {
    Map<String, Map<String, Optional<NetworkTest>>> modules = new LinkedHashMap<>();
    String module = "";
    for (String line : lines()) {
      if (!line.startsWith(" ")) module = line;
      else modules.computeIfAbsent(module, m -> new LinkedHashMap<>()).put(line.trim(), none());
    }
    builtIn().forEach(test -> modules.get(test.module()).put(test.name(), Optional.of(test)));
    return Collections.unmodifiableMap(modules);
  }

  private static Optional<NetworkTest> none() {
    return Optional.empty();
  }

  private static Stream<NetworkTest> builtIn() {
    return Stream.of(
            AaaTests.all(),
            AvtTests.all(),
            BfdTests.all(),
            BgpCapabilityTests.all(),
            BgpRedistributionTests.all(),
            BgpRouteTests.all(),
            BgpSessionTests.all(),
            BgpSettingsTests.all(),
            ConfigurationTests.all(),
            ConnectivityTests.all(),
            CvxTests.all(),
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
            IsisTests.all(),
            IsisSegmentRoutingTests.all(),
            LanzTests.all(),
            LoggingTests.all(),
            MlagTests.all(),
            MulticastTests.all(),
            OpticsTests.all(),
            OspfTests.all(),
            PathSelectionTests.all(),
            PortChannelsTests.all(),
            ProfilesTests.all(),
            PtpTests.all(),
            RoutingTableTests.all(),
            SecurityTests.all(),
            ServicesTests.all(),
            SnmpTests.all(),
            SoftwareTests.all(),
            StpTests.all(),
            StunTests.all(),
            SystemTests.all(),
            VlanTests.all(),
            VxlanTests.all())
        .flatMap(List::stream);
  }

  private static List<String> lines() {
    List<String> lines = new ArrayList<>();
    try (BufferedReader names =
        new BufferedReader(
            new InputStreamReader(
                AllTests.class.getResourceAsStream("/anta-tests.txt"), StandardCharsets.UTF_8))) {
      names.lines().filter(line -> !line.isBlank()).forEach(lines::add);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return lines;
  }
}
