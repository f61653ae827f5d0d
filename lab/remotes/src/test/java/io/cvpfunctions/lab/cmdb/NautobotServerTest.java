package io.cvpfunctions.lab.cmdb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cvpfunctions.lab.Caller;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where Nautobot differs from NetBox. */
class NautobotServerTest {
  private final NautobotServer nautobot = NautobotServer.start("3.1");
  private final Caller caller =
      Caller.of(nautobot.url()).with("Authorization", "Token " + nautobot.token());

  @AfterEach
  void close() {
    nautobot.close();
  }

  @Test
  void get_unknownFilter_is400() throws Exception {
    HttpResponse<String> answer = caller.get("/api/dcim/devices/?serail=S1");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo("{\"serail\":[\"Unknown filter field\"]}");
  }

  @Test
  void get_relations_areShownAsDeepAsAsked() throws Exception {
    String maker = nautobot.add("dcim/manufacturers", "{\"name\": \"Arista\"}");
    nautobot.add("dcim/device-types", "{\"model\": \"M\", \"manufacturer\": \"" + maker + "\"}");

    JsonNode flat = caller.json("/api/dcim/device-types/").at("/results/0/manufacturer");
    JsonNode deep = caller.json("/api/dcim/device-types/?depth=1").at("/results/0/manufacturer");

    assertThat(flat.path("id").asText()).isEqualTo(maker);
    assertThat(flat.has("name")).isFalse();
    assertThat(deep.path("name").asText()).isEqualTo("Arista");
  }

  @Test
  void post_statusByItsName_isNoObject() throws Exception {
    HttpResponse<String> answer =
        caller.post(
            "/api/dcim/locations/",
            "{\"name\": \"DC1\", \"status\": \"Active\", \"location_type\": \"Site\"}");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("Related object not found");
  }

  @Test
  void post_addressWithoutAPrefix_is400() throws Exception {
    String active = nautobot.id("extras/statuses", "Active");
    String body = "{\"address\": \"10.0.0.1/32\", \"status\": \"" + active + "\"}";

    assertThat(caller.post("/api/ipam/ip-addresses/", body).body()).contains("parent");
    nautobot.add("ipam/prefixes", "{\"prefix\": \"10.0.0.0/8\"}");
    assertThat(caller.post("/api/ipam/ip-addresses/", body).statusCode()).isEqualTo(201);
  }

  @Test
  void post_namespaceByItsName_isNoObject() throws Exception {
    nautobot.add("ipam/prefixes", "{\"prefix\": \"10.0.0.0/8\"}");
    String active = nautobot.id("extras/statuses", "Active");
    String body = "{\"address\": \"10.0.0.1/32\", \"status\": \"" + active + "\", \"namespace\": ";

    assertThat(caller.post("/api/ipam/ip-addresses/", body + "\"Global\"}").body())
        .contains("namespace", "Related object not found");
    assertThat(
            caller.post("/api/ipam/ip-addresses/", body + "{\"name\": \"Global\"}}").statusCode())
        .isEqualTo(201);
  }

  @Test
  void get_versionOfAnotherRelease_is406() throws Exception {
    Caller asking =
        caller.with(
            "Authorization",
            "Token " + nautobot.token(),
            "Accept",
            "application/json; version=2.4");

    assertThat(asking.get("/api/dcim/devices/").statusCode()).isEqualTo(406);
  }

  @Test
  void options_areAListOfMethods() throws Exception {
    nautobot.deny("add extras/tags");

    String options = caller.send("OPTIONS", "/api/extras/tags/", "").body();

    assertThat(options).contains("\"actions\":[\"PUT\"]");
  }

  @Test
  void get_wrongToken_is403() throws Exception {
    Caller wrong = Caller.of(nautobot.url()).with("Authorization", "Token x");

    assertThat(wrong.get("/api/dcim/devices/").body()).contains("Invalid token");
    assertThat(wrong.get("/api/dcim/devices/").statusCode()).isEqualTo(403);
  }
}
