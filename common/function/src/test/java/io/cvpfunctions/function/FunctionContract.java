package io.cvpfunctions.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.fuzz.Fuzz;
import io.cvpfunctions.remote.Secret;
import io.cvpfunctions.remote.Settings;
import io.cvpfunctions.remote.Signature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every function here promises its caller. Extend it once per function. */
public abstract class FunctionContract {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String KEY = "the-payload-secret";
  private static final String STRUCTURED = "application/cloudevents+json";

  /** Never 500, which is a bug of ours. */
  private static final Set<Integer> KNOWN = Set.of(200, 400, 413, 422, 429, 502, 503, 504);

  @TempDir Path secrets;

  private FunctionHandler handler;

  /** The function's deployed name. */
  protected abstract String name();

  /** As its {@code Handler} has it. */
  protected abstract Function<Settings, EventFunction> factory();

  /** Settings it works with; no remote has to be there. */
  protected abstract Map<String, String> settings();

  /** Secrets it works with. */
  protected abstract Map<String, String> secrets();

  /** Three settings that are wrong, each for itself. */
  protected abstract Map<String, String> threeWrongSettings();

  /** The same where its remote is at hand, or at least quick to say that it is not. */
  protected Map<String, String> settingsAtWork() {
    return settings();
  }

  /** Whether it takes every type there is. */
  protected boolean takesEveryType() {
    return false;
  }

  /** Whether it takes plain text that a person types. */
  protected boolean takesText() {
    return false;
  }

  @BeforeEach
  void start() throws IOException {
    for (Map.Entry<String, String> secret : secrets().entrySet()) {
      mount(secret.getKey(), secret.getValue());
    }
    handler = handler(settings());
  }

  @AfterEach
  void stop() {
    handler.close();
  }

  @Test
  void get_describesWithoutSecrets() {
    Received answer = send("GET", "", Map.of());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("function").asText()).isEqualTo(name());
    assertThat(answer.json().path("settings").path("chain_to").isMissingNode()).isFalse();
    secrets().values().forEach(secret -> assertThat(answer.body()).doesNotContain(secret.trim()));
  }

  @Test
  void check_saysOfEachThingHowItIsAndWhatToDo() throws IOException {
    signed();
    assertProblem(check(Map.of()), 401, "there is no signature");

    Received answer = check(Map.of(Signature.HEADER, sign("")));

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().path("check").asText()).isIn("ok", "warning", "failure");
    assertThat(answer.json().path("checks")).isNotEmpty();
    for (JsonNode each : answer.json().path("checks")) {
      assertThat(each.path("name").asText()).isNotBlank();
      assertThat(each.path("detail").asText()).as(each.toString()).isNotBlank();
      assertThat(each.path("todo").asText("").isBlank())
          .as(each.toString())
          .isEqualTo(each.path("status").asText().equals("ok"));
    }
    assertThat(answer.body()).doesNotContain("Exception").doesNotContain("\tat ");
    secrets().values().forEach(secret -> assertThat(answer.body()).doesNotContain(secret.trim()));
  }

  @Test
  void put_is405() {
    Received answer = send("PUT", "{}", Map.of());

    assertProblem(answer, 405, "POST");
    assertThat(answer.header("Allow")).contains("POST");
  }

  @Test
  void emptyBody_is400() {
    assertProblem(send("POST", " \n", Map.of()), 400, "empty");
  }

  @Test
  void malformedJson_is400() {
    assertProblem(
        send("POST", "{\"device\": {", Map.of()), 400, "not JSON: correct it at line 1, column ");
  }

  @Test
  void textWhereNoneIsTaken_is400() {
    assumeFalse(takesText(), "this function takes text");
    assertProblem(send("POST", "hello there", Map.of()), 400, "");
  }

  @Test
  void eventWithoutAttributes_is400NamingEachOne() {
    Received answer = send("POST", "{\"specversion\":\"1.0\"}", Map.of("Content-Type", STRUCTURED));

    assertProblem(answer, 400, "id");
    assertThat(answer.json().path("errors")).hasSize(3);
  }

  @Test
  void binaryEventWithoutAttributes_is400() {
    assertProblem(send("POST", "{}", Map.of("ce-type", "cvp.device.moved")), 400, "ce-id");
  }

  @Test
  void unknownType_is422() {
    assumeFalse(takesEveryType(), "this function takes every type");
    assertProblem(send("POST", event("no.such.type", "{}"), Map.of()), 422, "no.such.type");
  }

  @Test
  void deviceWithoutSerialNumber_is422() {
    assumeFalse(takesEveryType(), "this function does not look into the data");
    String containers = "\"from\":{\"name\":\"a\"},\"to\":{\"name\":\"b\"}";
    String data = "{\"device\":{\"hostname\":\"leaf1\"}," + containers + "}";
    Received answer = send("POST", event("cvp.device.moved", data), Map.of());

    assertProblem(answer, 422, "serialNumber");
  }

  @Test
  void bodyOfTwoMebibytes_is413() {
    String body = "{\"text\":\"" + "x".repeat(2 << 20) + "\"}";
    assertProblem(send("POST", body, Map.of()), 413, "send less at once, or raise max_body");
  }

  @Test
  void unsignedWhereSignatureIsRequired_is401() throws IOException {
    signed();
    assertProblem(send("POST", event("no.such.type", "{}"), Map.of()), 401, "faas-cli invoke");
  }

  @Test
  void wrongSignature_is401() throws IOException {
    signed();
    String body = event("no.such.type", "{}");
    Map<String, String> headers = Map.of(Signature.HEADER, sign(body + " "));
    assertProblem(send("POST", body, headers), 401, "wrong");
  }

  @Test
  void oldSignature_is401() throws IOException {
    signed();
    ObjectNode event = parse(event("cvp.device.moved", "{}"));
    event.put("sentat", Instant.now().minusSeconds(301).toString());
    Map<String, String> headers = Map.of(Signature.HEADER, sign(event.toString()));
    assertProblem(send("POST", event.toString(), headers), 401, "300 s");
  }

  @Test
  void rightSignature_isLetIn() throws IOException {
    signed();
    ObjectNode event = parse(event("no.such.type", "not an object"));
    event.put("sentat", Instant.now().toString());
    Map<String, String> headers = Map.of(Signature.HEADER, sign(event.toString()));
    assertThat(send("POST", event.toString(), headers).status()).isNotEqualTo(401);
  }

  @Test
  void batchOfUnknownTypes_isJudgedEventByEvent() {
    assumeFalse(takesEveryType(), "this function takes every type");
    String batch = "[" + event("no.such.type", "{}") + "," + event("nor.this", "{}") + "]";
    Received answer = send("POST", batch, Map.of());

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().path("results")).hasSize(2);
    assertThat(answer.json().path("results").path(1).path("status").asInt()).isEqualTo(422);
  }

  @Test
  void settingsWrongThreeWays_areAllNamedAtOnceAs503() {
    Map<String, String> wrong = new HashMap<>(settings());
    wrong.putAll(threeWrongSettings());
    handler.close();
    handler = handler(wrong);

    Received answer = send("POST", event("cvp.device.moved", "{}"), Map.of());

    assertProblem(answer, 503, "");
    assertThat(answer.header("Retry-After")).isEqualTo("300");
    assertThat(threeWrongSettings()).hasSize(3);
    threeWrongSettings().keySet().forEach(name -> assertThat(answer.body()).contains(name));
  }

  @Test
  void damagedRequest_isAnsweredWithAKnownStatusAndNothingInternal() {
    handler.close();
    handler = handler(settingsAtWork());

    Fuzz.of(name()).json(Samples.bodies(), this::assertKnown);
  }

  private void assertKnown(String body) {
    Received answer = send("POST", body, Map.of("X-Timeout", "1100ms", "X-Chain", "caller"));

    assertThat(answer.status()).as(answer.body()).isIn(KNOWN);
    assertThat(answer.json().isObject()).isTrue();
    assertThat(answer.body()).doesNotContain("Exception:").doesNotContain("\tat ");
    secrets().values().forEach(secret -> assertThat(answer.body()).doesNotContain(secret.trim()));
  }

  /** Sends a request as our runtime would hand it over. */
  protected final Received send(String method, String body, Map<String, String> headers) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return new Received(handler.handle(new FakeRawRequest(method, bytes, headers)));
  }

  private Received check(Map<String, String> headers) {
    Map<String, String> query = Map.of("check", "");
    return new Received(handler.handle(new FakeRawRequest("GET", new byte[0], headers, query)));
  }

  /** A structured event of that type with that data, an id that follows from it, and a subject. */
  protected final String event(String type, String data) {
    ObjectNode event = JSON.createObjectNode();
    event.put("specversion", "1.0").put("id", "id-" + type).put("source", "https://cvp.example");
    event.put("type", type).put("subject", "JPE1").put("time", "2026-01-02T03:04:05Z");
    event.put("datacontenttype", "application/json");
    try {
      event.set("data", JSON.readTree(data.startsWith("{") ? data : "\"" + data + "\""));
    } catch (IOException notJson) {
      throw new IllegalArgumentException(notJson);
    }
    return event.toString();
  }

  private void signed() throws IOException {
    mount("payload-secret", KEY + "\n");
    handler.close();
    handler = handler(settings());
  }

  private FunctionHandler handler(Map<String, String> values) {
    Map<String, String> all = new LinkedHashMap<>(values);
    all.put("secret_mount_path", secrets.toString());
    return FunctionHandler.start(name(), factory(), () -> Settings.of(all::get), Clock.systemUTC());
  }

  private void mount(String name, String value) throws IOException {
    Files.writeString(secrets.resolve(name), value);
  }

  private static String sign(String body) {
    return Signature.with(Secret.of(KEY)).sign(body.getBytes(StandardCharsets.UTF_8));
  }

  private static ObjectNode parse(String text) {
    try {
      return (ObjectNode) JSON.readTree(text);
    } catch (IOException notJson) {
      throw new IllegalArgumentException(notJson);
    }
  }

  private static void assertProblem(Received answer, int status, String says) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.contentType()).isEqualTo("application/problem+json");
    JsonNode problem = answer.json();
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("errors")).isNotEmpty();
    assertThat(problem.path("callId").asText()).isNotBlank();
    assertThat(problem.path("detail").asText()).contains(says);
    assertThat(answer.body()).doesNotContain("Exception").doesNotContain("\tat ");
  }
}
