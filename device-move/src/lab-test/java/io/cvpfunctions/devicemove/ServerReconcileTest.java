package io.cvpfunctions.devicemove;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.function.Received;
import io.cvpfunctions.lab.cmdb.NautobotServer;
import io.cvpfunctions.lab.cmdb.NetBoxServer;
import io.cvpfunctions.lab.cmdb.ServiceNowServer;
import io.cvpfunctions.lab.http.Fault;
import io.cvpfunctions.lab.http.HttpEndpoint;
import io.cvpfunctions.lab.http.RecordedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A CMDB on a server is filled, compared and corrected, page by page, as an operator sets it up.
 */
class ServerReconcileTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MANY = 120;

  private final NetBoxServer netbox = NetBoxServer.start("4.6.8");
  private final NautobotServer nautobot = NautobotServer.start("3.1");
  private final ServiceNowServer serviceNow = ServiceNowServer.start();

  @TempDir Path secrets;

  @BeforeEach
  void prepare() throws IOException {
    nautobot.add("ipam/prefixes", "{\"prefix\": \"10.0.0.0/8\"}");
    for (String column :
        "software_version streaming container container_key container_path"
            .concat(" source last_move facts_as_of last_event")
            .split(" ", -1)) {
      serviceNow.addColumns("u_cvp_" + column);
    }
    Files.writeString(secrets.resolve("mapping.yml"), "default: {site: DC1, role: leaf}");
  }

  @AfterEach
  void close() {
    for (HttpEndpoint each : List.of(netbox.http(), nautobot.http(), serviceNow.http())) {
      assertThat(each.unexpected()).isEmpty();
      each.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"netbox", "nautobot", "servicenow"})
  void reconcile_emptyServer_isFilledAndThenNothingIsWritten(String cmdb) throws IOException {
    try (Answers function = function(cmdb)) {
      JsonNode looked = result(function, page("r1", false, 0, MANY));
      assertThat(looked.path("created").asInt()).isEqualTo(MANY);
      assertThat(writes(cmdb)).isEmpty();

      JsonNode filled = result(function, page("r1", true, 0, MANY));
      assertThat(filled.path("created").asInt()).as(filled.toString()).isEqualTo(MANY);
      assertThat(filled.path("remaining").asInt()).isZero();

      http(cmdb).forgetRequests();
      JsonNode again = result(function, page("r2", true, 0, MANY));
      assertThat(again.path("unchanged").asInt()).as(again.toString()).isEqualTo(MANY);
      assertThat(again.path("differs")).isEmpty();
      assertThat(writes(cmdb)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"netbox", "nautobot", "servicenow"})
  void reconcile_whatMovedAndWhatIsGone_isMadeSo(String cmdb) throws IOException {
    try (Answers function = function(cmdb)) {
      result(function, page("r1", true, 0, 6));
      ObjectNode moved = page("r2", true, 0, 4);
      for (JsonNode each : moved.path("devices")) {
        ((ObjectNode) each).put("since", "2026-02-02T00:00:00Z");
        ((ObjectNode) each.path("container")).put("name", "DC1-Spine");
      }

      JsonNode answer = result(function, moved);

      assertThat(answer.path("updated").asInt()).as(answer.toString()).isEqualTo(6);
      assertThat(answer.path("removed"))
          .extracting(JsonNode::asText)
          .containsExactlyInAnyOrder("S4", "S5");
      JsonNode after = result(function, page("r3", false, 4, 6));
      assertThat(after.path("differs").findValuesAsText("field"))
          .as("an older page brings nobody back")
          .isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"netbox", "nautobot", "servicenow"})
  void reconcile_deviceThatIsBack_hasTheStatusAgainThatNoPersonChanged(String cmdb)
      throws IOException {
    try (Answers function = function(cmdb)) {
      result(function, page("r1", true, 0, 6));
      JsonNode gone = result(function, page("r2", true, 0, 4).put("at", "2026-02-01T00:00:00Z"));
      assertThat(gone.path("removed")).hasSize(2);
      setFailed(cmdb, "S5");

      JsonNode back = result(function, page("r3", true, 0, 6).put("at", "2026-02-02T00:00:00Z"));

      assertThat(back.path("updated").asInt()).as(back.toString()).isEqualTo(2);
      assertThat(back.at("/differs/0/changes").findValuesAsText("field")).contains("status");
      assertThat(back.at("/differs/1/changes").findValuesAsText("field"))
          .contains("streaming")
          .doesNotContain("status");
    }
  }

  /** As a person does. */
  private void setFailed(String cmdb, String serial) {
    if (cmdb.equals("netbox")) {
      netbox.edit(
          "dcim/devices", id(netbox.devices(), "serial", serial), "{\"status\":\"failed\"}");
    } else if (cmdb.equals("nautobot")) {
      String status = "{\"status\":\"" + nautobot.id("extras/statuses", "Failed") + "\"}";
      nautobot.edit("dcim/devices", id(nautobot.all("dcim/devices"), "serial", serial), status);
    } else {
      String table = "cmdb_ci_ip_switch";
      String id = id(serviceNow.all(table), "serial_number", serial);
      serviceNow.edit(table, id, "{\"install_status\":\"3\"}");
    }
  }

  private static String id(List<ObjectNode> all, String column, String serial) {
    return all.stream()
        .filter(each -> each.path(column).asText().equals(serial))
        .findFirst()
        .orElseThrow()
        .path("id")
        .asText();
  }

  @ParameterizedTest
  @ValueSource(strings = {"netbox", "nautobot"})
  void reconcile_containerThatMeansNoSite_hindersOnlyItsDevices(String cmdb) throws IOException {
    Files.writeString(
        secrets.resolve("mapping.yml"), "rules: [{container: DC1-Leaf, site: DC1, role: leaf}]");
    ObjectNode page = page("r1", true, 0, 5);
    ((ObjectNode) page.at("/devices/2/container")).put("name", "Attic");
    try (Answers function = function(cmdb)) {
      JsonNode answer = result(function, page);

      assertThat(answer.path("created").asInt()).as(answer.toString()).isEqualTo(4);
      assertThat(answer.path("refused").asInt()).isEqualTo(1);
      assertThat(answer.path("differs").findValuesAsText("error"))
          .singleElement()
          .asString()
          .contains("mapping.yml")
          .contains("Attic");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"netbox", "nautobot"})
  void reconcile_historyThatBroke_isWrittenWhenThePageIsSentAgain(String cmdb) throws IOException {
    try (Answers function = function(cmdb)) {
      breaksAndIsSentAgain(function, cmdb, page("r1", true, 0, 6));
      assertThat(entries(cmdb)).hasSize(6);

      ObjectNode moved = page("r2", true, 0, 6);
      for (JsonNode each : moved.path("devices")) {
        ((ObjectNode) each).put("since", "2026-02-02T00:00:00Z");
        ((ObjectNode) each.path("container")).put("name", "DC1-Spine");
      }
      breaksAndIsSentAgain(function, cmdb, moved);
      assertThat(entries(cmdb)).hasSize(12);

      ObjectNode later = page("r3", true, 0, 4).put("at", "2026-03-03T00:00:00Z");
      breaksAndIsSentAgain(function, cmdb, later);
      assertThat(entries(cmdb)).hasSize(14);

      result(function, later);
      assertThat(entries(cmdb)).as("once each").hasSize(14);
    }
  }

  private void breaksAndIsSentAgain(Answers function, String cmdb, ObjectNode page) {
    http(cmdb).failOn(cmdb.equals("netbox") ? "journal-entries" : "/notes", Fault.html502());
    assertThat(function.toWatcher(page.toString()).status()).isEqualTo(502);
    http(cmdb).heal();
    result(function, page);
  }

  private List<ObjectNode> entries(String cmdb) {
    return cmdb.equals("netbox")
        ? netbox.all("extras/journal-entries")
        : nautobot.all("extras/notes");
  }

  private HttpEndpoint http(String cmdb) {
    Map<String, HttpEndpoint> all =
        Map.of(
            "netbox", netbox.http(), "nautobot", nautobot.http(), "servicenow", serviceNow.http());
    return all.get(cmdb);
  }

  private List<RecordedRequest> writes(String cmdb) {
    List<RecordedRequest> writes = new ArrayList<>(http(cmdb).requests());
    writes.removeIf(request -> request.method().equals("GET"));
    return writes;
  }

  private Answers function(String cmdb) throws IOException {
    Map<String, String> settings = new HashMap<>();
    settings.put("cmdb", cmdb);
    settings.put("cmdb_url", http(cmdb).url());
    settings.put("secret_mount_path", secrets.toString());
    if (cmdb.equals("servicenow")) {
      Files.writeString(secrets.resolve("cmdb-username"), serviceNow.username());
      Files.writeString(secrets.resolve("cmdb-password"), serviceNow.password());
    } else {
      String token = cmdb.equals("netbox") ? netbox.token() : nautobot.token();
      Files.writeString(secrets.resolve("cmdb-token"), token);
    }
    return Answers.with(settings);
  }

  private static JsonNode result(Answers function, ObjectNode page) {
    Received answer = function.toWatcher(page.toString());
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json().path("result");
  }

  private static ObjectNode page(String run, boolean apply, int from, int to) {
    ObjectNode page = JSON.createObjectNode().put("reconcile", true).put("run", run);
    page.put("page", 1).put("pages", 1).put("complete", from == 0).put("apply", apply);
    page.put("source", "https://cvp.lab.example");
    ArrayNode devices = page.putArray("devices");
    for (int i = from; i < to; i++) {
      ObjectNode each = devices.addObject().put("since", "2026-01-02T03:04:05Z");
      each.putObject("container").put("name", "DC1-Leaf").put("key", "container_dc1_leaf");
      each.putObject("device")
          .put("serialNumber", "S" + i)
          .put("hostname", "leaf" + i)
          .put("ipAddress", "10.0.0." + i)
          .put("modelName", "DCS-7050SX3-48YC8")
          .put("softwareVersion", "4.32.2F")
          .put("streamingStatus", "active");
    }
    return page;
  }
}
