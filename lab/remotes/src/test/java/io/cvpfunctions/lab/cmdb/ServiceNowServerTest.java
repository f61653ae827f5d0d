package io.cvpfunctions.lab.cmdb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cvpfunctions.lab.Caller;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** ServiceNow says what is wrong in places where nobody looks. */
class ServiceNowServerTest {
  private static final String TABLE = "/api/now/table/cmdb_ci_ip_switch";
  private static final String IRE = "/api/now/identifyreconcile";
  private static final String SOURCE = "?sysparm_data_source=Other%20Automated";

  private final ServiceNowServer server = ServiceNowServer.start();
  private final Caller caller = Caller.of(server.url()).with("Authorization", basic());

  @AfterEach
  void close() {
    server.close();
  }

  private String basic() {
    String user = server.username() + ":" + server.password();
    return "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
  }

  private static String item(String serial, String name) {
    return String.format(
        "{\"items\": [{\"className\": \"cmdb_ci_ip_switch\", \"internal_id\": \"1\", \"values\":"
            + " {\"serial_number\": \"%s\", \"name\": \"%s\"}}], \"relations\": []}",
        serial, name);
  }

  private JsonNode identified(String path, String serial, String name) throws Exception {
    return caller.postJson(path, item(serial, name)).at("/result/items/0");
  }

  @Test
  void get_wrongPassword_is401() throws Exception {
    HttpResponse<String> answer =
        Caller.of(server.url()).with("Authorization", "Basic eDp5").get(TABLE);

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("User Not Authenticated").contains("failure");
  }

  @Test
  void get_partThatIsNotUnderstood_isDropped() throws Exception {
    server.add("cmdb_ci_ip_switch", "{\"name\": \"a\"}");
    server.add("cmdb_ci_ip_switch", "{\"name\": \"b\"}");

    assertThat(caller.json(TABLE + "?sysparm_query=name=a").path("result")).hasSize(1);
    assertThat(caller.json(TABLE + "?sysparm_query=nmae=a").path("result")).hasSize(2);
  }

  @Test
  void get_values_areTextsAndUnknownFieldsLeftOut() throws Exception {
    server.add("cmdb_ci_ip_switch", "{\"name\": \"a\", \"install_status\": 1}");

    JsonNode row =
        caller.json(TABLE + "?sysparm_fields=name,install_status,u_none").at("/result/0");

    assertThat(row.path("install_status").isTextual()).isTrue();
    assertThat(row.has("u_none")).isFalse();
  }

  @Test
  void get_noTable_is400() throws Exception {
    assertThat(caller.get("/api/now/table/toaster").body()).contains("Invalid table toaster");
  }

  @Test
  void identify_sameItem_saysWhatItDid() throws Exception {
    assertThat(identified(IRE + SOURCE, "S1", "a").path("operation").asText()).isEqualTo("INSERT");
    assertThat(identified(IRE + SOURCE, "S1", "a").path("operation").asText())
        .isEqualTo("NO_CHANGE");
    assertThat(identified(IRE + SOURCE, "s1", "b").path("operation").asText()).isEqualTo("UPDATE");
    assertThat(server.all("cmdb_ci_ip_switch")).hasSize(1);
  }

  @Test
  void identify_wrong_is200WithTheErrorInside() throws Exception {
    HttpResponse<String> answer = caller.post(IRE, item("S1", "a"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"sysId\":\"Unknown\"").contains("\"errorCount\":1");
    assertThat(server.all("cmdb_ci_ip_switch")).isEmpty();
  }

  @Test
  void query_ofAnItem_writesNothing() throws Exception {
    JsonNode item = identified(IRE + "/query" + SOURCE, "S1", "a");

    assertThat(item.path("operation").asText()).isEqualTo("INSERT");
    assertThat(server.all("cmdb_ci_ip_switch")).isEmpty();
  }

  @Test
  void oauth_tokenOfAClient_isGoodUntilItIsTakenBack() throws Exception {
    String form =
        "grant_type=client_credentials&client_id="
            + server.oauth().clientId()
            + "&client_secret="
            + server.oauth().clientSecret();
    JsonNode given = Caller.of(server.url()).postJson("/oauth_token.do", form);
    assertThat(given.path("expires_in").asInt()).isEqualTo(1800);
    Caller bearer =
        Caller.of(server.url())
            .with("Authorization", "Bearer " + given.path("access_token").asText());

    assertThat(bearer.get(TABLE).statusCode()).isEqualTo(200);
    server.oauth().revoke();
    assertThat(bearer.get(TABLE).statusCode()).isEqualTo(401);
  }

  @Test
  void oauth_wrongSecret_isRefused() throws Exception {
    HttpResponse<String> answer =
        Caller.of(server.url())
            .post("/oauth_token.do", "grant_type=client_credentials&client_id=x&client_secret=y");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("access_denied");
  }

  @Test
  void hibernating_is200WithAPage() throws Exception {
    server.hibernate();

    HttpResponse<String> answer = caller.get(TABLE);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("text/html");
  }
}
