package io.cvpfunctions.devicemove.netbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.devicemove.Action;
import io.cvpfunctions.devicemove.Attempt;
import io.cvpfunctions.devicemove.Cmdb;
import io.cvpfunctions.devicemove.CmdbContract;
import io.cvpfunctions.devicemove.CmdbPolicy;
import io.cvpfunctions.devicemove.JournalText;
import io.cvpfunctions.devicemove.Observation;
import io.cvpfunctions.devicemove.RecordKeeper;
import io.cvpfunctions.devicemove.Recorded;
import io.cvpfunctions.devicemove.SerialTurns;
import io.cvpfunctions.devicemove.Told;
import io.cvpfunctions.devicemove.Wire;
import io.cvpfunctions.devicemove.rest.Identity;
import io.cvpfunctions.devicemove.rest.RestClient;
import io.cvpfunctions.events.Device;
import io.cvpfunctions.lab.cmdb.NautobotServer;
import io.cvpfunctions.lab.http.Fault;
import io.cvpfunctions.lab.http.RecordedRequest;
import io.cvpfunctions.lab.http.Reply;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import io.cvpfunctions.remote.HttpRemote;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every CMDB promises, kept in a Nautobot of some release. */
abstract class NautobotContract extends CmdbContract {
  private static final String SERIAL = "JPE19330452";

  final NautobotServer nautobot;
  private final SerialTurns turns = new SerialTurns();

  NautobotContract(String version) {
    this.nautobot = NautobotServer.start(version);
    nautobot.add("ipam/prefixes", "{\"prefix\": \"127.0.0.0/8\"}");
  }

  @AfterEach
  void closeServer() {
    assertThat(nautobot.http().unexpected()).isEmpty();
    nautobot.close();
  }

  /** The last write wins here, so that the clients are those of one process. */
  @Override
  protected Cmdb open(CmdbPolicy policy) {
    return client(policy, nautobot.token());
  }

  private Cmdb client(CmdbPolicy policy, String token) {
    return client(policy, token, turns);
  }

  private Cmdb client(CmdbPolicy policy, String token, SerialTurns itsOwn) {
    RestClient rest =
        new RestClient(
            HttpRemote.named("Nautobot"),
            HttpUrl.get(nautobot.url()),
            Identity.of("Token " + token));
    Nautobot store = new Nautobot(rest, policy.createsMissing(), "Management1");
    return new RecordKeeper(store, policy, itsOwn);
  }

  private List<ObjectNode> devices(String serial) {
    return nautobot.all("dcim/devices").stream()
        .filter(device -> device.path("serial").asText().equals(serial))
        .collect(Collectors.toList());
  }

  @Override
  protected Map<String, String> stored(String serial) {
    Map<String, String> stored = new LinkedHashMap<>();
    for (ObjectNode device : devices(serial)) {
      stored.put("hostname", device.path("name").asText());
      stored.put("ip_address", device.at("/primary_ip4/address").asText().replace("/32", ""));
      stored.put("model", device.at("/device_type/model").asText());
      stored.put("status", device.at("/status/name").asText().toLowerCase(Locale.ROOT));
      stored.put("site", device.at("/location/name").asText());
      stored.put("role", device.at("/role/name").asText());
      stored.put(
          "tags",
          StreamSupport.stream(device.path("tags").spliterator(), false)
              .map(tag -> tag.path("name").asText())
              .collect(Collectors.joining(",")));
      device
          .path("custom_fields")
          .properties()
          .forEach(f -> stored.put(f.getKey().replaceFirst("cvp_", ""), f.getValue().asText()));
    }
    stored.values().removeIf(value -> value.isEmpty() || value.equals("null"));
    return stored;
  }

  @Override
  protected int records() {
    return nautobot.all("dcim/devices").size();
  }

  @Override
  protected List<String> history(String serial) {
    return historyTexts(serial).stream().map(JournalText::entry).collect(Collectors.toList());
  }

  @Override
  protected List<String> historyTexts(String serial) {
    return devices(serial).stream()
        .flatMap(
            device ->
                nautobot.all("extras/notes").stream()
                    .filter(note -> note.path("assigned_object_id").equals(device.path("id"))))
        .map(note -> note.path("note").asText())
        .collect(Collectors.toList());
  }

  @Override
  protected void setStatus(String serial, String status) {
    String name = status.substring(0, 1).toUpperCase(Locale.ROOT) + status.substring(1);
    String id = nautobot.id("extras/statuses", name);
    nautobot.edit(
        "dcim/devices", devices(serial).get(0).path("id").asText(), "{\"status\": \"" + id + "\"}");
  }

  @Override
  protected void addByHand(String name, String serial) {
    String active = nautobot.id("extras/statuses", "Active");
    String maker =
        nautobot.all("dcim/manufacturers").isEmpty()
            ? nautobot.add("dcim/manufacturers", "{\"name\": \"Any\"}")
            : nautobot.all("dcim/manufacturers").get(0).path("id").asText();
    String model =
        nautobot.add(
            "dcim/device-types", "{\"model\": \"Any\", \"manufacturer\": \"" + maker + "\"}");
    String role =
        nautobot.add("extras/roles", "{\"name\": \"any\", \"content_types\": [\"dcim.device\"]}");
    String location =
        nautobot.all("dcim/locations").isEmpty()
            ? nautobot.add(
                "dcim/locations",
                "{\"name\": \"DC1\", \"status\": \""
                    + active
                    + "\", \"location_type\": \""
                    + nautobot.add("dcim/location-types", "{\"name\": \"Site\"}")
                    + "\"}")
            : nautobot.id("dcim/locations", "DC1");
    nautobot.add(
        "dcim/devices",
        String.format(
            "{\"name\": \"%s\", \"serial\": \"%s\", \"status\": \"%s\", \"device_type\": \"%s\", \"role\": \"%s\", \"location\": \"%s\"}",
            name, serial, active, model, role, location));
  }

  @Override
  protected String removedStatus() {
    return "offline";
  }

  @Test
  void record_onTheWire_isAsInTheGoldenFile() throws Exception {
    Cmdb cmdb = open(CREATE);
    cmdb.record(observation(Told.moved("e1", 0, SERIAL, "DC2-Leaf")), budget());
    cmdb.record(observation(Told.moved("e2", 1, SERIAL, "DC1-Spine")), budget());

    Wire.isAsIn("nautobot.wire.txt", nautobot.http());
  }

  @Test
  void record_twoWithOneSerial_isRefusedWithBothLinks() {
    addByHand("one", SERIAL);
    nautobot.edit("extras/roles", nautobot.id("extras/roles", "any"), "{\"name\": \"other\"}");
    nautobot.edit(
        "dcim/device-types",
        nautobot.all("dcim/device-types").get(0).path("id").asText(),
        "{\"model\": \"Other\"}");
    addByHand("two", SERIAL);

    CallFailedException refused = failure(open(CREATE));

    assertThat(refused.kind()).isEqualTo(Kind.REJECTED);
    assertThat(refused).hasMessageContaining("one (http").hasMessageContaining("two (http");
  }

  @Test
  void record_twoReplicasThatMakeTheSameUnderTwoNames_endInOneRecord() throws Exception {
    open(CREATE).record(observation(Told.moved("e0", 0, "OTHER", "C")), budget());
    List<Cmdb> replicas = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      replicas.add(client(CREATE, nautobot.token(), new SerialTurns()));
    }
    List<CloudEvent> moves = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Device named = Device.builder().serialNumber(SERIAL).hostname("n" + i).build();
      moves.add(Told.moved("e" + (i + 1), i, named, Told.container("C")));
    }

    List<Action> actions =
        atOnce(moves, (i, move) -> replicas.get(i).record(observation(move), budget()).action());

    assertThat(actions).containsOnlyOnce(Action.CREATED);
    assertThat(devices(SERIAL)).hasSize(1);
    assertThat(history(SERIAL)).hasSize(2);
  }

  @Test
  void record_locationBelowASite_isFoundOrMadeThere() {
    CmdbPolicy rooms =
        CREATE.mapping(
            io.cvpfunctions.devicemove.mapping.Mapping.parse(
                "default: {site: DC1, location: Hall 1, role: leaf}"));
    open(rooms).record(observation(Told.moved("e1", 0, SERIAL, "Any")), budget());

    assertThat(devices(SERIAL).get(0).at("/location/name").asText()).isEqualTo("Hall 1");
    assertThat(devices(SERIAL).get(0).at("/location/parent/name").asText()).isEqualTo("DC1");
  }

  @Test
  void record_roomOfTheSameNameAtAnotherSiteAndModeRecord_isTheOneThere() {
    CmdbPolicy rooms =
        RECORD.mapping(
            io.cvpfunctions.devicemove.mapping.Mapping.parse(
                "rules: [{container: 'DC2*', site: DC2, location: Hall 1, role: leaf},"
                    + " {container: '*', site: DC1, location: Hall 1, role: leaf}]"));

    open(rooms).record(observation(Told.moved("e1", 0, SERIAL, "DC1-Leaf")), budget());
    open(rooms).record(observation(Told.moved("e2", 1, SERIAL, "DC2-Leaf")), budget());

    assertThat(devices(SERIAL).get(0).at("/location/name").asText()).isEqualTo("Hall 1");
    assertThat(devices(SERIAL).get(0).at("/location/parent/name").asText()).isEqualTo("DC2");
  }

  @Test
  void record_roomFarBelowItsSite_isFoundAndReadAsOfThatSite() {
    String site = location("DC1", "Site", location("Europe", "Region", null));
    String hall = location("Hall 1", "Room", location("Floor 2", "Floor", site));
    CmdbPolicy rooms =
        RECORD.mapping(
            io.cvpfunctions.devicemove.mapping.Mapping.parse(
                "rules: [{container: '*', site: DC1, location: Hall 1, role: leaf}]"));

    open(rooms).record(observation(Told.moved("e1", 0, SERIAL, "Any")), budget());
    Recorded moved =
        open(rooms).record(observation(Told.moved("e2", 1, SERIAL, "Other")), budget());

    assertThat(devices(SERIAL).get(0).at("/location/id").asText()).isEqualTo(hall);
    assertThat(moved.drift()).isEmpty();
    assertThat(moved.changes())
        .extracting(Object::toString)
        .noneMatch(each -> each.startsWith("site") || each.startsWith("location"));
    assertThat(nautobot.all("dcim/locations")).hasSize(4);
  }

  @Test
  void record_deviceWhoseRoomIsFarBelowAnotherSite_isToldAsDrift() {
    String site = location("DC2", "Site", location("Europe", "Region", null));
    String hall = location("Hall 1", "Room", location("Floor 2", "Floor", site));
    open(CREATE).record(observation(Told.moved("e1", 0, SERIAL, "DC1-Leaf")), budget());
    String device = devices(SERIAL).get(0).path("id").asText();
    nautobot.edit("dcim/devices", device, "{\"location\": \"" + hall + "\"}");
    CmdbPolicy rule =
        CREATE.mapping(
            io.cvpfunctions.devicemove.mapping.Mapping.parse(
                "rules: [{container: '*', site: DC1, role: switch}]"));

    Recorded moved = open(rule).record(observation(Told.moved("e2", 1, SERIAL, "Any")), budget());

    assertThat(moved.drift()).containsExactly("site: Nautobot says DC2, CloudVision says DC1");
  }

  @Test
  void record_roomCalledAsTheSite_isNotTakenForIt() {
    String other = location("Other", "Site", null);
    location("DC1", "Room", other);

    open(CREATE).record(observation(Told.moved("e1", 0, SERIAL, "DC1-Leaf")), budget());

    assertThat(devices(SERIAL).get(0).at("/location/name").asText()).isEqualTo("DC1");
    assertThat(devices(SERIAL).get(0).at("/location/parent/name").asText("")).isEmpty();
  }

  @Test
  void record_siteBelowARegion_isFoundAndReadAsTheSite() {
    location("DC2", "Site", location("Europe", "Region", null));
    open(CREATE).record(observation(Told.moved("e1", 0, SERIAL, "DC2-Leaf")), budget());

    Recorded moved =
        open(CREATE).record(observation(Told.moved("e2", 1, SERIAL, "DC2-Spine")), budget());

    assertThat(moved.drift()).isEmpty();
    assertThat(devices(SERIAL).get(0).at("/location/parent/name").asText()).isEqualTo("Europe");
  }

  /** With the first device of all the custom fields are made, and everything is asked for twice. */
  @Test
  void record_siteThatItMade_isNotAskedForAgain() {
    Cmdb cmdb = open(CREATE);
    cmdb.record(observation(Told.moved("e1", 0, "A", "DC1-Leaf")), budget());
    cmdb.record(observation(Told.moved("e2", 0, "B", "DC2-Leaf")), budget());
    nautobot.http().forgetRequests();

    cmdb.record(observation(Told.moved("e3", 0, "C", "DC2-Leaf")), budget());

    assertThat(nautobot.http().requests())
        .isNotEmpty()
        .noneMatch(each -> each.path().equals("/api/dcim/locations/"));
  }

  /** Puts a location there, with its type where that is missing. */
  private String location(String name, String type, String parent) {
    List<String> known =
        nautobot.all("dcim/location-types").stream()
            .filter(each -> each.path("name").asText().equals(type))
            .map(each -> each.path("id").asText())
            .collect(Collectors.toList());
    String typeId =
        known.isEmpty()
            ? nautobot.add("dcim/location-types", "{\"name\": \"" + type + "\"}")
            : known.get(0);
    return nautobot.add(
        "dcim/locations",
        String.format(
            "{\"name\": \"%s\", \"location_type\": \"%s\", \"status\": \"%s\"%s}",
            name,
            typeId,
            nautobot.id("extras/statuses", "Active"),
            parent == null ? "" : ", \"parent\": \"" + parent + "\""));
  }

  @Test
  void record_addressWithoutAPrefix_isToldAndTheDeviceRecorded() {
    try (NautobotServer bare = NautobotServer.start("3.1")) {
      RestClient rest =
          new RestClient(
              HttpRemote.named("Nautobot"),
              HttpUrl.get(bare.url()),
              Identity.of("Token " + bare.token()));
      Cmdb cmdb = new RecordKeeper(new Nautobot(rest, true, "Management1"), CREATE, turns);

      Recorded made = cmdb.record(observation(Told.moved("e1", 0, SERIAL, "DC1-Leaf")), budget());

      assertThat(made.action()).isEqualTo(Action.CREATED);
      assertThat(made.drift()).singleElement().asString().contains("no prefix for 127.0.0.11");
    }
  }

  @Test
  void record_addressThatIsRefused_isToldAndTheRestRecorded() {
    ObjectNode error = new ObjectMapper().createObjectNode();
    error.putArray("address").add("Enter a valid IPv4 or IPv6 address.");
    nautobot.http().failOn("ip-addresses", Fault.instead(Reply.json(400, error)));

    Recorded made =
        open(CREATE).record(observation(Told.moved("e1", 0, SERIAL, "DC1-Leaf")), budget());

    assertThat(made.action()).isEqualTo(Action.CREATED);
    assertThat(made.drift())
        .containsExactly(
            "address: 127.0.0.11 could not be recorded. Nautobot: it refuses ipam.ipaddress:"
                + " address: Enter a valid IPv4 or IPv6 address.");
    assertThat(stored(SERIAL)).containsEntry("container", "DC1-Leaf");
    assertThat(history(SERIAL)).hasSize(1);
  }

  @Test
  void record_sameAddressInAnotherNamespace_isNotTakenOver() {
    addressOfCustomer();
    List<ObjectNode> before = nautobot.all("ipam/ip-addresses");

    open(CREATE).record(observation(Told.moved("e1", 0, SERIAL, "DC1-Leaf")), budget());

    assertThat(nautobot.all("ipam/ip-addresses")).hasSize(2).containsAll(before);
    assertThat(devices(SERIAL).get(0).at("/primary_ip4/address").asText())
        .isEqualTo("127.0.0.11/32");
  }

  @Test
  void record_addressInAnotherNamespaceOnAnInterfaceOfTheDevice_isItsPrimaryOne() {
    Device silent = Device.builder().serialNumber(SERIAL).hostname("leaf1").build();
    open(CREATE)
        .record(observation(Told.moved("e1", 0, silent, Told.container("DC1-Leaf"))), budget());
    String address = addressOfCustomer();
    String port =
        nautobot.add(
            "dcim/interfaces",
            String.format(
                "{\"name\": \"Vlan9\", \"type\": \"virtual\", \"device\": \"%s\", \"status\": \"%s\"}",
                devices(SERIAL).get(0).path("id").asText(),
                nautobot.id("extras/statuses", "Active")));
    nautobot.add(
        "ipam/ip-address-to-interface",
        "{\"ip_address\": \"" + address + "\", \"interface\": \"" + port + "\"}");

    open(CREATE).record(observation(Told.moved("e2", 1, SERIAL, "DC1-Leaf")), budget());

    assertThat(devices(SERIAL).get(0).at("/primary_ip4/id").asText()).isEqualTo(address);
    assertThat(nautobot.all("ipam/ip-addresses")).hasSize(1);
  }

  @Test
  void record_addressOfAnotherDevice_isLeftAloneAndTold() {
    open(CREATE).record(observation(Told.moved("e1", 0, SERIAL, "DC1-Leaf")), budget());
    Device other =
        Device.builder().serialNumber("B").hostname("leaf9").ipAddress("127.0.0.11").build();

    Recorded made =
        open(CREATE)
            .record(observation(Told.moved("e2", 0, other, Told.container("DC1-Leaf"))), budget());

    assertThat(made.drift())
        .containsExactly("address: Nautobot has 127.0.0.11 on an interface of another device");
    assertThat(stored(SERIAL)).containsEntry("ip_address", "127.0.0.11");
    assertThat(stored("B")).doesNotContainKey("ip_address");
  }

  private String addressOfCustomer() {
    String namespace = nautobot.add("ipam/namespaces", "{\"name\": \"Customer\"}");
    nautobot.add(
        "ipam/prefixes", "{\"prefix\": \"127.0.0.0/8\", \"namespace\": \"" + namespace + "\"}");
    return nautobot.add(
        "ipam/ip-addresses",
        "{\"address\": \"127.0.0.11/24\", \"namespace\": {\"name\": \"Customer\"}, \"status\": \""
            + nautobot.id("extras/statuses", "Active")
            + "\"}");
  }

  @Test
  void recordEach_oneWithoutAPrefix_doesNotHinderTheOthers() {
    Device outside =
        Device.builder()
            .serialNumber("B")
            .hostname("leaf9")
            .modelName("M")
            .ipAddress("192.0.2.1")
            .build();
    List<Observation> all =
        List.of(
            observation(Told.moved("e1", 0, "A", "DC1-Leaf")),
            observation(Told.moved("e2", 0, outside, Told.container("DC1-Leaf"))),
            observation(Told.moved("e3", 0, "C", "DC1-Leaf")));

    List<Attempt> attempts = open(CREATE).recordEach(all, () -> true, budget());

    assertThat(attempts).extracting(each -> each.get().action()).containsOnly(Action.CREATED);
    assertThat(attempts.get(1).get().drift())
        .singleElement()
        .asString()
        .contains("no prefix for 192.0.2.1");
    assertThat(stored("A")).containsKey("ip_address");
    assertThat(stored("C")).containsKey("ip_address");
  }

  @Test
  void recordEach_newOnes_areMadeInOneRequest() {
    open(CREATE).record(observation(Told.moved("e1", 0, SERIAL, "DC1-Leaf")), budget());
    nautobot.http().forgetRequests();
    List<Observation> all = new ArrayList<>();
    for (int i = 0; i < 50; i++) all.add(observation(Told.moved("n" + i, 1, "N" + i, "DC1-Leaf")));

    open(CREATE).recordEach(all, () -> true, budget());

    assertThat(nautobot.http().requests("/dcim/devices/"))
        .extracting(RecordedRequest::method)
        .containsExactly("GET", "GET", "POST", "GET", "PATCH");
    assertThat(records()).isEqualTo(51);
  }

  @ParameterizedTest
  @CsvSource({
    "add dcim/locations, add on dcim.location",
    "add extras/notes, add on extras.note",
    "view extras/statuses, view on extras.status",
    "add ipam/ip-addresses, add on ipam.ipaddress"
  })
  void record_withoutAPermission_namesIt(String denied, String said) {
    nautobot.deny(denied);

    CallFailedException failure = failure(open(CREATE));

    assertThat(failure.kind()).isEqualTo(Kind.OPERATOR);
    assertThat(failure).hasMessageMatching(".*\\b" + said + "\\b.*");
  }

  @Test
  void check_withoutTheRightToWrite_namesIt() {
    open(CREATE).record(observation(Told.moved("e1", 0, SERIAL, "DC1-Leaf")), budget());
    nautobot.deny("add extras/roles");

    assertThat(open(CREATE).check(budget()))
        .singleElement()
        .asString()
        .contains("add on extras.role");
  }

  @Test
  void record_wrongToken_namesTheSecret() {
    CallFailedException failure = failure(client(CREATE, "hush-hush"));

    assertThat(failure).hasMessageContaining("Invalid token").hasMessageContaining("cmdb-token");
    assertThat(failure.getMessage()).doesNotContain("hush-hush");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          302 | ``  | OPERATOR | it redirects to elsewhere: set cmdb_url to where it is, with https
          400 | {"x":["Unknown filter field"]} | OPERATOR | it refuses dcim.device: x: Unknown filter field: see that cmdb and cmdb_url are of the same product, and its release
          401 | {"detail":"Invalid token"} | OPERATOR | Invalid token: correct the secret cmdb-token
          403 | {"detail":"Authentication credentials were not provided."} | OPERATOR | Authentication credentials were not provided.: correct the secret cmdb-token
          403 | {"detail":"Invalid token"} | OPERATOR | Invalid token: correct the secret cmdb-token
          403 | {"detail":"You do not have permission to perform this action."} | OPERATOR | You do not have permission to perform this action. Grant the token's user the permission view on dcim.device
          404 | {"detail":"Not found."} | OPERATOR | there is no dcim.device: correct cmdb_url, or grant the token's user the permission view on dcim.device
          405 | {}  | OPERATOR | it does not let anybody view dcim.device: see that cmdb_url is its address
          429 | {}  | LATER | a proxy before it asks for a pause: raise its rate limit, or let fewer calls be made
          500 | bad | BROKEN | it answers 500: bad; its log has more
          502 | bad | BROKEN | it answers 502: see that it is up (bad)
          503 | bad | BROKEN | it answers 503: see that it is up (bad)
          504 | bad | BROKEN | it answers 504: see that it is up (bad)
          200 | bad | BROKEN | what 127.0.0.1 answers is not its JSON: see that cmdb_url is its address and that no login page is before it (bad)
          """)
  void record_statusOfTheServer_isSaidWithWhatToDo(
      int status, String body, Kind kind, String said) {
    nautobot.http().fail(Fault.instead(Reply.of(status, "application/json", body)));

    CallFailedException failure = failure(open(CREATE));

    assertThat(failure).hasMessage("Nautobot: " + said);
    assertThat(failure.kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          400 | {"name":["This field is required."]} | REJECTED | it refuses dcim.device: name: This field is required.
          403 | {"detail":"You do not have permission to perform this action."} | OPERATOR | You do not have permission to perform this action. Grant the token's user the permission change on dcim.device, and see that the token may write
          404 | {"detail":"No Device matches the given query."} | OPERATOR | there is no dcim.device: correct cmdb_url, or grant the token's user the permission change on dcim.device, and see that the token may write
          409 | {"detail":"Unable to delete object."} | REJECTED | it refuses: Unable to delete object. Look at it there
          """)
  void record_statusOfAWrite_isSaidWithWhatToDo(int status, String body, Kind kind, String said) {
    Cmdb cmdb = open(CREATE);
    cmdb.record(observation(Told.moved("e0", -1, SERIAL, "DC1-Spine")), budget());
    String device = "/dcim/devices/" + devices(SERIAL).get(0).path("id").asText() + "/";
    nautobot.http().failOn(device, Fault.instead(Reply.of(status, "application/json", body)));

    CallFailedException failure = failure(cmdb);

    assertThat(failure).hasMessage("Nautobot: " + said);
    assertThat(failure.kind()).isEqualTo(kind);
  }

  @Test
  void record_filterThatThisReleaseDoesNotKnow_isRefusedByName() {
    ObjectNode error = new ObjectMapper().createObjectNode();
    error.putArray("serial").add("Unknown filter field");
    nautobot.http().fail(Fault.instead(Reply.json(400, error)));

    CallFailedException failure = failure(open(CREATE));

    assertThat(failure.kind()).isEqualTo(Kind.OPERATOR);
    assertThat(failure)
        .hasMessageContaining("serial: Unknown filter field")
        .hasMessageContaining("cmdb_url");
  }

  @Test
  void record_statusThatIsNotThere_isNamed() {
    CmdbPolicy odd =
        CREATE.mapping(
            io.cvpfunctions.devicemove.mapping.Mapping.parse(
                "default: {site: DC1, role: leaf, status: blooming}"));

    assertThat(failure(open(odd))).hasMessageContaining("status Blooming");
  }

  private static CallFailedException failure(Cmdb cmdb) {
    return catchThrowableOfType(
        CallFailedException.class,
        () -> cmdb.record(observation(Told.moved("e1", 0, SERIAL, "DC1-Leaf")), budget()));
  }
}
