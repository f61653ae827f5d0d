package io.cvpfunctions.lab.openfaas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SystemRouteTest {
  private static final String AUTHORIZATION =
      "Basic "
          + Base64.getEncoder().encodeToString("admin:secret".getBytes(StandardCharsets.UTF_8));

  private static final FunctionSpec MOVER =
      new FunctionSpec(
          "mover",
          "me/mover:1",
          "java -jar mover.jar",
          Map.of("chain_to", "slack"),
          List.of("token"),
          Map.of("team", "dc1"),
          Map.of("topic", "cvp.device.moved"),
          Map.of("memory", "128Mi"),
          Map.of(),
          false);

  private final FaasGateway gateway =
      FaasGateway.builder().credentials("admin", "secret").start().function(MOVER, ok());
  private final Caller caller = new Caller(gateway.url());

  private static FunctionStub ok() {
    return request -> FunctionResponse.json(200, "{}");
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  private HttpResponse<String> get(String path) throws IOException {
    return caller.get(path, "Authorization", AUTHORIZATION);
  }

  private JsonNode json(String path) throws IOException {
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).isEqualTo(200);
    return new ObjectMapper().readTree(answer.body());
  }

  private int change(String method, String body) throws IOException {
    return caller
        .send(method, "/system/functions", body, "Authorization", AUTHORIZATION)
        .statusCode();
  }

  @Test
  void list_onKubernetes_hidesTheEnvironmentAndLeavesOutWhatIsEmpty() throws Exception {
    JsonNode mover = json("/system/functions").get(0);
    assertThat(mover.path("name").asText()).isEqualTo("mover");
    assertThat(mover.path("namespace").asText()).isEqualTo("openfaas-fn");
    assertThat(mover.path("annotations").path("topic").asText()).isEqualTo("cvp.device.moved");
    assertThat(mover.path("labels").path("faas_function").asText()).isEqualTo("mover");
    assertThat(mover.path("availableReplicas").asInt()).isEqualTo(1);
    assertThat(mover.path("secrets").get(0).asText()).isEqualTo("token");
    assertThat(mover.path("limits").path("memory").asText()).isEqualTo("128Mi");
    assertThat(mover.has("envVars")).isFalse();
    assertThat(mover.has("requests")).isFalse();
    assertThat(mover.has("invocationCount")).isFalse();
  }

  @Test
  void list_onFaasd_showsTheEnvironmentAndNoAvailableReplicas() throws Exception {
    try (FaasGateway faasd =
        FaasGateway.builder().orchestration(Orchestration.FAASD).start().function(MOVER, ok())) {
      JsonNode list =
          new ObjectMapper().readTree(new Caller(faasd.url()).get("/system/functions").body());
      assertThat(list.get(0).path("envVars").path("chain_to").asText()).isEqualTo("slack");
      assertThat(list.get(0).has("availableReplicas")).isFalse();
      assertThat(list.get(0).path("labels").has("faas_function")).isFalse();
    }
  }

  @Test
  void list_afterCalls_countsThem_andOneStatusDoesNot() throws Exception {
    caller.post("/function/mover", "x");
    caller.post("/function/mover", "x");
    assertThat(json("/system/functions").get(0).path("invocationCount").asInt()).isEqualTo(2);
    assertThat(json("/system/function/mover").has("invocationCount")).isFalse();
    assertThat(get("/system/function/nobody").statusCode()).isEqualTo(404);
  }

  @Test
  void list_ofAnotherNamespace_isRefused() throws Exception {
    assertThat(json("/system/functions?namespace=openfaas-fn")).hasSize(1);
    assertThat(get("/system/functions?namespace=other").statusCode()).isEqualTo(400);
  }

  @Test
  void system_withoutCredentials_is401_andFunctionsStayOpen() throws Exception {
    HttpResponse<String> answer = caller.get("/system/functions");
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("invalid credentials");
    assertThat(answer.headers().firstValue("WWW-Authenticate"))
        .contains("Basic realm=\"Restricted\"");
    assertThat(caller.post("/function/mover", "x").statusCode()).isEqualTo(200);
    assertThat(caller.get("/healthz").statusCode()).isEqualTo(200);
  }

  @Test
  void list_orderedToPanic_endsTheConnectionAndIsThereAgain() throws Exception {
    gateway.orderForListing(Fault.reset().always());
    assertThatThrownBy(() -> get("/system/functions")).isInstanceOf(IOException.class);
    gateway.clearFaults().orderForListing(Fault.status(500));
    assertThat(get("/system/functions").statusCode()).isEqualTo(500);
    assertThat(json("/system/functions")).hasSize(1);
  }

  @Test
  void deploy_whereSomebodyRunsFunctions_isHandedOver() throws Exception {
    List<FunctionSpec> ran = new ArrayList<>();
    try (FaasGateway running = FaasGateway.builder().deployments(spec -> runs(spec, ran)).start()) {
      Caller deployer = new Caller(running.url());
      String tagger =
          "{\"service\":\"tagger\",\"image\":\"me/tagger:1\",\"secrets\":[\"token\"],"
              + "\"envVars\":{\"tag_label\":\"Site\"}}";

      assertThat(deployer.send("PUT", "/system/functions", tagger).statusCode()).isEqualTo(404);
      assertThat(deployer.send("POST", "/system/functions", tagger).statusCode()).isEqualTo(202);
      assertThat(ran).singleElement().extracting(FunctionSpec::image).isEqualTo("me/tagger:1");
      assertThat(ran.get(0).environment()).containsEntry("tag_label", "Site");
      HttpResponse<String> other =
          deployer.send("POST", "/system/functions", tagger.replace("me/tagger", "me/other"));
      assertThat(other.statusCode()).isEqualTo(501);
      HttpResponse<String> lacking =
          deployer.send("POST", "/system/functions", tagger.replace("token", "none"));
      assertThat(lacking.statusCode()).isEqualTo(400);
      assertThat(lacking.body()).contains("there is no secret none");
    }
  }

  private static boolean runs(FunctionSpec spec, List<FunctionSpec> ran) {
    if (spec.secrets().contains("none")) throw new IllegalStateException("there is no secret none");
    return spec.image().startsWith("me/tagger") && ran.add(spec);
  }

  @Test
  void hide_leavesTheFunctionOutOfTheListOnly() throws Exception {
    gateway.hide("mover");
    assertThat(json("/system/functions")).isEmpty();
    assertThat(caller.post("/function/mover", "x").statusCode()).isEqualTo(200);
    gateway.show("mover");
    assertThat(json("/system/functions")).hasSize(1);
    gateway.remove("mover");
    assertThat(caller.post("/function/mover", "x").statusCode()).isEqualTo(404);
  }

  @Test
  void namespacesAndInfo_areThere() throws Exception {
    assertThat(json("/system/namespaces").toString()).isEqualTo("[\"openfaas-fn\"]");
    assertThat(json("/system/info").path("provider").path("orchestration").asText())
        .isEqualTo("lab");
    assertThat(get("/system/logs").statusCode()).isEqualTo(404);
  }

  @Test
  void deploy_ofAKnownFunction_changesWhatIsSaidOfIt() throws Exception {
    String body =
        "{\"service\":\"mover\",\"image\":\"me/mover:2\",\"annotations\":{\"topic\":\"other\"}}";
    assertThat(change("PUT", body)).isEqualTo(202);
    JsonNode mover = json("/system/function/mover");
    assertThat(mover.path("image").asText()).isEqualTo("me/mover:2");
    assertThat(mover.path("annotations").path("topic").asText()).isEqualTo("other");
    assertThat(mover.has("secrets")).isFalse();
  }

  @Test
  void deploy_ofWhatCannotRunHere_saysSo() throws Exception {
    assertThat(change("PUT", "{\"service\":\"other\"}")).isEqualTo(404);
    assertThat(change("POST", "{\"service\":\"other\"}")).isEqualTo(501);
    assertThat(change("PUT", "{\"service\":\"mover\",\"annotations\":{\"topic\":\"a,b\"}}"))
        .isEqualTo(400);
    assertThat(change("PUT", "{")).isEqualTo(400);
    assertThat(change("PATCH", "{}")).isEqualTo(405);
  }

  @Test
  void delete_ofAFunction_removesIt() throws Exception {
    assertThat(change("DELETE", "{\"functionName\":\"mover\"}")).isEqualTo(202);
    assertThat(change("DELETE", "{\"functionName\":\"mover\"}")).isEqualTo(404);
    assertThat(json("/system/functions")).isEmpty();
  }
}
