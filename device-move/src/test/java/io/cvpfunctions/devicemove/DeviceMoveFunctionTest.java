package io.cvpfunctions.devicemove;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.DeviceChange.Field;
import io.cvpfunctions.events.EventTypes;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.function.Call;
import io.cvpfunctions.function.Outcome;
import io.cvpfunctions.function.Received;
import io.cvpfunctions.function.Result;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.CallFailedException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceMoveFunctionTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final FakeCmdb cmdb = new FakeCmdb();
  private final DeviceMoveFunction function =
      new DeviceMoveFunction(cmdb, Clock.fixed(Told.START, ZoneOffset.UTC));

  @Test
  void handle_sample_isAnsweredAsInTheGoldenFile() {
    try (Answers function = Answers.inMemory()) {
      Received answer = function.toWatcher(Answers.sample());

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo(Answers.golden("sample.answer.json"));
    }
  }

  @Test
  void handle_sampleTwice_saysSo() {
    try (Answers function = Answers.inMemory()) {
      function.toWatcher(Answers.sample());
      Received answer = function.toWatcher(Answers.sample());

      assertThat(answer.json().path("result").toPrettyString() + "\n")
          .isEqualTo(Answers.golden("sample-again.result.json"));
    }
  }

  @Test
  void handle_typedIn_isAMoveWithTheCallsId() throws IOException {
    try (Answers function = Answers.inMemory()) {
      String data = JSON.readTree(Answers.sample()).path("data").toString();
      Received answer = function.toWatcher(data);

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.json().at("/result/action").asText()).isEqualTo("created");
      assertThat(answer.json().at("/event/type").asText()).isEqualTo(EventTypes.DEVICE_MOVED);
      assertThat(answer.json().at("/event/id").asText()).isEqualTo("the-call");
      assertThat(answer.json().at("/event/source").asText()).isEqualTo("device-move");
      assertThat(answer.json().at("/event/subject").asText()).isEqualTo("JPE19330452");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"check", "check=true"})
  void handle_anyBodyWithCheck_recordsNothing(String query) {
    try (Answers function = Answers.inMemory()) {
      assertThat(function.asked(query, Answers.sample()).json().at("/result/check").asText())
          .isEqualTo("ok");
      assertThat(function.asked(query, "x").json().at("/result/check").asText()).isEqualTo("ok");
      assertThat(function.toWatcher(Answers.sample()).json().at("/result/action").asText())
          .isEqualTo("created");
    }
  }

  @Test
  void check_asksTheCmdbToo() {
    try (Answers function = Answers.inMemory()) {
      String checks = function.checked().json().path("checks").toString();

      assertThat(checks).contains("{\"name\":\"cmdb\",\"status\":\"ok\"", "sqlite answers");
      assertThat(checks).contains("{\"name\":\"records\",\"status\":\"warning\"");
    }
  }

  @Test
  void check_namesTheContainersOfTheMapping(@TempDir Path secrets) throws IOException {
    Files.writeString(
        secrets.resolve("mapping.yml"),
        "rules: [{container: 'DC1-*', site: DC1}, {path: 'Tenant/**', site: DC2}]");
    Map<String, String> settings =
        Map.of(
            "cmdb", "jdbc",
            "cmdb_url", "jdbc:sqlite::memory:",
            "secret_mount_path", secrets.toString());

    try (Answers function = Answers.with(settings)) {
      JsonNode answer = function.checked().json();

      assertThat(answer.path("containers").findValuesAsText("pattern")).containsExactly("DC1-*");
      assertThat(answer.path("containers").findValuesAsText("where"))
          .containsExactly("mapping.yml");
    }
  }

  @Test
  void check_cmdbThatIsAway_isAFailureThatSaysSo() {
    try (Answers function =
        Answers.with(Map.of("cmdb", "jdbc", "cmdb_url", "jdbc:sqlite:/proc/x/y.db"))) {
      JsonNode answer = function.checked().json();

      assertThat(answer.path("check").asText()).isEqualTo("failure");
      assertThat(answer.path("checks").toString())
          .contains("{\"name\":\"cmdb\",\"status\":\"failure\"");
    }
  }

  @Test
  void handle_checkThatIsFalse_records() throws IOException {
    try (Answers function = Answers.inMemory()) {
      String data = JSON.readTree(Answers.sample()).path("data").toString();

      assertThat(function.asked("check=false", data).json().at("/result/action").asText())
          .isEqualTo("created");
    }
  }

  @Test
  void handle_typedInText_is400() {
    try (Answers function = Answers.inMemory()) {
      Received answer = function.toWatcher("leaf1 to DC1-Leaf, please");

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).contains("cvp.device.moved");
    }
  }

  @Test
  void handle_typedInWithoutContainers_is422NamingEach() {
    try (Answers function = Answers.inMemory()) {
      Received answer = function.toWatcher("{\"device\":{\"serialNumber\":\"A\"}}");

      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.body()).contains("data.from").contains("data.to");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/id",
        "/data/device/serialNumber",
        "/data/device/hostname",
        "/data/from/name",
        "/data/to/path",
        "/data/observedBy"
      })
  void handle_controlCharacter_is422NamingTheField(String field) throws IOException {
    for (String bad : List.of("A\u0000B", "A\u0000", "A\u001bB", "A\nB", "A\ud800")) {
      ObjectNode event = (ObjectNode) JSON.readTree(Answers.sample());
      int name = field.lastIndexOf('/');
      ((ObjectNode) event.at(field.substring(0, name))).put(field.substring(name + 1), bad);
      try (Answers function = Answers.inMemory()) {
        Received answer = function.toWatcher(event.toString().replace("\ud800", "\\ud800"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0").asText())
            .startsWith(field.substring(1).replace('/', '.') + ": holds U+")
            .contains("which no record can hold");
      }
    }
  }

  @Test
  void handle_placeholderForAHostname_saysWhatItWaitsFor() throws IOException {
    ObjectNode sample = (ObjectNode) JSON.readTree(Answers.sample());
    ((ObjectNode) sample.at("/data/device")).put("hostname", "localhost");
    try (Answers function = Answers.inMemory()) {
      Received answer = function.toWatcher(sample.toString());

      assertThat(answer.json().at("/result/action").asText()).isEqualTo("unchanged");
      assertThat(answer.json().at("/result/waiting").asText()).isEqualTo("hostname");
      assertThat(answer.json().at("/event/data/cmdb/waiting").asText()).isEqualTo("hostname");
    }
  }

  @Test
  void handle_settingsAndMountedMapping_areWhatIsWritten(@TempDir Path secrets) throws Exception {
    Files.writeString(secrets.resolve("mapping.yml"), "default: {site: Attic, status: spare}");
    Map<String, String> settings =
        Map.of(
            "cmdb",
            "jdbc",
            "cmdb_url",
            "jdbc:sqlite:" + secrets.resolve("cmdb.db"),
            "cmdb_removed_status",
            "scrapped",
            "secret_mount_path",
            secrets.toString());
    ObjectNode sample = (ObjectNode) JSON.readTree(Answers.sample());
    try (Answers function = Answers.with(settings)) {
      function.toWatcher(sample.toString());
      assertThat(row(secrets)).containsExactly("Attic", "spare");

      sample.put("type", EventTypes.DEVICE_REMOVED).put("id", "gone");
      function.toWatcher(sample.toString());
      assertThat(row(secrets)).containsExactly("Attic", "scrapped");
    }
  }

  private static List<String> row(Path directory) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("cmdb.db"));
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT site, status FROM device")) {
      return List.of(row.getString(1), row.getString(2));
    }
  }

  @Test
  void handle_noCmdb_passesTheEventOnAsItCame() throws IOException {
    Map<String, String> none = Map.of("cmdb", "none", "chain_to", "notify-slack");
    try (Answers function = Answers.with(none)) {
      Received answer = function.toWatcher(Answers.sample());

      assertThat(answer.json().at("/result/system").asText()).isEqualTo("none");
      assertThat(answer.json().path("event")).isEqualTo(JSON.readTree(Answers.sample()));
    }
  }

  @Test
  void handle_fieldsOfANewerWatcher_goAlong() throws IOException {
    ObjectNode sample = (ObjectNode) JSON.readTree(Answers.sample());
    ((ObjectNode) sample.path("data")).put("rack", "R7");
    try (Answers function = Answers.inMemory()) {
      Received answer = function.toWatcher(sample.toString());

      assertThat(answer.json().at("/event/data/rack").asText()).isEqualTo("R7");
    }
  }

  @Test
  void handle_move_passesOnTheRecordsPage() {
    Outcome outcome = function.handle(Told.moved("e1", 0, "A", "C1"), call());

    CloudEvent next = outcome.event().orElseThrow();
    assertThat(Events.json(next).path("cmdb"))
        .hasToString(
            "{\"system\":\"fake\",\"action\":\"updated\",\"url\":\"https://cmdb.example/A\"}");
    assertThat(next.getId()).isEqualTo("e1");
  }

  @Test
  void handle_whatIsNoMove_passesTheEventOnAsItCame() {
    Field field = Field.of("hostname", "a", "b");
    CloudEvent changed = Told.changed("e1", 0, Told.device("A"), field);

    assertThat(function.handle(changed, call()).event()).isEmpty();
    assertThat(function.handle(Told.removed("e2", 0, "A"), call()).event()).isEmpty();
    assertThat(function.handle(Told.unprovisioned("e3", 0, "A"), call()).event()).isEmpty();
  }

  @Test
  void handleBatch_allGood_goesTogether() {
    List<Result> results = batch(Told.moved("e1", 0, "A", "C"), Told.moved("e2", 0, "B", "C"));

    assertThat(statuses(results)).containsExactly(200, 200);
    assertThat(results.get(1).outcome().orElseThrow().event().orElseThrow().getId())
        .isEqualTo("e2");
    assertThat(cmdb.log).containsExactly("2 together");
  }

  @Test
  void handleBatch_oneRejected_takesOnlyLaterOnesOfItsDeviceAlong() {
    cmdb.fails.put("B", Kind.REJECTED);

    List<Result> results =
        batch(
            Told.moved("e1", 0, "A", "C"),
            Told.moved("e2", 0, "B", "C"),
            Told.moved("e3", 1, "B", "D"),
            Told.moved("e4", 1, "A", "D"));

    assertThat(statuses(results)).containsExactly(200, 422, 503, 200);
    assertThat(cmdb.log).containsExactly("4 together", "e1", "e2", "e4");
  }

  @Test
  void handleBatch_oneLocked_doesNotHoldUpTheOthers() {
    cmdb.fails.put("B", Kind.OUT_OF_TIME);

    List<Result> results = batch(Told.moved("e1", 0, "B", "C"), Told.moved("e2", 0, "A", "C"));

    assertThat(statuses(results)).containsExactly(504, 200);
  }

  @Test
  void handleBatch_cmdbAway_isAskedOnce() {
    cmdb.fails.put("A", Kind.NOT_SENT);

    List<Result> results = batch(Told.moved("e1", 0, "A", "C"), Told.moved("e2", 0, "B", "C"));

    assertThat(statuses(results)).containsExactly(502, 502);
    assertThat(cmdb.log).containsExactly("2 together");
  }

  @Test
  void handleBatch_wrongData_failsThatEventOnly() {
    CloudEvent good = Told.moved("e1", 0, "A", "C");
    CloudEvent bad = Events.withData(Told.moved("e2", 0, "B", "C"), JSON.createObjectNode());

    assertThat(statuses(batch(bad, good))).containsExactly(422, 200);
    assertThat(cmdb.log).containsExactly("e1");
  }

  @Test
  void handleBatch_cmdbThatCannot_goesOneByOne() {
    cmdb.together = false;

    batch(Told.moved("e1", 0, "A", "C"), Told.moved("e2", 0, "B", "C"));

    assertThat(cmdb.log).containsExactly("e1", "e2");
  }

  private List<Result> batch(CloudEvent... events) {
    return function.handleBatch(List.of(events), call());
  }

  private static List<Integer> statuses(List<Result> results) {
    return results.stream()
        .map(result -> result.problem().map(problem -> problem.status()).orElse(200))
        .collect(Collectors.toList());
  }

  private static Call call() {
    return Call.of("the-call", Budget.of(Duration.ofSeconds(5)), Map.of(), Map.of());
  }
}
