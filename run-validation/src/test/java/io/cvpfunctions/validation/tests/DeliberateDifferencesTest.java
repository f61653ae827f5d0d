package io.cvpfunctions.validation.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cvpfunctions.validation.catalog.CatalogReader;
import io.cvpfunctions.validation.catalog.TestDefinition;
import io.cvpfunctions.validation.engine.Finding;
import io.cvpfunctions.validation.engine.Tree;
import io.cvpfunctions.validation.source.CatalogException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds what ANTA.md says of differences that no reference case shows. */
class DeliberateDifferencesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String AVT =
      """
      anta.tests.avt:
      - VerifyAVTSpecificPath:
          avt_paths: [{avt_name: A, destination: 10.0.0.1, next_hop: 10.0.0.2}]
      """;

  @ParameterizedTest
  @CsvSource({"true, SUCCESS", "false, FAILURE"})
  void avtPathWithoutType_notTheLastOne_isFoundAndHasToBeActive(boolean active, String verdict)
      throws IOException {
    String reply =
        """
        {"vrfs": {"default": {"avts": {"A": {"avtPaths": {
          "direct:1": {"flags": {"directPath": true, "valid": true, "active": %s},
                       "destination": "10.0.0.1", "nexthopAddr": "10.0.0.2"},
          "direct:2": {"flags": {"directPath": true, "valid": true, "active": true},
                       "destination": "10.0.0.9", "nexthopAddr": "10.0.0.2"}}}}}}}
        """
            .formatted(active);
    assertThat(judge(AVT, reply).verdict()).hasToString(verdict);
  }

  @Test
  void isisNeighbors_noneInTheDefaultVrf_isSkipped() throws IOException {
    Finding finding =
        judge(
            "anta.tests.routing.isis: [{VerifyISISNeighborState: }]",
            "{\"vrfs\": {\"blue\": {\"isisInstances\": {}}}}");
    assertThat(finding).hasToString("SKIPPED [no IS-IS neighbor is there]");
  }

  @Test
  void receivePower_tooLow_tellsTheDescription() throws IOException {
    Finding finding =
        judge(
            "anta.tests.interfaces: [{VerifyInterfacesOpticsReceivePower: }]",
            """
            {"interfaces": {"Ethernet1": {"mediaType": "100GBASE-LR4", "parameters": {"rxPower":
              {"channels": {"1": -20.0}, "threshold": {"lowAlarm": -13.0}}}}}}
            """,
            """
            {"interfaceDescriptions": {"Ethernet1":
              {"description": "to spine1", "interfaceStatus": "up"}}}
            """);
    assertThat(finding.messages().get(0)).contains("Ethernet1 Description: to spine1 Status: up");
  }

  @ParameterizedTest
  @CsvSource({"1, FAILURE", "0, SUCCESS"})
  void certificate_withLessThanADayLeft_isWithinAnyThresholdOfADayOrMore(
      int threshold, String verdict) throws IOException {
    String catalog =
        """
        anta.tests.security:
        - VerifyAPISSLCertificate:
            certificates: [{certificate_name: eapi.crt, expiry_threshold: %d, common_name: leaf1,
              encryption_algorithm: ECDSA, key_size: 256}]
        """
            .formatted(threshold);
    Finding finding =
        judge(
            catalog,
            """
            {"certificates": {"eapi.crt": {"notAfter": 1086399, "subject": {"commonName": "leaf1"},
              "publicKey": {"encryptionAlgorithm": "ECDSA", "size": 256}}}}
            """,
            "{\"utcTime\": 1000000.0}");
    assertThat(finding.verdict()).hasToString(verdict);
  }

  @ParameterizedTest
  @CsvSource({
    "** server can't find spine1: NXDOMAIN, FAILURE",
    ";; connection timed out; no servers could be reached, FAILURE",
    "*** Can't find spine1: No answer, FAILURE",
    "Server: 10.0.0.9\\nAddress: 10.0.0.9#53\\n, FAILURE",
    "Server: 10.0.0.9\\nAddress: 10.0.0.9#53\\n\\nName: spine1\\n, FAILURE",
    "'', FAILURE",
    "Name: spine1\\nAddress: 10.0.0.1, SUCCESS",
    "Name: spine1\\nAddress: 2001:db8::1, SUCCESS",
    "Name:      spine1\\nAddress 1: 10.0.0.1 spine1, SUCCESS",
  })
  void lookup_thatEndsWithoutAnAddress_fails(String output, String verdict) throws IOException {
    Finding finding =
        judge(
            "anta.tests.services: [{VerifyDNSLookup: {domain_names: [spine1]}}]",
            "{\"messages\": [\"" + output + "\"]}");
    assertThat(finding.verdict()).hasToString(verdict);
  }

  @ParameterizedTest
  @CsvSource({
    "0, SUCCESS []",
    "null, 'FAILURE [SNMP has counted errors, or does not tell: inParseErrs]'"
  })
  void snmpErrorCounter_thatIsAbsent_isNotZero(String count, String finding) throws IOException {
    assertThat(
            judge(
                "anta.tests.snmp: [{VerifySnmpErrorCounters: {error_counters: [inParseErrs]}}]",
                "{\"counters\": {\"inVersionErrs\": 0%s}}"
                    .formatted(count.equals("null") ? "" : ", \"inParseErrs\": " + count)))
        .hasToString(finding);
  }

  @Test
  void temperature_askedForTwice_tellsEachSensorOnceEachTime() throws IOException {
    String sensor =
        "{\"name\": \"P1\", \"description\": \"Inlet\", \"hwStatus\": \"ok\","
            + " \"currentTemperature\": 60.0, \"overheatThreshold\": 62.0}";
    Tree reply =
        Tree.of(
            JSON.readTree(
                """
                {"systemStatus": "temperatureOk", "tempSensors": [], "cardSlots": [],
                 "powerSupplySlots": [{"tempSensors": [%s]}]}
                """
                    .formatted(sensor)));
    for (int margin : List.of(5, 10, 5)) {
      TestDefinition definition =
          read("anta.tests.hardware: [{VerifyTemperature: {check_temp_sensors: true,"
                  + " failure_margin: "
                  + margin
                  + "}}]")
              .get(0);
      Finding finding = definition.test().judge(definition.inputs(), List.of(reply), Instant.EPOCH);
      assertThat(finding.messages()).hasSize(1);
    }
  }

  @Test
  void vrfWithADot_isFound() throws IOException {
    Finding finding =
        judge(
            """
            anta.tests.routing.bgp:
            - VerifyBGPPeerSession: {bgp_peers: [{peer_address: 10.0.0.1, vrf: blue.one}]}
            """,
            """
            {"vrfs": {"blue.one": {"peerList": [{"peerAddress": "10.0.0.1", "state": "Established",
              "peerTcpInfo": {"inputQueueLength": 0, "outputQueueLength": 0}}]}}}
            """);
    assertThat(finding).hasToString("SUCCESS []");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "vxlan: [{VerifyVxlan1VVTEPIPAddresses: }] | ipv4_address or ipv6_address is missing",
        "routing.bgp: [{VerifyBGPExchangedRoutes: {bgp_peers: [{interface: Et1,"
            + " received_routes: []}]}}] | peer_address is missing",
        "snmp: [{VerifySnmpUser: {snmp_users: [{username: a, group_name: b, version: v3}]}}]"
            + " | auth_type or priv_type is missing",
      })
  void inputs_withoutWhatTheyNeed_areAMistake(String catalog, String problem) {
    assertThat(problems("anta.tests." + catalog)).singleElement().asString().contains(problem);
  }

  @Test
  void parts_ofAnEmptyList_areSkippedWithAReason() throws IOException {
    Finding finding = judge("anta.tests.avt: [{VerifyAVTSpecificPath: {avt_paths: []}}]", "{}");
    assertThat(finding)
        .hasToString("SKIPPED [nothing was checked: the list of what to look at is empty]");
  }

  private static Finding judge(String catalog, String... replies) throws IOException {
    TestDefinition definition = read(catalog).get(0);
    List<Tree> trees = new ArrayList<>();
    for (String reply : replies) trees.add(Tree.of(JSON.readTree(reply)));
    return definition.test().judge(definition.inputs(), trees, Instant.EPOCH);
  }

  private static List<String> problems(String catalog) {
    try {
      read(catalog);
      return List.of();
    } catch (CatalogException wrong) {
      return wrong.problems();
    }
  }

  private static List<TestDefinition> read(String catalog) {
    return CatalogReader.read("test", catalog.getBytes(StandardCharsets.UTF_8)).definitions();
  }
}
