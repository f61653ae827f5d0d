package io.cvpfunctions.validation.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cvpfunctions.validation.catalog.CatalogReader;
import io.cvpfunctions.validation.catalog.TestDefinition;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Our own cases for what the tests do at the edges of their data. */
class NetworkTestTest {
  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "system.VerifyUptime | {minimum: 60} | {\"upTime\": 60} | SUCCESS []",
        "system.VerifyUptime | {minimum: 60} | {\"upTime\": \"60\"} | ERROR [the reply's upTime is not a number]",
        "system.VerifyMemoryUtilization | | {\"memFree\": 25, \"memTotal\": 100} | SUCCESS []",
        "system.VerifyMemoryUtilization | | {\"memFree\": 1, \"memTotal\": 0} | ERROR [the reply's memTotal is zero]",
        "system.VerifyCPUUtilization | {threshold: 40} | {\"cpuInfo\": {\"%Cpu(s)\": {\"idle\": 60}}} | SUCCESS []",
        "system.VerifyCPUUtilization | {threshold: 40} | {\"cpuInfo\": {\"%Cpu(s)\": {\"idle\": 39.6}}} | FAILURE [CPU utilization: expected at most 40.0%, actual 60.4%]",
        "system.VerifyCoredump | | {\"coreFiles\": [\"minidump\", \"a.gz\"]} | FAILURE [core dumps were found: a.gz]",
        "system.VerifyReloadCause | | {\"resetCauses\": null} | ERROR [the reply's resetCauses has no length]",
        "system.VerifyNTP | | \"synchronised to NTP server (192.0.2.1)\" | SUCCESS []",
        "system.VerifyNTP | | {\"status\": \"synchronised\"} | ERROR [the reply is not a text]",
        "system.VerifyFileSystemUtilization | | \"Filesystem\\ndev 1G 1G 0 75% /\" | SUCCESS []",
        "system.VerifyFileSystemUtilization | | \"Filesystem\\ndev 1G 1G\" | ERROR [no fifth column with a percentage in: dev 1G 1G]",
        "interfaces.VerifyInterfaceErrors | | {\"interfaceErrorCounters\": {}} | SUCCESS []",
        "interfaces.VerifyInterfaceErrors | {ignored_interfaces: [Management]} | {\"interfaceErrorCounters\": {\"Management1\": {\"inErrors\": 7}}} | SUCCESS []",
        "interfaces.VerifyInterfaceErrors | {interfaces: [et1.5]} | {\"interfaceErrorCounters\": {\"Ethernet1.5\": {\"inErrors\": null}}} | ERROR [the reply's interfaceErrorCounters.Ethernet1.5.inErrors is not a number]",
        "interfaces.VerifyInterfacesStatus | {interfaces: [{name: et1, status: up}]} | {\"interfaceDescriptions\": {\"Ethernet1\": {\"interfaceStatus\": \"connected\", \"lineProtocolStatus\": \"up\"}}} | SUCCESS []",
        "interfaces.VerifyInterfacesStatus | {interfaces: []} | {\"interfaceDescriptions\": {}} | SKIPPED [nothing was checked: the list of what to look at is empty]",
        "connectivity.VerifyLLDPNeighbors | {require_fqdn: false, neighbors: [{port: et1, neighbor_device: s1, neighbor_port: x}]} | {\"lldpNeighbors\": {\"Ethernet1\": {\"lldpNeighborInfo\": [{\"systemName\": \"s10.lab\", \"neighborInterfaceInfo\": {\"interfaceId_v2\": \"x\"}}]}}} | FAILURE [Port: Ethernet1 Neighbor: s1 Neighbor Port: x - another LLDP neighbor: s10.lab/x]",
        "routing.bgp.VerifyBGPPeersHealth | {address_families: [{afi: ipv4, safi: unicast, vrf: A.B}]} | {\"vrfs\": {\"A.B\": {\"peerList\": []}}} | FAILURE [AFI: ipv4 SAFI: unicast VRF: A.B - no peers found]",
        "routing.bgp.VerifyBGPPeersHealth | {address_families: [{afi: evpn}]} | {} | FAILURE [AFI: evpn - the VRF is not configured]",
        "hardware.VerifyTemperature | | {\"systemStatus\": \"temperatureOk\"} | SUCCESS []",
        "hardware.VerifyTemperature | | {} | FAILURE [temperature status of the device: expected temperatureOk, actual None]",
      })
  void judge_reply_isFound(String test, String inputs, String reply, String expected)
      throws JsonProcessingException {
    int dot = test.lastIndexOf('.');
    String catalog =
        "anta.tests.%s: [{%s: %s}]"
            .formatted(
                test.substring(0, dot), test.substring(dot + 1), inputs == null ? "" : inputs);
    TestDefinition definition =
        CatalogReader.read("test", catalog.getBytes(StandardCharsets.UTF_8)).definitions().get(0);
    Tree tree = Tree.of(new ObjectMapper().readTree(reply));
    assertThat(definition.test().judge(definition.inputs(), List.of(tree), Instant.EPOCH))
        .hasToString(expected);
  }
}
