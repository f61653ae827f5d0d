package io.cvpfunctions.devicemove.servicenow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.devicemove.Action;
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
import io.cvpfunctions.devicemove.mapping.Mapping;
import io.cvpfunctions.devicemove.rest.Identity;
import io.cvpfunctions.devicemove.rest.RestClient;
import io.cvpfunctions.events.Device;
import io.cvpfunctions.lab.cmdb.ServiceNowServer;
import io.cvpfunctions.lab.http.Fault;
import io.cvpfunctions.lab.http.Reply;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import io.cvpfunctions.remote.HttpRemote;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every CMDB promises, kept in ServiceNow. */
class ServiceNowTest extends CmdbContract {
  private static final String CLASS = "cmdb_ci_ip_switch";
  private static final String SERIAL = "JPE19330452";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ServiceNowServer server = ServiceNowServer.start();
  private final SerialTurns turns = new SerialTurns();

  @BeforeEach
  void columns() {
    server.addColumns(
        "u_cvp_software_version",
        "u_cvp_streaming",
        "u_cvp_container",
        "u_cvp_container_key",
        "u_cvp_container_path",
        "u_cvp_source",
        "u_cvp_last_move",
        "u_cvp_facts_as_of",
        "u_cvp_last_event");
  }

  @AfterEach
  void closeServer() {
    assertThat(server.http().unexpected()).isEmpty();
    server.close();
  }

  /** The last write wins here, so that the clients are those of one process. */
  @Override
  protected Cmdb open(CmdbPolicy policy) {
    return client(server, policy, server.password(), "Other Automated");
  }

  /** A client of another process. */
  private Cmdb replica() {
    return replica(CREATE);
  }

  private Cmdb replica(CmdbPolicy policy) {
    ServiceNow store = new ServiceNow(rest(server, server.password()), true, CLASS, "ServiceNow");
    return new RecordKeeper(store, policy, new SerialTurns());
  }

  private Cmdb client(ServiceNowServer at, CmdbPolicy policy, String password, String source) {
    ServiceNow store = new ServiceNow(rest(at, password), policy.createsMissing(), CLASS, source);
    return new RecordKeeper(store, policy, turns);
  }

  private static RestClient rest(ServiceNowServer at, String password) {
    return new RestClient(
        HttpRemote.named("ServiceNow"),
        HttpUrl.get(at.url()),
        Identity.of(Credentials.basic(at.username(), password)));
  }

  private List<ObjectNode> items(String serial) {
    return server.all(CLASS).stream()
        .filter(row -> row.path("serial_number").asText().equals(serial))
        .collect(Collectors.toList());
  }

  @Override
  protected Map<String, String> stored(String serial) {
    Map<String, String> stored = new LinkedHashMap<>();
    for (ObjectNode item : items(serial)) {
      stored.put("hostname", item.path("name").asText());
      stored.put("ip_address", item.path("ip_address").asText());
      stored.put("model", server.shown("model_id", item.path("model_id").asText()));
      stored.put("site", server.shown("location", item.path("location").asText()));
      stored.put("status", item.path("install_status").asText().replaceFirst("^1$", "active"));
      item.properties().stream()
          .filter(f -> f.getKey().startsWith("u_cvp_") && !f.getKey().endsWith("last_event"))
          .forEach(f -> stored.put(f.getKey().substring(6), f.getValue().asText()));
    }
    stored.values().removeIf(String::isEmpty);
    return stored;
  }

  @Override
  protected int records() {
    return server.all(CLASS).size();
  }

  @Override
  protected List<String> history(String serial) {
    return historyTexts(serial).stream().map(JournalText::entry).collect(Collectors.toList());
  }

  @Override
  protected List<String> historyTexts(String serial) {
    return items(serial).stream()
        .flatMap(
            item ->
                server.all("sys_journal_field").stream()
                    .filter(note -> note.path("element_id").equals(item.path("id"))))
        .map(note -> note.path("value").asText())
        .collect(Collectors.toList());
  }

  @Override
  protected void setStatus(String serial, String status) {
    server.edit(
        CLASS,
        items(serial).get(0).path("id").asText(),
        "{\"install_status\": \"" + status + "\"}");
  }

  @Override
  protected void addByHand(String name, String serial) {
    String dc1 =
        server.all("cmn_location").isEmpty()
            ? server.add("cmn_location", "{\"name\": \"DC1\"}")
            : server.all("cmn_location").get(0).path("id").asText();
    server.add(
        CLASS,
        String.format(
            "{\"name\": \"%s\", \"serial_number\": \"%s\", \"location\": \"%s\", \"install_status\": \"1\"}",
            name, serial, dc1));
  }

  @Override
  protected boolean knowsRoles() {
    return false;
  }

  @Override
  protected String removedStatus() {
    return "100";
  }

  @Override
  protected String retiredStatus() {
    return "7";
  }

  @Override
  protected String activeStatus() {
    return "1";
  }

  @Override
  protected String personsStatus() {
    return "3";
  }

  @Test
  void record_onTheWire_isAsInTheGoldenFile() throws Exception {
    Cmdb cmdb = open(CREATE);
    cmdb.record(observation(Told.moved("e1", 0, SERIAL, "DC1-Leaf")), budget());
    cmdb.record(observation(Told.moved("e2", 1, SERIAL, "DC1-Spine")), budget());

    Wire.isAsIn("servicenow.wire.txt", server.http());
  }

  @Test
  void record_oneEventByTwoReplicasAtOnce_isNotedOnce() throws Exception {
    List<Cmdb> replicas = List.of(replica(), replica());
    List<CloudEvent> events = new ArrayList<>();
    for (int i = 0; i < 16; i++) events.add(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));
    for (int i = 0; i < 16; i++) events.add(Told.unprovisioned("e2", 1, SERIAL));

    for (List<CloudEvent> same : List.of(events.subList(0, 16), events.subList(16, 32))) {
      atOnce(same, (i, e) -> replicas.get(i % 2).record(observation(e), budget()).action());
    }

    assertThat(records()).isEqualTo(1);
    assertThat(history(SERIAL)).hasSize(2);
  }

  @Test
  void record_madeByAnotherReplicaBetweenTwoQuestions_isTheSameDevice() {
    Cmdb other = replica();
    Observation seen = observation(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));
    AtomicBoolean first = new AtomicBoolean(true);
    Cmdb cmdb = replica();
    server
        .http()
        .whenAnswered(
            (asked, reply) -> {
              boolean looks = asked.path().endsWith("/" + CLASS);
              if (looks && first.getAndSet(false)) other.record(seen, budget());
            });

    assertThat(cmdb.record(seen, budget()).action()).isEqualTo(Action.UNCHANGED);
    assertThat(first).isFalse();
    assertThat(records()).isEqualTo(1);
    assertThat(history(SERIAL)).hasSize(1);
  }

  @Test
  void record_oneProposalByTwoReplicasAtOnce_isNotedOnce() throws Exception {
    open(CREATE).record(observation(Told.moved("e1", 0, SERIAL, "DC1-Leaf")), budget());
    Map<String, String> before = stored(SERIAL);
    List<Cmdb> replicas = List.of(replica(PROPOSE), replica(PROPOSE));
    List<CloudEvent> same = new ArrayList<>();
    for (int i = 0; i < 16; i++) same.add(Told.moved("e2", 1, SERIAL, "DC1-Spine"));

    atOnce(same, (i, e) -> replicas.get(i % 2).record(observation(e), budget()).action());

    assertThat(history(SERIAL)).hasSize(2);
    assertThat(stored(SERIAL)).isEqualTo(before);
  }

  @Test
  void record_itemOfAnotherClassWithThatSerialNumber_isRefusedAndLeftAlone() {
    String router =
        server.add(
            "cmdb_ci_ip_router", "{\"name\": \"r1\", \"serial_number\": \"" + SERIAL + "\"}");
    List<ObjectNode> before = server.all("cmdb_ci_ip_router");

    CallFailedException refused = failure(open(CREATE));

    assertThat(refused.kind()).isEqualTo(Kind.REJECTED);
    assertThat(refused)
        .hasMessageContaining("cmdb_ci.do%3Fsys_id%3D" + router)
        .hasMessageContaining("cmdb_class");
    assertThat(server.all("cmdb_ci_ip_router")).isEqualTo(before);
    assertThat(records()).isZero();
  }

  @Test
  void preview_itemOfAnotherClassWithThatSerialNumber_isRefusedAsTheMoveWouldBe() {
    server.add("cmdb_ci_ip_router", "{\"name\": \"r1\", \"serial_number\": \"" + SERIAL + "\"}");
    Observation moved = observation(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));

    CallFailedException refused =
        catchThrowableOfType(
            CallFailedException.class, () -> open(CREATE).preview(moved, budget()));

    assertThat(refused.kind()).isEqualTo(Kind.REJECTED);
    assertThat(refused).hasMessageContaining("cmdb_class");
    assertThat(records()).isZero();
  }

  @Test
  void preview_newDevice_asksForItAndMakesNothing() {
    Observation moved = observation(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));

    assertThat(open(CREATE).preview(moved, budget()).action()).isEqualTo(Action.CREATED);

    assertThat(server.http().requests())
        .extracting(each -> each.method() + " " + each.path())
        .contains("POST /api/now/identifyreconcile/query")
        .noneMatch(each -> each.equals("POST /api/now/identifyreconcile"));
    assertThat(records()).isZero();
    assertThat(server.all("cmn_location")).isEmpty();
    assertThat(server.all("cmdb_model")).isEmpty();
  }

  @Test
  void record_itemOfAClassBelowTheOneThatIsSet_staysOfItsClass() {
    String above = "cmdb_ci_netgear";
    ServiceNow store =
        new ServiceNow(rest(server, server.password()), true, above, "Other Automated");
    Cmdb cmdb = new RecordKeeper(store, CREATE, turns);
    addByHand("leaf1", SERIAL);

    Recorded moved = cmdb.record(observation(Told.moved("e1", 0, SERIAL, "DC1-Leaf")), budget());
    cmdb.record(observation(Told.moved("e2", 1, "NEW", "DC1-Leaf")), budget());

    assertThat(moved.action()).isEqualTo(Action.UPDATED);
    assertThat(stored(SERIAL)).containsEntry("container", "DC1-Leaf");
    assertThat(history(SERIAL)).hasSize(1);
    assertThat(server.all(above))
        .singleElement()
        .satisfies(item -> assertThat(item.path("serial_number").asText()).isEqualTo("NEW"));
  }

  @Test
  void record_nameThatAnotherItemGotMeanwhile_isRefusedAndThatItemLeftAlone() {

    addByHand("elsewhere", "OTHER");
    List<ObjectNode> known = server.all(CLASS);
    server.edit(
        CLASS,
        known.get(0).path("id").asText(),
        "{\"name\": \"name-of-" + SERIAL + "\", \"location\": \"\"}");
    List<ObjectNode> before = server.all(CLASS);

    CallFailedException refused = failure(open(CREATE));

    assertThat(refused.kind()).isEqualTo(Kind.REJECTED);
    assertThat(refused).hasMessageContaining("another device of that name");
    assertThat(server.all(CLASS)).isEqualTo(before);
  }

  @Test
  void record_nameThatAPersonGaveWhileItWasWritten_stays() {
    Cmdb cmdb = open(CREATE);
    cmdb.record(observation(Told.moved("e1", 0, SERIAL, "DC1-Leaf")), budget());
    String item = items(SERIAL).get(0).path("id").asText();
    server
        .http()
        .whenAnswered(
            (asked, reply) -> {
              if (asked.method().equals("GET")) server.edit(CLASS, item, "{\"name\": \"new\"}");
            });

    cmdb.record(observation(Told.moved("e2", 1, SERIAL, "DC1-Spine")), budget());

    assertThat(stored(SERIAL))
        .containsEntry("hostname", "new")
        .containsEntry("container", "DC1-Spine");
  }

  @Test
  void record_serialNumberThatAPersonChangedWhileItWasWritten_makesNoOtherItem() {
    Cmdb cmdb = open(CREATE);
    cmdb.record(observation(Told.moved("e1", 0, SERIAL, "DC1-Leaf")), budget());
    String item = items(SERIAL).get(0).path("id").asText();
    String lookup = server.all("cmdb_serial_number").get(0).path("id").asText();
    server
        .http()
        .whenAnswered(
            (asked, reply) -> {
              if (!asked.method().equals("GET")) return;
              server.edit(CLASS, item, "{\"serial_number\": \"X\"}");
              server.edit("cmdb_serial_number", lookup, "{\"serial_number\": \"X\"}");
            });

    CallFailedException failure =
        catchThrowableOfType(
            CallFailedException.class,
            () -> cmdb.record(observation(Told.moved("e2", 1, SERIAL, "DC1-Spine")), budget()));

    assertThat(failure).hasMessageContaining("REQUIRED_ATTRIBUTE_EMPTY");
    assertThat(records()).isEqualTo(1);
  }

  @Test
  void record_replacedDeviceThatComesBack_isNotTakenForTheOneThatReplacedIt() {
    Cmdb cmdb = open(CREATE);
    cmdb.record(observation(Told.moved("e1", 0, SERIAL, "DC1-Leaf")), budget());
    cmdb.record(observation(Told.removed("e2", 1, SERIAL)), budget());
    Device spare =
        Device.builder().serialNumber("NEW").hostname("name-of-" + SERIAL).modelName("M").build();
    cmdb.record(observation(Told.moved("e3", 2, spare, Told.container("DC1-Leaf"))), budget());
    assertThat(server.all("cmdb_serial_number"))
        .singleElement()
        .satisfies(row -> assertThat(row.path("serial_number").asText()).isEqualTo("NEW"));

    Device repaired =
        Device.builder().serialNumber(SERIAL).hostname("leaf7").modelName("M").build();
    Recorded back =
        cmdb.record(
            observation(Told.moved("e4", 3, repaired, Told.container("DC1-Leaf"))), budget());

    assertThat(back.action()).isEqualTo(Action.CREATED);
    assertThat(stored("NEW")).containsEntry("hostname", "name-of-" + SERIAL);
    assertThat(stored(SERIAL)).containsEntry("hostname", "leaf7");
  }

  @Test
  void record_whatTheMappingSaysAndServiceNowHasNoPlaceFor_isTold() {
    CmdbPolicy rooms =
        CREATE.mapping(
            Mapping.parse(
                "rules: [{container: '*', site: DC1, location: Hall 1, tags: [fabric]}]"));

    Recorded made =
        open(rooms).record(observation(Told.moved("e1", 0, SERIAL, "DC1-Leaf")), budget());
    Recorded moved =
        open(rooms).record(observation(Told.moved("e2", 1, SERIAL, "DC1-Spine")), budget());

    assertThat(made.action()).isEqualTo(Action.CREATED);
    assertThat(made.drift())
        .containsExactlyInAnyOrder(
            "location: ServiceNow has no place for it, mapping.yml says Hall 1",
            "tags: ServiceNow has no place for it, mapping.yml says fabric");
    assertThat(moved.drift()).containsExactlyInAnyOrderElementsOf(made.drift());
  }

  @Test
  void record_stoppedBeforeTheNote_isNotedByTheRepetition() {
    Cmdb cmdb = open(CREATE);
    cmdb.record(observation(Told.moved("e1", 0, SERIAL, "DC1-Leaf")), budget());
    CloudEvent move = Told.moved("e2", 1, SERIAL, "DC1-Spine");
    String item = items(SERIAL).get(0).path("id").asText();
    server.http().failNext(1, item, Fault.resetAfterReading());

    assertThat(
            catchThrowableOfType(
                CallFailedException.class, () -> cmdb.record(observation(move), budget())))
        .isNotNull();
    assertThat(history(SERIAL)).hasSize(1);

    cmdb.record(observation(move), budget());
    assertThat(history(SERIAL)).hasSize(2);
  }

  @Test
  void record_twoWithOneSerial_isRefusedWithBothLinks() {
    addByHand("one", SERIAL);
    addByHand("two", SERIAL);

    CallFailedException refused = failure(open(CREATE));

    assertThat(refused.kind()).isEqualTo(Kind.REJECTED);
    assertThat(refused).hasMessageContaining("one (http").hasMessageContaining("two (http");
  }

  @Test
  void record_serialNumberThatWouldEndItsCondition_findsNoOtherRecord() {
    addByHand("other", "A");

    open(CREATE).record(observation(Told.moved("e1", 0, "A^name!=x", "DC1-Leaf")), budget());

    assertThat(server.http().requests().get(0).query().get("sysparm_query"))
        .startsWith("serial_number=A^^name!=x^ORDERBY");
    assertThat(records()).isEqualTo(2);
  }

  @Test
  void record_withoutTheColumns_namesThem() {
    try (ServiceNowServer bare = ServiceNowServer.start()) {
      bare.add(CLASS, "{\"name\": \"x\", \"serial_number\": \"" + SERIAL + "\"}");

      CallFailedException failure =
          failure(client(bare, CREATE, bare.password(), "Other Automated"));

      assertThat(failure.kind()).isEqualTo(Kind.OPERATOR);
      assertThat(failure)
          .hasMessageContaining("u_cvp_container")
          .hasMessageContaining("String, 255");
    }
  }

  @Test
  void check_withoutTheColumns_namesAllThatIsWrong() {
    try (ServiceNowServer bare = ServiceNowServer.start()) {
      bare.add(CLASS, "{\"name\": \"x\", \"serial_number\": \"" + SERIAL + "\"}");
      bare.deny("read cmdb_model");

      List<String> wrong = client(bare, CREATE, bare.password(), "Other Automated").check(budget());

      assertThat(wrong).hasSize(2);
      assertThat(wrong.get(0)).contains("read cmdb_model");
      assertThat(wrong.get(1)).contains("u_cvp_container").contains("String, 255");
    }
  }

  @Test
  void check_itemsThatWouldBeRefused_isSaidAndNothingWritten() {
    server.refuseItems("ABANDONED");

    assertThat(open(CREATE).check(budget())).singleElement().asString().contains("ABANDONED");
    server.refuseItems("");
    server.deny("write " + CLASS);
    assertThat(open(CREATE).check(budget())).singleElement().asString().contains("write " + CLASS);
    assertThat(records()).isZero();
  }

  @Test
  void previewAll_serialNumberInAnotherCase_isTheSame() {
    addByHand("x", SERIAL.toLowerCase(Locale.ROOT));

    assertThat(
            open(CREATE)
                .previewAll(
                    List.of(observation(Told.moved("e1", 0, SERIAL, "DC1-Leaf"))), budget()))
        .extracting(attempt -> attempt.get().action())
        .containsExactly(Action.UPDATED);
  }

  @Test
  void record_errorInsideAGoodAnswer_isNoSuccess() {
    server.refuseItems("ABANDONED");

    CallFailedException failure = failure(open(CREATE));

    assertThat(failure.kind()).isEqualTo(Kind.REJECTED);
    assertThat(failure)
        .hasMessageContaining("ABANDONED")
        .hasMessageContaining("cmdb_discovery_source");
  }

  @Test
  void record_dataSourceThatIsNoChoice_namesTheSetting() {
    CallFailedException failure = failure(client(server, CREATE, server.password(), "Excel"));

    assertThat(failure.kind()).isEqualTo(Kind.OPERATOR);
    assertThat(failure)
        .hasMessageContaining("INVALID_INPUT_DATA")
        .hasMessageContaining("cmdb_discovery_source");
  }

  @Test
  void record_hibernatingInstance_isNotTakenForAnEmptyList() {
    server.hibernate();

    CallFailedException failure = failure(open(CREATE));

    assertThat(failure.kind()).isEqualTo(Kind.BROKEN);
    assertThat(failure).hasMessageContaining("hibernates");
  }

  @Test
  void record_wrongPassword_namesTheSecretsAndNotTheirContent() {
    CallFailedException failure = failure(client(server, CREATE, "hush-hush", "Other Automated"));

    assertThat(failure.kind()).isEqualTo(Kind.OPERATOR);
    assertThat(failure)
        .hasMessageContaining("User Not Authenticated")
        .hasMessageContaining("cmdb-password");
    assertThat(failure.getMessage()).doesNotContain("hush-hush");
  }

  @ParameterizedTest
  @CsvSource({
    "read cmdb_ci_ip_switch, read cmdb_ci_ip_switch",
    "create cmn_location, create cmn_location",
    "create cmdb_model, create cmdb_model",
    "write cmdb_ci_ip_switch, write cmdb_ci_ip_switch"
  })
  void record_withoutARight_namesIt(String denied, String said) {
    server.deny(denied);

    CallFailedException failure = failure(open(CREATE));

    assertThat(failure.kind()).isEqualTo(Kind.OPERATOR);
    assertThat(failure).hasMessageContaining(said).hasMessageContaining("itil");
  }

  @Test
  void record_rateLimit_waitsAsLongAsItIsAsked() {
    Reply limited =
        Reply.json(
            429, JSON.createObjectNode().putObject("error").put("message", "Rate limit exceeded"));
    server
        .http()
        .fail(
            Fault.instead(
                limited.with("Retry-After", "3600").with("X-RateLimit-Rule", "REST per hour")));

    CallFailedException failure = failure(open(CREATE));

    assertThat(failure.kind()).isEqualTo(Kind.LATER);
    assertThat(failure.retryAfter()).hasValue(Duration.ofHours(1));
    assertThat(failure).hasMessageContaining("REST per hour");
  }

  @Test
  void record_rateLimitWithoutRetryAfter_waitsUntilItIsReset() {
    String reset = Long.toString(Instant.now().plusSeconds(1800).getEpochSecond());
    Reply limited = Reply.json(429, JSON.createObjectNode()).with("X-RateLimit-Reset", reset);
    server.http().fail(Fault.instead(limited));

    assertThat(failure(open(CREATE)).retryAfter())
        .hasValueSatisfying(
            wait -> assertThat(wait).isBetween(Duration.ofSeconds(1700), Duration.ofSeconds(1800)));
  }

  @Test
  void record_classThatIsNoTable_namesTheSetting() {
    ServiceNow store =
        new ServiceNow(rest(server, server.password()), true, "cmdb_ci_toaster", "ServiceNow");

    CallFailedException failure = failure(new RecordKeeper(store, CREATE, turns));

    assertThat(failure.kind()).isEqualTo(Kind.OPERATOR);
    assertThat(failure)
        .hasMessageContaining("Invalid table cmdb_ci_toaster")
        .hasMessageContaining("cmdb_class");
  }

  @Test
  void record_emptyListAsTheFirstVersionSaysIt_isEmpty() {
    ObjectNode none = JSON.createObjectNode();
    none.putObject("error").put("message", "No Record found");
    server.http().failNext(2, CLASS, Fault.instead(Reply.json(404, none)));

    Cmdb cmdb = open(CREATE);

    assertThat(cmdb.record(observation(Told.moved("e1", 0, SERIAL, "DC1-Leaf")), budget()).action())
        .isEqualTo(Action.CREATED);
  }

  @Test
  void record_conditionThatTheServerDropped_findsNoOtherRecord() {
    addByHand("other", "OTHER");
    Map<String, String> before = stored("OTHER");
    server.dropConditions();

    open(CREATE).record(observation(Told.moved("e1", 0, SERIAL, "DC1-Leaf")), budget());

    assertThat(stored("OTHER")).isEqualTo(before);
    assertThat(stored(SERIAL)).containsEntry("container", "DC1-Leaf");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          302 | ``  | OPERATOR | it redirects elsewhere: correct cmdb_url
          400 | {"error":{"message":"Invalid table x","detail":null},"status":"failure"} | OPERATOR | Invalid table x: correct cmdb_class, or let the user read cmdb_ci_ip_switch, as the role itil does, by an access rule
          400 | {"error":{"message":"Exception while reading request","detail":"no"},"status":"failure"} | REJECTED | it refuses to read cmdb_ci_ip_switch: Exception while reading request (no)
          401 | {"error":{"message":"User Not Authenticated","detail":"Required to provide Auth information"},"status":"failure"} | OPERATOR | User Not Authenticated (Required to provide Auth information): correct the secrets cmdb-username and cmdb-password, or cmdb-token
          403 | {"error":{"message":"Operation Failed","detail":"ACL Exception"},"status":"failure"} | OPERATOR | Operation Failed (ACL Exception): let the user read cmdb_ci_ip_switch, as the role itil does, by an access rule
          404 | {"error":{"message":"Requested URI does not represent any resource","detail":null},"status":"failure"} | OPERATOR | Requested URI does not represent any resource: correct cmdb_url, or let the user read cmdb_ci_ip_switch, as the role itil does, by an access rule
          405 | {}  | OPERATOR | it does not take this request: correct cmdb_url
          429 | {"error":{"message":"Rate limit exceeded"}} | LATER | its rate limit is exceeded: let fewer calls be made at once, or raise it
          500 | {"error":{"message":"Transaction cancelled","detail":"quota"}} | BROKEN | it answers 500: see that it is up, and its system log (Transaction cancelled (quota))
          502 | bad | BROKEN | it answers 502: see that it is up (bad)
          503 | bad | BROKEN | it answers 503: see that it is up (bad)
          504 | bad | BROKEN | it answers 504: see that it is up (bad)
          200 | bad | BROKEN | it answers with a page instead of JSON: a developer instance that hibernates does so until somebody wakes it at developer.servicenow.com; else see that cmdb_url is right (bad)
          """)
  void record_statusOfTheServer_isSaidWithWhatToDo(
      int status, String body, Kind kind, String said) {
    server.http().fail(Fault.instead(Reply.of(status, "application/json", body)));

    CallFailedException failure = failure(open(CREATE));

    assertThat(failure).hasMessage("ServiceNow: " + said);
    assertThat(failure.kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          403 | {"error":{"message":"Operation Failed","detail":"ACL Exception"}} | OPERATOR | Operation Failed (ACL Exception): let the user write cmdb_ci_ip_switch, as the role itil does, by an access rule
          404 | {"error":{"message":"No Record found","detail":"gone"}} | OPERATOR | No Record found (gone): correct cmdb_url, or let the user write cmdb_ci_ip_switch, as the role itil does, by an access rule
          400 | {"error":{"message":"Invalid","detail":"x"}} | REJECTED | it refuses to write cmdb_ci_ip_switch: Invalid (x)
          """)
  void record_statusOfAWrite_isSaidWithWhatToDo(int status, String body, Kind kind, String said) {
    server
        .http()
        .failOn("identifyreconcile", Fault.instead(Reply.of(status, "application/json", body)));

    CallFailedException failure = failure(open(CREATE));

    assertThat(failure).hasMessage("ServiceNow: " + said);
    assertThat(failure.kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "errorCount":1,"sysId":"Unknown","errors":[{"error":"MULTI_MATCH","message":"two"}] | REJECTED | MULTI_MATCH: two
          "errorCount":1,"sysId":"Unknown","errors":[{"error":"INVALID_INPUT_DATA","message":"source"}] | OPERATOR | INVALID_INPUT_DATA: source
          "errorCount":1,"sysId":"Unknown" | REJECTED | no reason given
          "errorCount":0,"sysId":"Unknown","operation":"UPDATE" | REJECTED | no reason given
          """)
  void record_errorInsideAGoodAnswer_isSaidWithWhatToDo(String item, Kind kind, String said) {
    Cmdb cmdb = open(CREATE);
    cmdb.record(observation(Told.moved("e0", -1, SERIAL, "DC1-Spine")), budget());
    String body = "{\"result\":{\"items\":[{" + item + "}],\"relations\":[]}}";
    server
        .http()
        .failOn("identifyreconcile", Fault.instead(Reply.of(200, "application/json", body)));

    CallFailedException failure = failure(cmdb);

    assertThat(failure)
        .hasMessage(
            "ServiceNow: identification and reconciliation refuses the device: "
                + said
                + ". See the identification rule of cmdb_ci_ip_switch, that cmdb_class is a class"
                + " of devices, and that cmdb_discovery_source is one of the choices of"
                + " discovery_source");
    assertThat(failure.kind()).isEqualTo(kind);
  }

  private static CallFailedException failure(Cmdb cmdb) {
    return catchThrowableOfType(
        CallFailedException.class,
        () -> cmdb.record(observation(Told.moved("e1", 0, SERIAL, "DC1-Leaf")), budget()));
  }
}
