package io.cvpfunctions.lab.cloudvision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cvpfunctions.lab.Caller;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LoginTest {
  private static final String DEVICES = "/cvpservice/inventory/devices";

  @Test
  void login_json_opensASessionByCookieAndByHeader() throws Exception {
    try (CloudVisionSimulator cloudVision = CloudVisionSimulator.start()) {
      Caller caller = Client.anonymous(cloudVision);
      HttpResponse<String> login = caller.post(Client.LOGIN, Client.GOOD);
      String session = new ObjectMapper().readTree(login.body()).path("sessionId").asText();

      assertThat(login.headers().allValues("Set-Cookie")).hasSize(2);
      assertThat(caller.with("Cookie", Client.cookies(login)).get(DEVICES).statusCode())
          .isEqualTo(200);
      assertThat(caller.with("APP_SESSION_ID", session).get(DEVICES).statusCode()).isEqualTo(200);
      assertThat(cloudVision.logins()).isEqualTo(1);
      assertThat(cloudVision.polls()).isEqualTo(2);
    }
  }

  @Test
  void login_basicWithEmptyBody_works() throws Exception {
    String basic =
        Base64.getEncoder().encodeToString("cvpadmin:arista".getBytes(StandardCharsets.UTF_8));
    try (CloudVisionSimulator cloudVision = CloudVisionSimulator.start()) {
      Caller caller = Client.anonymous(cloudVision).with("Authorization", "Basic " + basic);

      assertThat(caller.post("/web/login/authenticate.do", "{}").statusCode()).isEqualTo(200);
      assertThat(caller.post(Client.LOGIN, "").statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource({"STATUS_400,400", "STATUS_401,401", "STATUS_200,200"})
  void login_wrongPassword_isRefusedAsChosen(LoginRefusal style, int status) throws Exception {
    try (CloudVisionSimulator cloudVision = CloudVisionSimulator.start()) {
      cloudVision.loginRefusal(style);
      String wrong = "{\"userId\":\"cvpadmin\",\"password\":\"wrong\"}";
      HttpResponse<String> answer = Client.anonymous(cloudVision).post(Client.LOGIN, wrong);

      assertThat(answer.statusCode()).isEqualTo(status);
      assertThat(answer.body()).contains("112955").doesNotContain("wrong");
      assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
      assertThat(cloudVision.refusedLogins()).isEqualTo(1);
    }
  }

  @Test
  void logout_endsTheSession() throws Exception {
    try (CloudVisionSimulator cloudVision = CloudVisionSimulator.start()) {
      Caller caller = Client.loggedIn(cloudVision);

      assertThat(caller.post("/cvpservice/login/logout.do", "").body()).contains("success");
      assertThat(caller.get(DEVICES).statusCode()).isEqualTo(401);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ERROR_BODY, 200, 112498",
    "LOG_OUT_MESSAGE, 200, LOG OUT MESSAGE",
    "REDIRECT, 302, ''",
    "STATUS_401, 401, Unauthorized",
    "TEXT, 200, User is unauthorized",
    "FAILURE_BODY, 200, Failure - User is unauthorized",
    "EMPTY_LISTS, 200, []",
  })
  void expireSessions_isShownAsChosen(SessionLost style, int status, String words)
      throws Exception {
    try (CloudVisionSimulator cloudVision = CloudVisionSimulator.start()) {
      cloudVision.sessionLost(style);
      Caller caller = Client.loggedIn(cloudVision);
      cloudVision.expireSessions();
      HttpResponse<String> answer = caller.get(DEVICES);

      assertThat(answer.statusCode()).isEqualTo(status);
      assertThat(answer.body()).contains(words);
      assertThat(Client.loggedIn(cloudVision).get(DEVICES).statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @EnumSource(Generation.class)
  void sessionLost_byDefault_isThatOfTheGeneration(Generation generation) throws Exception {
    try (CloudVisionSimulator cloudVision =
        CloudVisionSimulator.builder().generation(generation).start()) {
      HttpResponse<String> answer =
          Client.anonymous(cloudVision).get("/cvpservice/cvpInfo/getCvpInfo.do");

      assertThat(answer.statusCode()).isEqualTo(generation == Generation.V2018_1 ? 200 : 401);
    }
  }

  @Test
  void token_byHeaderOrCookie_isAccepted_andCheckedAtItsOwnPath() throws Exception {
    try (CloudVisionSimulator cloudVision = CloudVisionSimulator.start()) {
      String token = cloudVision.issueToken("watcher", Duration.ofDays(1));
      Caller anybody = Client.anonymous(cloudVision);
      Caller bearer = anybody.with("Authorization", "Bearer " + token);

      assertThat(bearer.get(DEVICES).statusCode()).isEqualTo(200);
      assertThat(anybody.with("Cookie", "access_token=" + token).get(DEVICES).statusCode())
          .isEqualTo(200);
      assertThat(bearer.get("/api/v1/rest/").statusCode()).isEqualTo(200);
      cloudVision.revokeTokens();
      assertThat(bearer.get("/api/v1/rest/").statusCode()).isEqualTo(401);
      assertThat(bearer.get(DEVICES).statusCode()).isEqualTo(401);
      assertThat(expiryOf(token)).isGreaterThan(1_700_000_000L);
    }
  }

  private static long expiryOf(String token) throws Exception {
    byte[] claims = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
    JsonNode json = new ObjectMapper().readTree(claims);
    return json.path("exp").asLong();
  }

  @Test
  void token_expired_isRefused_evenInLoginDays() throws Exception {
    try (CloudVisionSimulator cloudVision = CloudVisionSimulator.start()) {
      String token = cloudVision.issueToken("watcher", Duration.ofSeconds(-1));

      assertThat(
              Client.anonymous(cloudVision)
                  .with("Authorization", "Bearer " + token)
                  .get(DEVICES)
                  .statusCode())
          .isEqualTo(401);
    }
  }

  @Test
  void cvaas_takesTokensOnly_andHasNoWebPrefix() throws Exception {
    try (CloudVisionSimulator cloudVision =
        CloudVisionSimulator.builder().generation(Generation.CVAAS).start()) {
      Caller caller = Client.anonymous(cloudVision);

      assertThat(caller.post(Client.LOGIN, Client.GOOD).statusCode()).isEqualTo(400);
      assertThat(caller.get("/web/inventory/devices").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void cookiesRequired_oneOfTwo_isNotEnough() throws Exception {
    try (CloudVisionSimulator cloudVision =
        CloudVisionSimulator.builder().cookiesRequired().start()) {
      Caller caller = Client.anonymous(cloudVision);
      String all = Client.cookies(caller.post(Client.LOGIN, Client.GOOD));
      String session = all.replaceFirst(".*; ", "");

      assertThat(caller.with("Cookie", all).get(DEVICES).statusCode()).isEqualTo(200);
      assertThat(caller.with("Cookie", session).get(DEVICES).statusCode()).isEqualTo(401);
    }
  }

  @Test
  void nodes_shareDevicesButNotSessions() throws Exception {
    try (CloudVisionSimulator cloudVision = CloudVisionSimulator.start()) {
      Node second = cloudVision.addNode();
      cloudVision.addDevice(Device.numbered(1));
      Caller first = Client.loggedIn(cloudVision);
      Caller other = Client.loggedIn(cloudVision, second);

      assertThat(first.json(DEVICES)).hasSize(1).isEqualTo(other.json(DEVICES));
      cloudVision.node().down();
      assertThat(other.get(DEVICES).statusCode()).isEqualTo(200);
      assertThat(cloudVision.addresses()).contains(second.address());
      assertThat(cloudVision.unexpected()).isEmpty();
    }
  }

  @Test
  void version_inEveryShape() throws Exception {
    String path = "/cvpservice/cvpInfo/getCvpInfo.do";
    try (CloudVisionSimulator cloudVision = CloudVisionSimulator.start()) {
      Caller caller = Client.loggedIn(cloudVision);

      assertThat(caller.json(path).path("version").asText()).isEqualTo("2021.3.0");
      cloudVision.versionAnswer(VersionAnswer.TWO_PARTS);
      assertThat(caller.json(path).path("version").asText()).isEqualTo("2021.3");
      cloudVision.versionAnswer(VersionAnswer.BARE_TEXT);
      assertThat(caller.get(path).body()).isEqualTo("2021.3.0");
      cloudVision.versionAnswer(VersionAnswer.REFUSED);
      assertThat(caller.get(path).statusCode()).isEqualTo(403);
    }
  }
}
