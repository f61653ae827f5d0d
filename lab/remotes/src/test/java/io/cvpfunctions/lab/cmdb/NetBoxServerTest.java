package io.cvpfunctions.lab.cmdb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cvpfunctions.lab.Caller;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** NetBox is as strict, and as careless, as the facts say. */
class NetBoxServerTest {
  private static final String DEVICES = "/api/dcim/devices/";

  private final NetBoxServer netbox = NetBoxServer.start("4.6.8");
  private final Caller caller =
      Caller.of(netbox.url()).with("Authorization", "Bearer " + netbox.token());

  @BeforeEach
  void objects() {
    netbox.add("dcim/sites", "{\"name\": \"DC1\", \"slug\": \"dc1\", \"status\": \"active\"}");
    netbox.add("dcim/manufacturers", "{\"name\": \"Arista\", \"slug\": \"arista\"}");
    netbox.add("dcim/device-roles", "{\"name\": \"leaf\", \"slug\": \"leaf\"}");
    netbox.add(
        "dcim/device-types",
        "{\"manufacturer\": {\"slug\": \"arista\"}, \"model\": \"M\", \"slug\": \"m\"}");
  }

  @AfterEach
  void close() {
    netbox.close();
  }

  private static String device(String name, String serial) {
    return String.format(
        "{\"name\": \"%s\", \"serial\": \"%s\", \"status\": \"active\", \"site\": {\"slug\": \"dc1\"},"
            + " \"role\": {\"slug\": \"leaf\"}, \"device_type\": {\"slug\": \"m\"}}",
        name, serial);
  }

  @Test
  void get_withoutOrWithAWrongToken_is403() throws Exception {
    assertThat(Caller.of(netbox.url()).get(DEVICES).statusCode()).isEqualTo(403);
    HttpResponse<String> wrong =
        Caller.of(netbox.url()).with("Authorization", "Bearer nbt_x.y").get(DEVICES);
    assertThat(wrong.statusCode()).isEqualTo(403);
    assertThat(wrong.body()).contains("Invalid v2 token");
  }

  @Test
  void get_unknownFilter_answersEverything() throws Exception {
    caller.post(DEVICES, device("a", "S1"));
    caller.post(DEVICES, device("b", "S2"));

    assertThat(caller.json(DEVICES + "?serail=S1").path("results")).hasSize(2);
    assertThat(caller.json(DEVICES + "?serial=s1").path("results")).hasSize(1);
    assertThat(caller.json(DEVICES + "?serial=S1&serial=S2").path("results")).hasSize(2);
  }

  @Test
  void get_behindAProxy_nextIsOnAnotherHost() throws Exception {
    netbox.isBehindAProxy();
    for (int i = 0; i < 3; i++) caller.post(DEVICES, device("d" + i, "S" + i));

    JsonNode page = caller.json(DEVICES + "?limit=2");

    assertThat(page.path("count").asInt()).isEqualTo(3);
    assertThat(page.path("next").asText()).startsWith("http://netbox.internal:8001/api/");
  }

  @Test
  void post_withoutSlash_is404AndUnexpected() throws Exception {
    assertThat(caller.post("/api/dcim/devices", "{}").statusCode()).isEqualTo(404);
    assertThat(netbox.http().unexpected()).hasSize(1);
  }

  @Test
  void post_withoutWhatIsRequired_namesEachField() throws Exception {
    HttpResponse<String> answer = caller.post(DEVICES, "{\"name\": \"a\"}");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains("\"device_type\":[\"This field is required.\"]")
        .contains("\"role\"")
        .contains("\"site\"");
  }

  @Test
  void post_sameNameInAnotherCase_is400AndSameSerialIsNot() throws Exception {
    caller.post(DEVICES, device("leaf1", "S1"));

    HttpResponse<String> twin = caller.post(DEVICES, device("LEAF1", "S2"));
    assertThat(twin.statusCode()).isEqualTo(400);
    assertThat(twin.body()).contains("must be unique");
    assertThat(caller.post(DEVICES, device("leaf2", "S1")).statusCode()).isEqualTo(201);
  }

  @Test
  void post_twoOfOneNameAtOnce_isOneDevice() throws Exception {
    netbox.losesRaces();
    List<CompletableFuture<Integer>> both = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      both.add(CompletableFuture.supplyAsync(() -> status(device("leaf1", "S1"))));
    }

    assertThat(both).extracting(CompletableFuture::join).containsExactlyInAnyOrder(201, 500);
    assertThat(netbox.devices()).hasSize(1);
  }

  private int status(String body) {
    try {
      return caller.post(DEVICES, body).statusCode();
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  @Test
  void get_choicesAndRelations_areObjects() throws Exception {
    caller.post(DEVICES, device("leaf1", "S1"));

    JsonNode device = caller.json(DEVICES).path("results").get(0);

    assertThat(device.at("/status/value").asText()).isEqualTo("active");
    assertThat(device.at("/status/label").asText()).isEqualTo("Active");
    assertThat(device.at("/site/name").asText()).isEqualTo("DC1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{\"status\": {\"value\": \"active\"}}; Value must be passed directly",
        "{\"site\": {\"slug\": \"nowhere\"}}; Related object not found using the provided attributes",
        "{\"site\": 999}; using the provided numeric ID: 999",
        "{\"tags\": [{\"name\": \"none\"}]}; Related object not found",
        "{\"custom_fields\": {\"x\": 1}}; Unknown field name 'x'",
        "{\"primary_ip4\": 999}; Related object not found"
      })
  void patch_whatCannotBe_is400(String body, String said) throws Exception {
    String id = caller.postJson(DEVICES, device("leaf1", "S1")).path("id").asText();

    HttpResponse<String> answer = caller.send("PATCH", DEVICES + id + "/", body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains(said);
  }

  @Test
  void patch_tags_replacesThemAll() throws Exception {
    netbox.add("extras/tags", "{\"name\": \"a\", \"slug\": \"a\"}");
    netbox.add("extras/tags", "{\"name\": \"b\", \"slug\": \"b\"}");
    String id = caller.postJson(DEVICES, device("leaf1", "S1")).path("id").asText();
    caller.send("PATCH", DEVICES + id + "/", "{\"tags\": [{\"name\": \"a\"}]}");

    caller.send("PATCH", DEVICES + id + "/", "{\"tags\": [{\"name\": \"b\"}]}");

    assertThat(netbox.devices().get(0).path("tags").findValuesAsText("name")).containsExactly("b");
  }

  @Test
  void patch_withTheTagOfAnOlderState_is412() throws Exception {
    HttpResponse<String> made = caller.post(DEVICES, device("leaf1", "S1"));
    String tag = made.headers().firstValue("etag").orElseThrow();
    String path = DEVICES + netbox.devices().get(0).path("id").asText() + "/";
    Caller held = caller.with("Authorization", "Bearer " + netbox.token(), "If-Match", tag);

    assertThat(held.send("PATCH", path, "{\"serial\": \"S2\"}").statusCode()).isEqualTo(200);
    assertThat(held.send("PATCH", path, "{\"serial\": \"S3\"}").statusCode()).isEqualTo(412);
  }

  @Test
  void list_oneThatIsWrong_makesNoneAndSaysWhich() throws Exception {
    String list = "[" + device("a", "S1") + ",{\"name\": \"b\"}]";

    HttpResponse<String> answer = caller.post(DEVICES, list);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).startsWith("[{},{").contains("This field is required.");
    assertThat(netbox.devices()).isEmpty();
  }

  @Test
  void list_twoThatExcludeEachOther_isFoundOutByTheDatabase() throws Exception {
    HttpResponse<String> answer =
        caller.post(DEVICES, "[" + device("a", "S1") + "," + device("A", "S2") + "]");

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).contains("IntegrityError");
    assertThat(netbox.devices()).isEmpty();
  }

  @Test
  void list_changes_areAllOrNothing() throws Exception {
    JsonNode made =
        caller.postJson(DEVICES, "[" + device("a", "S1") + "," + device("b", "S2") + "]");
    String change = "[{\"id\": %s, \"serial\": \"X\"}, {\"id\": %s, \"site\": %s}]";
    String first = made.get(0).path("id").asText();
    String second = made.get(1).path("id").asText();

    caller.send("PATCH", DEVICES, String.format(change, first, second, "999"));
    assertThat(netbox.devices().get(0).path("serial").asText()).isEqualTo("S1");

    caller.send("PATCH", DEVICES, String.format(change, first, second, "{\"slug\": \"dc1\"}"));
    assertThat(netbox.devices().get(0).path("serial").asText()).isEqualTo("X");
  }

  @Test
  void options_nameWhatTheTokenMay() throws Exception {
    assertThat(options()).contains("POST").contains("PUT");
    netbox.deny("add dcim/devices");
    assertThat(options()).doesNotContain("POST").contains("PUT");
    netbox.deny("change dcim/devices");
    assertThat(options()).doesNotContain("actions");
  }

  private String options() throws Exception {
    return caller.send("OPTIONS", DEVICES, "").body();
  }

  @ParameterizedTest
  @CsvSource({
    "3.7.8, content_types, true, false, Invalid token",
    "4.0.11, object_types, false, false, Invalid token",
    "4.4.10, object_types, false, false, Invalid token",
    "4.5.8, object_types, false, true, Invalid v1 token",
    "4.6.8, object_types, false, true, Invalid v1 token"
  })
  void release_differsAsTheFactsSay(
      String version, String types, boolean rolesTwice, boolean newTokens, String invalid)
      throws Exception {
    try (NetBoxServer other = NetBoxServer.start(version)) {
      Caller known = Caller.of(other.url()).with("Authorization", "Token " + other.oldToken());
      Caller wrong = Caller.of(other.url()).with("Authorization", "Token x");

      assertThat(wrong.get(DEVICES).body()).contains("\"" + invalid + "\"");
      assertThat(other.token().startsWith("nbt_")).isEqualTo(newTokens);
      assertThat(known.get("/api/authentication-check/").statusCode())
          .isEqualTo(newTokens ? 200 : 404);
      assertThat(known.post("/api/extras/custom-fields/", "{\"name\": \"x\"}").body())
          .contains("\"" + types + "\":[\"This field is required.\"]");
      assertThat(known.json("/api/status/").path("netbox-version").asText()).isEqualTo(version);
      other.add("dcim/device-roles", "{\"name\": \"leaf\", \"slug\": \"leaf\"}");
      boolean nested = known.json("/api/dcim/device-roles/").at("/results/0").has("parent");
      assertThat(nested).isEqualTo(newTokens || version.startsWith("4.4"));
      assertThat(showsOldRole(other, known)).isEqualTo(rolesTwice);
    }
  }

  private static boolean showsOldRole(NetBoxServer other, Caller known) throws Exception {
    other.add("dcim/sites", "{\"name\": \"DC1\", \"slug\": \"dc1\", \"status\": \"active\"}");
    other.add("dcim/manufacturers", "{\"name\": \"Arista\", \"slug\": \"arista\"}");
    other.add(
        "dcim/device-types",
        "{\"manufacturer\": {\"slug\": \"arista\"}, \"model\": \"M\", \"slug\": \"m\"}");
    JsonNode made = known.postJson(DEVICES, device("a", "S1"));
    assertThat(made.at("/role/name").asText()).isEqualTo("leaf");
    return made.has("device_role");
  }

  @Test
  void get_fromAnId_countsNothingAndTakesNoOffset() throws Exception {
    for (int i = 0; i < 3; i++) caller.post(DEVICES, device("d" + i, "S" + i));

    JsonNode page = caller.json(DEVICES + "?limit=2&start=1");

    assertThat(page.path("count").isNull()).isTrue();
    assertThat(page.path("results")).hasSize(2);
    assertThat(page.path("next").asText()).contains("start=");
    assertThat(caller.get(DEVICES + "?start=1&offset=2").statusCode()).isEqualTo(400);
  }

  @Test
  void patch_someTags_leavesTheOthers() throws Exception {
    for (String tag : List.of("a", "b", "c")) {
      netbox.add("extras/tags", "{\"name\": \"" + tag + "\", \"slug\": \"" + tag + "\"}");
    }
    String id = caller.postJson(DEVICES, device("leaf1", "S1")).path("id").asText();
    String path = DEVICES + id + "/";
    caller.send("PATCH", path, "{\"tags\": [{\"name\": \"a\"}, {\"name\": \"b\"}]}");

    caller.send(
        "PATCH", path, "{\"add_tags\": [{\"name\": \"c\"}], \"remove_tags\": [{\"name\": \"a\"}]}");

    assertThat(netbox.devices().get(0).path("tags").findValuesAsText("name"))
        .containsExactly("b", "c");
    assertThat(caller.send("PATCH", path, "{\"tags\": [], \"add_tags\": []}").statusCode())
        .isEqualTo(400);
  }

  @Test
  void primaryAddress_hasToBeOnTheDevice() throws Exception {
    String id = caller.postJson(DEVICES, device("leaf1", "S1")).path("id").asText();
    String address =
        caller
            .postJson("/api/ipam/ip-addresses/", "{\"address\": \"10.0.0.1/24\"}")
            .path("id")
            .asText();

    String primary = "{\"primary_ip4\": " + address + "}";
    HttpResponse<String> answer = caller.send("PATCH", DEVICES + id + "/", primary);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("is not assigned to this device");
    assertThat(caller.post("/api/ipam/ip-addresses/", "{\"address\": \"10.0.0.1/32\"}").body())
        .contains("Duplicate IP address found in global table");
  }
}
