package io.cvpfunctions.devicemove.netbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.devicemove.Action;
import io.cvpfunctions.devicemove.Attempt;
import io.cvpfunctions.devicemove.Cmdb;
import io.cvpfunctions.devicemove.CmdbMode;
import io.cvpfunctions.devicemove.CmdbPolicy;
import io.cvpfunctions.devicemove.Observation;
import io.cvpfunctions.devicemove.Recorded;
import io.cvpfunctions.devicemove.Told;
import io.cvpfunctions.devicemove.Wire;
import io.cvpfunctions.devicemove.mapping.Mapping;
import io.cvpfunctions.events.Device;
import io.cvpfunctions.lab.http.Fault;
import io.cvpfunctions.lab.http.HttpEndpoint;
import io.cvpfunctions.lab.http.Listen;
import io.cvpfunctions.lab.http.Reply;
import io.cvpfunctions.lab.http.Routes;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import io.cvpfunctions.remote.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is true of NetBox only; the contract is played by the tests of its releases. */
class NetBoxTest {
  private static final String SERIAL = "JPE19330452";

  private final NetBox46Test site = new NetBox46Test();
  private final Cmdb cmdb = site.open(NetBoxContract.CREATE);

  @org.junit.jupiter.api.AfterEach
  void close() {
    cmdb.close();
    site.closeServer();
  }

  private Recorded record(CloudEvent event) {
    return cmdb.record(NetBoxContract.observation(event), NetBoxContract.budget());
  }

  private CallFailedException failure(CloudEvent event) {
    return catchThrowableOfType(CallFailedException.class, () -> record(event));
  }

  private List<String> requests() {
    return site.netbox.http().requests().stream()
        .map(each -> each.method() + " " + each.path())
        .collect(Collectors.toList());
  }

  @Test
  void record_moves_takeAsFewRequestsAsPromised() {
    record(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));
    site.netbox.http().forgetRequests();

    record(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));
    assertThat(requests())
        .containsExactly("GET /api/dcim/devices/", "GET /api/extras/journal-entries/");
    site.netbox.http().forgetRequests();

    record(Told.moved("e2", 1, SERIAL, "DC1-Spine"));
    assertThat(requests())
        .containsExactly(
            "GET /api/dcim/devices/",
            "PATCH /api/dcim/devices/" + site.id(SERIAL) + "/",
            "POST /api/extras/journal-entries/",
            "GET /api/extras/journal-entries/");
  }

  @Test
  void record_onTheWire_isAsInTheGoldenFile() throws Exception {
    record(Told.moved("e1", 0, SERIAL, "DC2-Leaf"));
    record(Told.moved("e2", 1, SERIAL, "DC1-Spine"));

    Wire.isAsIn("netbox.wire.txt", site.netbox.http());
  }

  @Test
  void from_bothKindsOfToken_areSentAsWhatTheyAre(@TempDir Path secrets) throws Exception {
    Map<String, String> words =
        Map.of(site.netbox.token(), "Bearer ", site.netbox.oldToken(), "Token ");
    for (Map.Entry<String, String> each : words.entrySet()) {
      Files.writeString(secrets.resolve("cmdb-token"), each.getKey());
      Map<String, String> settings =
          Map.of("cmdb_url", site.netbox.url(), "secret_mount_path", secrets.toString());
      site.netbox.http().forgetRequests();

      try (Cmdb mine = NetBox.from(Settings.of(settings::get), NetBoxContract.CREATE).get()) {
        assertThat(mine.placed(NetBoxContract.budget())).isEmpty();
      }
      assertThat(site.netbox.http().requests().get(0).header("authorization"))
          .hasValue(each.getValue() + each.getKey());
    }
  }

  @Test
  void record_managementAddress_isOnAnInterfaceAndPrimary() {
    record(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));

    ObjectNode device = site.netbox.devices().get(0);
    assertThat(device.at("/primary_ip4/address").asText()).isEqualTo("127.0.0.11/32");
    assertThat(site.netbox.all("dcim/interfaces"))
        .singleElement()
        .satisfies(port -> assertThat(port.path("name").asText()).isEqualTo("Management1"));
  }

  @Test
  void record_addressOfAnotherDevice_isLeftAloneAndTold() {
    record(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));
    Device other =
        Device.builder()
            .serialNumber("B")
            .hostname("leaf9")
            .modelName("M")
            .ipAddress("127.0.0.11")
            .build();

    Recorded made = record(Told.moved("e2", 0, other, Told.container("DC1-Leaf")));
    Recorded again = record(Told.moved("e3", 1, other, Told.container("DC1-Leaf")));

    assertThat(made.drift())
        .containsExactly("address: NetBox has 127.0.0.11 on name-of-JPE19330452 Management1");
    assertThat(again.action()).isEqualTo(Action.UNCHANGED);
  }

  @Test
  void record_addressThatIsThereUnassigned_isUsedWithItsMask() {
    site.netbox.add("ipam/ip-addresses", "{\"address\": \"127.0.0.11/24\"}");

    record(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));

    assertThat(site.netbox.devices().get(0).at("/primary_ip4/address").asText())
        .isEqualTo("127.0.0.11/24");
    assertThat(site.netbox.all("ipam/ip-addresses")).hasSize(1);
  }

  @Test
  void record_addressThatIsRefused_isToldAndTheRestRecorded() {
    String unseen = site.netbox.add("ipam/ip-addresses", "{\"address\": \"127.0.0.11/24\"}");
    site.netbox.hide("ipam/ip-addresses", unseen);

    Recorded made = record(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));

    assertThat(made.action()).isEqualTo(Action.CREATED);
    assertThat(made.drift())
        .containsExactly(
            "address: 127.0.0.11 could not be recorded. NetBox: it refuses ipam.ipaddress:"
                + " address: Duplicate IP address found in global table: 127.0.0.11/24");
    assertThat(site.stored(SERIAL))
        .containsEntry("container", "DC1-Leaf")
        .doesNotContainKey("ip_address");
    assertThat(site.history(SERIAL)).hasSize(1);
  }

  @Test
  void record_addressThatAnotherMakesMeanwhile_isUsed() {
    once(
        "GET /api/ipam/ip-addresses/",
        () -> site.netbox.add("ipam/ip-addresses", "{\"address\": \"127.0.0.11/24\"}"));

    Recorded made = record(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));

    assertThat(made.drift()).isEmpty();
    assertThat(site.stored(SERIAL)).containsEntry("ip_address", "127.0.0.11/24");
  }

  @Test
  void record_sameAddressInAVrf_isNotTakenOver() {
    String theirs = inVrf("127.0.0.11/24");
    List<ObjectNode> before = site.netbox.all("ipam/ip-addresses");

    record(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));

    assertThat(site.netbox.all("ipam/ip-addresses")).hasSize(2).containsAll(before);
    assertThat(site.netbox.devices().get(0).at("/primary_ip4/id").asText()).isNotEqualTo(theirs);
    assertThat(site.stored(SERIAL)).containsEntry("ip_address", "127.0.0.11");
  }

  @Test
  void record_addressInAVrfOnAnInterfaceOfTheDevice_isItsPrimaryOne() {
    Device silent = Device.builder().serialNumber(SERIAL).hostname("leaf1").build();
    record(Told.moved("e1", 0, silent, Told.container("DC1-Leaf")));
    String port =
        site.netbox.add(
            "dcim/interfaces",
            "{\"name\": \"Vlan9\", \"type\": \"virtual\", \"device\": " + site.id(SERIAL) + "}");
    String ours = inVrf("127.0.0.11/24");
    site.netbox.edit(
        "ipam/ip-addresses",
        ours,
        "{\"assigned_object_type\": \"dcim.interface\", \"assigned_object_id\": " + port + "}");

    Recorded moved = record(Told.moved("e2", 1, SERIAL, "DC1-Leaf"));

    assertThat(moved.drift()).noneMatch(said -> said.startsWith("address"));
    assertThat(site.netbox.devices().get(0).at("/primary_ip4/id").asText()).isEqualTo(ours);
    assertThat(site.netbox.all("ipam/ip-addresses")).hasSize(1);
  }

  private String inVrf(String address) {
    String vrf = site.netbox.add("ipam/vrfs", "{\"name\": \"MGMT\"}");
    return site.netbox.add(
        "ipam/ip-addresses", "{\"address\": \"" + address + "\", \"vrf\": " + vrf + "}");
  }

  @Test
  void record_twoWithOneSerial_isRefusedWithBothLinks() {
    String first = site.addDevice("one", SERIAL, "DC1");
    String second = site.addDevice("two", SERIAL, "DC1");
    List<ObjectNode> before = site.netbox.all("dcim/devices");

    CallFailedException refused = failure(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));

    assertThat(refused.kind()).isEqualTo(Kind.REJECTED);
    assertThat(refused)
        .hasMessageContaining(site.netbox.url() + "/dcim/devices/" + first + "/")
        .hasMessageContaining(site.netbox.url() + "/dcim/devices/" + second + "/");
    assertThat(site.netbox.all("dcim/devices")).isEqualTo(before);
  }

  @Test
  void record_filtersThatAreIgnored_findsNoOtherDevice() {
    site.addDevice("other", "OTHER", "DC1");
    List<ObjectNode> before = site.netbox.all("dcim/devices");
    site.netbox.knowsNoFilters();

    assertThat(record(Told.moved("e1", 0, SERIAL, "DC1-Leaf")).action()).isEqualTo(Action.CREATED);
    assertThat(record(Told.moved("e2", 1, SERIAL, "DC1-Spine")).action()).isEqualTo(Action.UPDATED);

    assertThat(site.netbox.all("dcim/devices")).containsAll(before);
    assertThat(site.history(SERIAL)).hasSize(2);
  }

  @Test
  void record_replacement_keepsInterfacesAndAddresses() {
    record(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));
    record(Told.removed("e2", 1, SERIAL));
    List<ObjectNode> ports = site.netbox.all("dcim/interfaces");
    List<ObjectNode> addresses = site.netbox.all("ipam/ip-addresses");
    Device spare =
        Device.builder().serialNumber("NEW").hostname("name-of-" + SERIAL).modelName("M").build();

    record(Told.moved("e3", 2, spare, Told.container("DC1-Leaf")));

    assertThat(site.netbox.all("dcim/interfaces")).isEqualTo(ports);
    assertThat(site.netbox.all("ipam/ip-addresses")).isEqualTo(addresses);
    assertThat(site.stored("NEW")).containsEntry("ip_address", "127.0.0.11");
  }

  @Test
  void record_sameNameAtAnotherSite_isAnotherDevice() {
    site.addDevice("name-of-" + SERIAL, "OTHER", "DC9");

    assertThat(record(Told.moved("e1", 0, SERIAL, "DC1-Leaf")).action()).isEqualTo(Action.CREATED);
  }

  @Test
  void record_nameAtAnySiteWhileOursIsUnknown_isNotReplaced() {
    Cmdb siteless = site.open(CmdbPolicy.of(CmdbMode.CREATE, false));
    record(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));
    record(Told.removed("e2", 1, SERIAL));
    List<ObjectNode> before = site.netbox.all("dcim/devices");
    Device other = Device.builder().serialNumber("NEW").hostname("name-of-" + SERIAL).build();
    Observation moved =
        NetBoxContract.observation(Told.moved("e3", 2, other, Told.container("Attic")));

    CallFailedException refused =
        catchThrowableOfType(
            CallFailedException.class, () -> siteless.record(moved, NetBoxContract.budget()));

    assertThat(refused.kind()).isEqualTo(Kind.OPERATOR);
    assertThat(refused).hasMessageContaining("mapping.yml").hasMessageContaining("Attic");
    assertThat(site.netbox.all("dcim/devices")).isEqualTo(before);
  }

  @Test
  void record_nameThatIsTakenByWhatIsNotShown_isRefusedSoon() {
    String other = site.addDevice("name-of-" + SERIAL, "", "DC1");
    site.netbox.hide("dcim/devices", other);

    CallFailedException refused = failure(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));

    assertThat(refused.kind()).isEqualTo(Kind.REJECTED);
    assertThat(refused)
        .hasMessageContaining("name-of-" + SERIAL)
        .hasMessageContaining("a record that it does not show to us");
    assertThat(requests()).filteredOn("POST /api/dcim/devices/"::equals).hasSizeBetween(3, 4);
  }

  @Test
  void record_hallOfTheSameNameAtAnotherSiteAndModeRecord_isTheOneThere() {
    Cmdb halls =
        site.open(
            NetBoxContract.RECORD.mapping(
                Mapping.parse(
                    "rules: [{container: 'DC2*', site: DC2, location: Hall 1, role: leaf},"
                        + " {container: '*', site: DC1, location: Hall 1, role: leaf}]")));
    Observation first = NetBoxContract.observation(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));
    Observation second = NetBoxContract.observation(Told.moved("e2", 1, SERIAL, "DC2-Leaf"));

    halls.record(first, NetBoxContract.budget());
    Recorded moved = halls.record(second, NetBoxContract.budget());

    JsonNode device = site.netbox.devices().get(0);
    assertThat(device.at("/site/name").asText()).isEqualTo("DC2");
    assertThat(device.at("/location/name").asText()).isEqualTo("Hall 1");
    assertThat(site.netbox.all("dcim/locations")).hasSize(2);
    assertThat(moved.changes())
        .extracting(Object::toString)
        .contains("site: DC1 -> DC2")
        .noneMatch(each -> each.startsWith("location"));
  }

  @Test
  void record_siteThatTheMappingNamesByItsSlug_isThatSite() {
    CmdbPolicy slugs =
        NetBoxContract.RECORD.mapping(
            Mapping.parse("rules: [{container: '*', site: muc1, role: any}]"));
    String munich =
        site.netbox.add("dcim/sites", "{\"name\": \"Munich Data Center 1\", \"slug\": \"muc1\"}");
    String hall =
        site.netbox.add(
            "dcim/locations", "{\"name\": \"Hall\", \"slug\": \"hall\", \"site\": " + munich + "}");
    String device = site.addDevice("name-of-" + SERIAL, "", "Munich Data Center 1");
    site.netbox.edit("dcim/devices", device, "{\"location\": " + hall + "}");
    Observation move = NetBoxContract.observation(Told.moved("e1", 0, SERIAL, "Any"));

    Recorded adopted = site.open(slugs).record(move, NetBoxContract.budget());

    assertThat(adopted.drift()).isEmpty();
    assertThat(adopted.changes())
        .extracting(Object::toString)
        .contains("serial: nothing -> " + SERIAL)
        .noneMatch(each -> each.startsWith("site"));
    assertThat(site.netbox.devices())
        .singleElement()
        .satisfies(each -> assertThat(each.at("/location/name").asText()).isEqualTo("Hall"));
  }

  @Test
  void record_renamedToANameThatIsTaken_isRefusedSoon() {
    Cmdb records = site.open(NetBoxContract.RECORD);
    record(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));
    site.addDevice("taken", "OTHER", "DC1");
    Device renamed = Device.builder().serialNumber(SERIAL).hostname("taken").build();
    Observation move =
        NetBoxContract.observation(Told.moved("e2", 1, renamed, Told.container("DC1-Leaf")));
    site.netbox.http().forgetRequests();

    CallFailedException refused =
        catchThrowableOfType(
            CallFailedException.class, () -> records.record(move, NetBoxContract.budget()));

    assertThat(refused.kind()).isEqualTo(Kind.REJECTED);
    assertThat(refused).hasMessageContaining("must be unique");
    assertThat(requests()).hasSize(2);
  }

  @Test
  void placed_moreThanOnePageBehindAProxy_followsOnItsOwnHost() {
    site.netbox.isBehindAProxy();
    for (int i = 0; i < 1001; i++) site.addDevice("d" + i, "S" + i, "DC1");
    site.netbox.http().forgetRequests();

    assertThat(cmdb.placed(NetBoxContract.budget())).isEmpty();
    assertThat(requests()).containsExactly("GET /api/dcim/devices/", "GET /api/dcim/devices/");
  }

  @Test
  void record_tagThatSomebodyElseGave_stays() {
    Cmdb records = site.open(NetBoxContract.RECORD);
    record(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));
    site.netbox.add("extras/tags", "{\"name\": \"theirs\", \"slug\": \"theirs\"}");
    site.netbox.edit("dcim/devices", site.id(SERIAL), "{\"tags\": [{\"name\": \"theirs\"}]}");

    records.record(
        NetBoxContract.observation(Told.moved("e2", 1, SERIAL, "DC2-Spine")),
        NetBoxContract.budget());

    assertThat(site.stored(SERIAL)).containsEntry("tags", "theirs,fabric");
  }

  @Test
  void record_etagWrittenOtherwiseThanTheTime_isTakenFromTheObject() {
    record(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));
    site.netbox.tagsOtherwise();

    assertThat(record(Told.moved("e2", 1, SERIAL, "DC1-Spine")).action()).isEqualTo(Action.UPDATED);
    assertThat(site.stored(SERIAL)).containsEntry("container", "DC1-Spine");
  }

  @Test
  void record_lostRaceAs500_endsInOneRecord() throws Exception {
    site.netbox.losesRaces();
    Cmdb other = site.open(NetBoxContract.CREATE);
    List<CloudEvent> same =
        java.util.Collections.nCopies(16, Told.moved("e1", 0, SERIAL, "DC1-Leaf"));

    NetBoxContract.atOnce(
        same,
        (i, event) ->
            (i % 2 == 0 ? cmdb : other)
                .record(NetBoxContract.observation(event), NetBoxContract.budget())
                .action());

    assertThat(site.netbox.devices()).hasSize(1);
    assertThat(site.history(SERIAL)).hasSize(1);
  }

  /** Does something once, right after the first such request was granted. */
  private void once(String request, Runnable work) {
    AtomicBoolean done = new AtomicBoolean();
    site.netbox
        .http()
        .whenAnswered(
            (asked, reply) -> {
              boolean same = (asked.method() + " " + asked.path()).equals(request);
              same &= reply.status() < 300;
              if (same && done.compareAndSet(false, true)) work.run();
            });
  }

  private int deletions() {
    return (int) requests().stream().filter(each -> each.startsWith("DELETE ")).count();
  }

  @Test
  void record_otherWhoMadeTheSameBeforeUs_staysAndOursIsTakenBack() {
    site.netbox.add("ipam/ip-addresses", "{\"address\": \"127.0.0.11/24\"}");
    once("POST /api/dcim/sites/", () -> site.addDevice("theirs", SERIAL, "DC1"));

    Recorded recorded = record(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));

    assertThat(recorded.action()).isEqualTo(Action.UPDATED);
    assertThat(deletions()).isEqualTo(1);
    assertThat(site.netbox.devices()).hasSize(1);
    assertThat(site.stored(SERIAL))
        .containsEntry("hostname", "theirs")
        .containsEntry("container", "DC1-Leaf")
        .containsEntry("ip_address", "127.0.0.11/24");
    assertThat(site.history(SERIAL)).hasSize(1);
  }

  @Test
  void record_otherWhoMadeTheSameAndMayNotBeTakenBack_namesOursAndThePermission() {
    site.netbox.deny("delete dcim/devices");
    once("POST /api/dcim/sites/", () -> site.addDevice("theirs", SERIAL, "DC1"));

    CallFailedException failure = failure(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));

    assertThat(failure.kind()).isEqualTo(Kind.OPERATOR);
    assertThat(failure)
        .hasMessageContaining("delete name-of-" + SERIAL + " (" + site.netbox.url())
        .hasMessageContaining("the permission delete on dcim.device");
    assertThat(site.netbox.devices()).hasSize(2);
  }

  @Test
  void record_otherWhoMadeTheSameWhileAPersonWorkedOnOurs_isRefusedWithBothLinks() {
    once(
        "POST /api/dcim/devices/",
        () -> {
          site.addDevice("theirs", SERIAL, "DC1");
          String ours = site.netbox.devices().get(0).path("id").asText();
          site.netbox.edit("dcim/devices", ours, "{\"status\": \"failed\"}");
        });

    CallFailedException failure = failure(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));

    assertThat(failure.kind()).isEqualTo(Kind.REJECTED);
    assertThat(failure)
        .hasMessageContaining("two records have the serial number " + SERIAL)
        .hasMessageContaining("theirs (");
    assertThat(deletions()).isZero();
    assertThat(site.netbox.devices()).hasSize(2);
  }

  @Test
  void record_otherWhoMadeTheSameAfterUsAndKeepsIt_staysAndOursIsTakenBack() {
    once("POST /api/dcim/devices/", () -> site.addDevice("theirs", SERIAL, "DC1"));

    assertThat(record(Told.moved("e1", 0, SERIAL, "DC1-Leaf")).action()).isEqualTo(Action.UPDATED);

    assertThat(site.netbox.devices()).hasSize(1);
    assertThat(site.stored(SERIAL)).containsEntry("hostname", "theirs");
  }

  @Test
  void record_otherWhoMadeTheSameWhileOursWasAdopted_staysAndOursIsPutBack() {
    record(Told.moved("e0", 0, "B", "DC1-Leaf"));
    String planned = site.addDevice("name-of-" + SERIAL, "", "DC1");
    once("PATCH /api/dcim/devices/" + planned + "/", () -> site.addDevice("theirs", SERIAL, "DC1"));

    assertThat(record(Told.moved("e1", 0, SERIAL, "DC1-Leaf")).action()).isEqualTo(Action.UPDATED);

    assertThat(site.stored(SERIAL))
        .containsEntry("hostname", "theirs")
        .containsEntry("container", "DC1-Leaf");
    ObjectNode back =
        site.netbox.all("dcim/devices").stream()
            .filter(each -> each.path("id").asText().equals(planned))
            .findFirst()
            .orElseThrow();
    assertThat(back.path("serial").asText()).isEmpty();
    assertThat(back.at("/custom_fields/cvp_container").asText("")).matches("|null");
    assertThat(site.history(SERIAL)).hasSize(1);
  }

  @Test
  void recordEach_otherWhoMadeOneOfThem_staysAndOursIsTakenBack() {
    once("POST /api/dcim/sites/", () -> site.addDevice("theirs", "N1", "DC1"));

    List<Attempt> attempts = recordEach(newOnes(3));

    assertThat(attempts)
        .extracting(each -> each.get().action())
        .containsExactly(Action.CREATED, Action.UPDATED, Action.CREATED);
    assertThat(site.netbox.devices()).hasSize(3);
    assertThat(site.stored("N1")).containsEntry("hostname", "theirs");
    assertThat(site.history("N1")).hasSize(1);
  }

  private static List<Observation> newOnes(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> NetBoxContract.observation(Told.moved("n" + i, 1, "N" + i, "DC1-Leaf")))
        .collect(Collectors.toList());
  }

  private List<Attempt> recordEach(List<Observation> all) {
    return cmdb.recordEach(all, () -> true, NetBoxContract.budget());
  }

  @Test
  void recordEach_newOnes_takeAFewRequestsForFifty() {
    record(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));
    site.netbox.http().forgetRequests();

    recordEach(newOnes(100));

    List<String> fifty =
        List.of(
            "GET /api/dcim/devices/",
            "GET /api/dcim/devices/",
            "POST /api/dcim/devices/",
            "GET /api/dcim/devices/",
            "GET /api/ipam/ip-addresses/",
            "GET /api/dcim/interfaces/",
            "POST /api/dcim/interfaces/",
            "POST /api/ipam/ip-addresses/",
            "PATCH /api/dcim/devices/",
            "POST /api/extras/journal-entries/",
            "GET /api/extras/journal-entries/");
    assertThat(requests()).hasSize(22).startsWith(fifty.toArray(String[]::new));
    assertThat(site.netbox.devices()).hasSize(101);
  }

  @Test
  void recordEach_newOnesOnTheWire_areAsInTheGoldenFile() throws Exception {
    record(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));
    site.netbox.http().forgetRequests();

    recordEach(newOnes(2));

    Wire.isAsIn("netbox.first.txt", site.netbox.http());
  }

  @Test
  void recordEach_oneThatIsRefused_doesNotHinderTheOthers() {
    List<Observation> all = new ArrayList<>(newOnes(4));
    Device longName =
        Device.builder().serialNumber("L").hostname("n".repeat(65)).modelName("M").build();
    all.add(
        2, NetBoxContract.observation(Told.moved("l", 1, longName, Told.container("DC1-Leaf"))));

    List<Attempt> attempts = recordEach(all);

    assertThat(attempts.get(2).refusal())
        .hasValueSatisfying(
            refused -> assertThat(refused).hasMessageContaining("name: Ensure this field"));
    attempts.remove(2);
    assertThat(attempts).extracting(each -> each.get().action()).containsOnly(Action.CREATED);
    assertThat(site.netbox.devices()).hasSize(4);
  }

  @Test
  void recordEach_addressThatIsRefused_doesNotHinderTheOthers() {
    site.netbox.http().failNext(2, "ip-addresses", refusedOnce());

    List<Attempt> attempts = recordEach(newOnes(4));

    assertThat(attempts).allMatch(each -> each.recorded().isPresent());
    for (int i = 0; i < 4; i++) assertThat(site.history("N" + i)).hasSize(1);
  }

  private static Fault refusedOnce() {
    ObjectNode error = new ObjectMapper().createObjectNode();
    error.putArray("address").add("Enter a valid address.");
    return Fault.instead(Reply.json(400, error));
  }

  @Test
  void recordEach_addressesThatAreThere_areUsedOrToldOf() {
    record(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));
    String free = Told.device("N0").ipAddress().orElseThrow();
    site.netbox.add("ipam/ip-addresses", "{\"address\": \"" + free + "/24\"}");
    List<Observation> all = new ArrayList<>(newOnes(3));
    Device other =
        Device.builder()
            .serialNumber("B")
            .hostname("leaf9")
            .modelName("M")
            .ipAddress("127.0.0.11")
            .build();
    all.add(NetBoxContract.observation(Told.moved("b", 1, other, Told.container("DC1-Leaf"))));

    List<Attempt> attempts = recordEach(all);

    assertThat(site.stored("N0")).containsEntry("ip_address", free + "/24");
    assertThat(attempts.get(3).get().drift())
        .containsExactly("address: NetBox has 127.0.0.11 on name-of-JPE19330452 Management1");
    assertThat(site.history("B")).singleElement().asString().contains("created");
  }

  @Test
  void recordEach_twoReplicasAtOnce_endInOneRecordAndOneEntryEach() throws Exception {
    Cmdb other = site.open(NetBoxContract.CREATE);
    List<Observation> all = newOnes(40);

    NetBoxContract.atOnce(
        List.of(Told.moved("a", 1, "X", "C"), Told.moved("b", 1, "X", "C")),
        (i, any) -> {
          Cmdb replica = i == 0 ? cmdb : other;
          replica.recordEach(all, () -> true, NetBoxContract.budget()).forEach(Attempt::get);
          return Action.CREATED;
        });

    assertThat(site.netbox.devices()).hasSize(40);
    for (Observation each : all) assertThat(site.history(each.serial())).hasSize(1);
  }

  @Test
  void recordEach_knownOnes_areHeldToWhatWasReadAndBounded() {
    List<Observation> all = newOnes(60);
    recordEach(all);
    site.netbox.http().forgetRequests();
    List<Observation> moved =
        IntStream.range(0, 60)
            .mapToObj(i -> NetBoxContract.observation(Told.moved("m" + i, 2, "N" + i, "DC2-Leaf")))
            .collect(Collectors.toList());

    assertThat(recordEach(moved))
        .extracting(each -> each.get().action())
        .containsOnly(Action.UPDATED);

    assertThat(site.netbox.http().requests())
        .filteredOn(each -> each.method().equals("PATCH"))
        .hasSize(60)
        .allMatch(each -> each.header("if-match").isPresent());
    assertThat(site.netbox.http().mostAtOnce()).isLessThanOrEqualTo(8);
  }

  @Test
  void recordEach_serverThatBreaks_isThatFailure() {
    site.netbox.http().failOn("journal-entries", Fault.html502());

    CallFailedException failure =
        catchThrowableOfType(CallFailedException.class, () -> recordEach(newOnes(3)));

    assertThat(failure.kind()).isEqualTo(Kind.BROKEN);
    site.netbox.http().heal();
    assertThat(recordEach(newOnes(3))).allMatch(each -> each.recorded().isPresent());
    for (int i = 0; i < 3; i++) assertThat(site.history("N" + i)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "add dcim/sites, add on dcim.site",
    "add dcim/devices, add on dcim.device",
    "view dcim/devices, view on dcim.device",
    "add extras/custom-fields, add on extras.customfield",
    "add extras/journal-entries, add on extras.journalentry",
    "add ipam/ip-addresses, add on ipam.ipaddress",
    "add dcim/device-types, add on dcim.devicetype"
  })
  void record_withoutAPermission_namesIt(String denied, String said) {
    site.netbox.deny(denied);

    CallFailedException failure = failure(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));

    assertThat(failure.kind()).isEqualTo(Kind.OPERATOR);
    assertThat(failure).hasMessageContaining(said);
  }

  @ParameterizedTest
  @CsvSource({
    "Token expired, extend or enable it",
    "Token disabled, extend or enable it",
    "Source IP 10.0.0.1 is not permitted to authenticate, allowed IPs"
  })
  void record_tokenThatIsRefused_saysWhatMendsIt(String reason, String mends) {
    site.netbox.refuseTokens(reason);

    CallFailedException failure = failure(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));

    assertThat(failure.kind()).isEqualTo(Kind.OPERATOR);
    assertThat(failure)
        .hasMessageContaining(reason)
        .hasMessageContaining(mends)
        .hasMessageContaining("cmdb-token");
    assertThat(failure.getMessage()).doesNotContain("nbt_");
  }

  @Test
  void record_wrongToken_namesTheSecret() {
    Cmdb wrong = site.client(NetBoxContract.CREATE, "nbt_x.y", site.turns());

    assertThat(
            catchThrowableOfType(
                CallFailedException.class,
                () ->
                    wrong.record(
                        NetBoxContract.observation(Told.moved("e1", 0, "A", "C")),
                        NetBoxContract.budget())))
        .hasMessageContaining("Invalid v2 token");
  }

  @Test
  void record_customFieldThatIsMissingAndMayNotBeMade_isNamed() {
    site.addDevice("other", "OTHER", "DC1");
    site.netbox.add("dcim/platforms", "{\"name\": \"EOS\", \"slug\": \"eos\"}");
    Cmdb careful =
        site.open(
            NetBoxContract.CREATE
                .creatingNothingElse()
                .mapping(Mapping.parse("default: {site: DC1, role: any}")));
    Device device = Device.builder().serialNumber("A").hostname("leaf9").modelName("Any").build();

    CallFailedException failure =
        catchThrowableOfType(
            CallFailedException.class,
            () ->
                careful.record(
                    NetBoxContract.observation(Told.moved("e1", 0, device, Told.container("C"))),
                    NetBoxContract.budget()));

    assertThat(failure.kind()).isEqualTo(Kind.OPERATOR);
    assertThat(failure).hasMessageContaining("custom field cvp_");
    assertThat(site.netbox.devices()).hasSize(1);
  }

  @Test
  void record_containerThatMeansNoSite_saysWhatToAdd() {
    Cmdb unmapped = site.open(CmdbPolicy.of(CmdbMode.CREATE, false));

    assertThat(
            catchThrowableOfType(
                CallFailedException.class,
                () ->
                    unmapped.record(
                        NetBoxContract.observation(Told.moved("e1", 0, "A", "Hall")),
                        NetBoxContract.budget())))
        .hasMessageContaining("mapping.yml")
        .hasMessageContaining("Hall");
  }

  @Test
  void record_statusOfTheMappingThatIsNoChoice_namesTheSetting() {
    Mapping odd = Mapping.parse("default: {site: DC1, role: any, status: blooming}");
    Cmdb mine = site.open(NetBoxContract.CREATE.mapping(odd));
    Observation move = NetBoxContract.observation(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));

    CallFailedException failure =
        catchThrowableOfType(
            CallFailedException.class, () -> mine.record(move, NetBoxContract.budget()));

    assertThat(failure.kind()).isEqualTo(Kind.OPERATOR);
    assertThat(failure)
        .hasMessageContaining("status: \"blooming\" is not a valid choice")
        .hasMessageContaining("mapping.yml")
        .hasMessageContaining("cmdb_removed_status");
  }

  @Test
  void record_nameTooLong_isRefusedByField() {
    Device device =
        Device.builder().serialNumber("A").hostname("n".repeat(65)).modelName("M").build();

    CallFailedException failure = failure(Told.moved("e1", 0, device, Told.container("DC1-Leaf")));

    assertThat(failure.kind()).isEqualTo(Kind.REJECTED);
    assertThat(failure)
        .hasMessageContaining("name: Ensure this field has no more than 64 characters");
  }

  @Test
  void placed_nextPageElsewhere_isAskedOfNetBoxOnly() {
    record(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));
    try (HttpEndpoint elsewhere = HttpEndpoint.start(Listen.anywhere(), new Routes())) {
      String next = "http://localhost:" + elsewhere.port() + "/api/dcim/devices/?offset=0";
      String page = "{\"count\": 2, \"next\": \"" + next + "\", \"results\": []}";
      Fault first = Fault.instead(Reply.of(200, "application/json", page));
      site.netbox.http().failNext(1, "dcim/devices", first);

      assertThat(cmdb.placed(NetBoxContract.budget())).hasSize(1);
      assertThat(elsewhere.connections()).isZero();
    }
  }

  @Test
  void record_pageInsteadOfJson_isNotTakenForAnEmptyList() {
    site.netbox.http().fail(Fault.html200());

    CallFailedException failure = failure(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));

    assertThat(failure.kind()).isEqualTo(Kind.BROKEN);
    assertThat(failure).hasMessageContaining("login page");
  }

  @Test
  void record_answerOfTheWriteLost_isDoneOnceByTheRepetition() {
    record(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));
    site.netbox.http().failNext(1, "journal-entries", Fault.resetAfterHandling());

    CloudEvent move = Told.moved("e2", 1, SERIAL, "DC1-Spine");
    assertThat(failure(move).kind()).isEqualTo(Kind.NO_ANSWER);
    record(move);

    assertThat(site.history(SERIAL)).hasSize(2);
  }

  @Test
  void check_withoutAPermission_namesIt() {
    site.netbox.deny("view dcim/platforms");

    assertThat(cmdb.check(NetBoxContract.budget()))
        .singleElement()
        .asString()
        .contains("view on dcim.platform");
  }

  @ParameterizedTest
  @CsvSource({
    "add dcim/sites, add on dcim.site",
    "change dcim/devices, change on dcim.device",
    "add extras/journal-entries, add on extras.journalentry"
  })
  void check_withoutTheRightToWrite_namesItAndWritesNothing(String denied, String said) {
    record(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));
    site.netbox.deny(denied);
    site.netbox.http().forgetRequests();

    assertThat(cmdb.check(NetBoxContract.budget())).singleElement().asString().contains(said);
    assertThat(requests()).allMatch(each -> each.startsWith("GET ") || each.startsWith("OPTIONS "));
  }

  @Test
  void check_customFieldsThatAreNotThereYet_hinderOnlyWhereTheyCannotBeMade() {
    assertThat(cmdb.check(NetBoxContract.budget())).isEmpty();
    Cmdb careful = site.open(NetBoxContract.CREATE.creatingNothingElse());
    assertThat(careful.check(NetBoxContract.budget()))
        .singleElement()
        .asString()
        .contains("are missing, make them: cvp_");

    site.netbox.deny("add extras/custom-fields");
    assertThat(cmdb.check(NetBoxContract.budget()))
        .singleElement()
        .asString()
        .contains("add on extras.customfield");
  }

  @Test
  void check_tokenThatOnlyReads_isSaidOnce() {
    record(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));
    site.netbox.deny("add");
    site.netbox.deny("change");

    assertThat(cmdb.check(NetBoxContract.budget()))
        .singleElement()
        .asString()
        .contains("may write nothing");
  }

  @Test
  void check_whatIsNotToBeWritten_needsNoRight() {
    record(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));
    site.netbox.deny("add dcim/sites");
    Cmdb careful = site.open(NetBoxContract.CREATE.creatingNothingElse());
    assertThat(careful.check(NetBoxContract.budget())).isEmpty();

    site.netbox.deny("add dcim/devices");
    assertThat(site.open(NetBoxContract.PROPOSE).check(NetBoxContract.budget())).isEmpty();
  }
}
