package io.cvpfunctions.devicemove;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.function.Received;
import io.cvpfunctions.lab.cmdb.NetBoxServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A batch of events for a CMDB on a server, as the watcher sends it. */
class ServerBatchTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final NetBoxServer netbox = NetBoxServer.start("4.6.8");
  private Answers function;

  @TempDir Path secrets;

  @BeforeEach
  void start() throws IOException {
    Files.writeString(
        secrets.resolve("mapping.yml"),
        "rules: [{container: Attic, role: leaf}, {container: '*', site: DC1, role: leaf}]");
    Files.writeString(secrets.resolve("cmdb-token"), netbox.token());
    function =
        Answers.with(
            Map.of(
                "cmdb", "netbox",
                "cmdb_url", netbox.url(),
                "secret_mount_path", secrets.toString()));
    batch(event("moved", "first", "S-first", "leaf-first", 0));
    netbox.http().forgetRequests();
  }

  @AfterEach
  void close() {
    function.close();
    assertThat(netbox.http().unexpected()).isEmpty();
    netbox.close();
  }

  @Test
  void batch_manyNewDevices_takesAsManyRequestsAsTheirLists() {
    ObjectNode[] events = new ObjectNode[50];
    for (int i = 0; i < 50; i++) events[i] = event("added", "e" + i, "S" + i, "leaf" + i, 1);

    List<JsonNode> results = batch(events);

    assertThat(results).hasSize(50).allMatch(each -> each.path("status").asInt() == 200);
    assertThat(results.get(49).path("id").asText()).isEqualTo("e49");
    assertThat(results.get(49).at("/event/data/cmdb/action").asText()).isEqualTo("created");
    assertThat(netbox.devices()).hasSize(51);
    assertThat(netbox.all("extras/journal-entries")).hasSize(51);
    assertThat(netbox.http().requests()).hasSizeLessThan(15);
  }

  @Test
  void batch_oneThatIsRefused_failsAlone() {
    List<JsonNode> results =
        batch(
            event("added", "e1", "S1", "leaf1", 1),
            event("added", "e2", "S2", "leaf-first", 1),
            event("added", "e3", "S3", "leaf3", 1));

    assertThat(results)
        .extracting(each -> each.path("status").asInt())
        .containsExactly(200, 422, 200);
    assertThat(results.get(1).path("detail").asText()).contains("S-first");
  }

  @Test
  void batch_oneWhoseContainerHasNoSite_doesNotHoldUpTheOthers() {
    ObjectNode attic = event("added", "e2", "S2", "leaf2", 1);
    ((ObjectNode) attic.at("/data/to")).put("name", "Attic");

    List<JsonNode> results =
        batch(
            event("added", "e1", "S1", "leaf1", 1), attic, event("added", "e3", "S3", "leaf3", 1));

    assertThat(results)
        .extracting(each -> each.path("status").asInt())
        .containsExactly(200, 503, 200);
  }

  @Test
  void batch_removedDeviceAndItsReplacement_areInTheirOrder() {
    List<JsonNode> results =
        batch(
            event("removed", "e1", "S-first", "leaf-first", 1),
            event("added", "e2", "A-new", "leaf-first", 2),
            event("added", "e3", "S3", "leaf3", 2));

    assertThat(results).extracting(each -> each.path("status").asInt()).containsOnly(200);
    assertThat(netbox.devices())
        .extracting(each -> each.path("serial").asText())
        .containsExactlyInAnyOrder("A-new", "S3");
  }

  @Test
  void batch_sentAgain_changesNothing() {
    ObjectNode one = event("added", "e1", "S1", "leaf1", 1);
    ObjectNode two = event("added", "e2", "S2", "leaf2", 1);
    batch(one, two);
    List<ObjectNode> before = netbox.all("dcim/devices");

    List<JsonNode> again = batch(one, two);

    assertThat(again)
        .extracting(each -> each.at("/result/action").asText())
        .containsOnly("unchanged");
    assertThat(netbox.all("dcim/devices")).isEqualTo(before);
    assertThat(netbox.all("extras/journal-entries")).hasSize(3);
  }

  private List<JsonNode> batch(ObjectNode... events) {
    ArrayNode body = JSON.createArrayNode();
    for (ObjectNode each : events) body.add(each);
    Received answer = function.toWatcher(body.toString());
    List<JsonNode> results = new java.util.ArrayList<>();
    answer.json().path("results").forEach(results::add);
    assertThat(results).as(answer.body()).hasSize(events.length);
    return results;
  }

  private static ObjectNode event(String what, String id, String serial, String name, int minute) {
    ObjectNode event = JSON.createObjectNode().put("specversion", "1.0").put("id", id);
    event.put("type", "cvp.device." + what).put("source", "https://cvp.lab.example");
    event.put("time", Told.minute(minute).toString()).put("subject", serial);
    ObjectNode data = event.putObject("data").put("observedBy", "poll");
    data.putObject("device").put("serialNumber", serial).put("hostname", name);
    if (!what.equals("removed")) data.putObject("to").put("name", "DC1-Leaf");
    if (!what.equals("added")) data.putObject("from").put("name", "Undefined");
    return event;
  }
}
