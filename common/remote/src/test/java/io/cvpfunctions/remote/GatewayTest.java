package io.cvpfunctions.remote;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.cvpfunctions.remote.CallFailedException.Kind;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import okhttp3.Dns;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayTest {
  @RegisterExtension
  static final WireMockExtension OPENFAAS =
      WireMockExtension.newInstance()
          .options(options().bindAddress("127.0.0.1").dynamicPort())
          .build();

  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final Invocation EVENT =
      Invocation.of("application/cloudevents+json", "{\"id\":\"1\"}".getBytes(UTF_8))
          .with(Invocation.CALL_ID, "call-1")
          .with(Invocation.TIMEOUT, "24s");

  @Test
  void functions_asTheGatewayListsThem_areRead() {
    answers(
        okJson(
            "[{\"name\":\"device-move\",\"image\":\"a/b:1\",\"namespace\":\"openfaas-fn\","
                + "\"createdAt\":\"2026-01-02T03:04:05Z\",\"invocationCount\":7,\"replicas\":1,"
                + "\"labels\":{\"faas_function\":\"device-move\"},"
                + "\"annotations\":{\"topic\":\"cvp.device.moved\",\"cvp.batch\":\"50\"}},"
                + "{\"name\":\"bare\",\"image\":\"a/b:1\",\"createdAt\":\"2026-01-02T03:04:05Z\"}]"));

    List<DeployedFunction> functions = gateway().functions(LIMIT);

    assertThat(functions).hasToString("[device-move.openfaas-fn, bare]");
    assertThat(functions.get(0).name()).isEqualTo("device-move");
    assertThat(functions.get(0).annotations())
        .isEqualTo(Map.of("topic", "cvp.device.moved", "cvp.batch", "50"));
    assertThat(functions.get(1).annotations()).isEmpty();
    assertThat(functions.get(1).namespace()).isEmpty();
  }

  @Test
  void check_asksTheFunctionItself_withTheHeadersOfACall() {
    answers(okJson("{\"check\":\"ok\"}").withHeader("Date", "Fri, 02 Jan 2026 03:04:05 GMT"));

    Answer answer = gateway().check("device-move", Map.of(Invocation.TIMEOUT, "24s"), LIMIT);

    assertThat(answer.text()).isEqualTo("{\"check\":\"ok\"}");
    assertThat(answer.date()).contains(Instant.parse("2026-01-02T03:04:05Z"));
    OPENFAAS.verify(
        getRequestedFor(urlEqualTo("/function/device-move?check"))
            .withHeader(Invocation.TIMEOUT, equalTo("24s")));
    assertThatThrownBy(() -> gateway().check("../system/functions", Map.of(), LIMIT))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void health_anyAnswerWillDo() {
    answers(aResponse().withStatus(500).withHeader("Date", "yesterday"));

    Answer answer = gateway().health(LIMIT);

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.date()).isEmpty();
    OPENFAAS.verify(getRequestedFor(urlEqualTo("/healthz")));
  }

  @Test
  void functions_oddItems_areLeftOut() {
    answers(okJson("[7, null, {}, {\"name\":null}, {\"name\":\"..\"}, {\"name\":\"a/b\"}]"));
    assertThat(gateway().functions(LIMIT)).isEmpty();
  }

  @Test
  void functions_credentials_goAlong() {
    answers(okJson("[]"));

    gateway().withCredentials("admin", Secret.of("hush")).functions(LIMIT);

    OPENFAAS.verify(
        getRequestedFor(urlEqualTo("/system/functions"))
            .withHeader("Authorization", equalTo("Basic YWRtaW46aHVzaA==")));
  }

  @Test
  void functions_unauthorized_isForTheOperator() {
    answers(aResponse().withStatus(401).withBody("invalid credentials"));

    CallFailedException without = failure(gateway());
    CallFailedException wrong = failure(gateway().withCredentials("admin", Secret.of("hush")));

    assertThat(without.kind()).isEqualTo(Kind.OPERATOR);
    assertThat(without).hasMessageStartingWith("gateway: it wants a user name and password");
    assertThat(wrong)
        .hasMessageContaining("it refused the user name and password: see the secrets");
    assertThat(wrong.retryAfter()).contains(Duration.ofMinutes(5));
    assertThat(wrong.getMessage()).doesNotContain("hush");
  }

  @Test
  void functions_connectionDropped_asWhenPrometheusIsAway_isNoAnswer() {
    answers(aResponse().withFault(Fault.EMPTY_RESPONSE));
    assertThat(failure(gateway()).kind()).isEqualTo(Kind.NO_ANSWER);
  }

  @Test
  void functions_html_isBrokenAndQuoted() {
    answers(aResponse().withHeader("Content-Type", "text/html").withBody("<h1>Welcome</h1>"));

    CallFailedException failure = failure(gateway());

    assertThat(failure.kind()).isEqualTo(Kind.BROKEN);
    assertThat(failure)
        .hasMessage(
            "gateway: http://127.0.0.1:%d/ answered no list of functions, but HTTP 200, 16 bytes:"
                + " <h1>Welcome</h1>",
            OPENFAAS.getPort());
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 302, 404, 500, 502})
  void functions_anotherStatus_isBroken(int status) {
    answers(aResponse().withStatus(status));
    assertThat(failure(gateway()).kind()).isEqualTo(Kind.BROKEN);
  }

  @Test
  void invoke_functionsAnswer_isHandedBackWhateverTheStatus() {
    answers(aResponse().withStatus(422).withBody("{\"detail\":\"no\"}"));

    Answer answer = gateway().invoke("device-move.openfaas-fn", EVENT, LIMIT);

    assertThat(answer.status()).isEqualTo(422);
    OPENFAAS.verify(
        postRequestedFor(urlEqualTo("/function/device-move.openfaas-fn"))
            .withHeader("Content-Type", equalTo("application/cloudevents+json"))
            .withHeader("X-Call-Id", equalTo("call-1"))
            .withHeader("X-Timeout", equalTo("24s"))
            .withRequestBody(equalTo("{\"id\":\"1\"}")));
  }

  @Test
  void invokeAsync_goesToTheQueue() {
    answers(aResponse().withStatus(202));

    assertThat(gateway().invokeAsync("echo", EVENT, LIMIT).status()).isEqualTo(202);

    OPENFAAS.verify(postRequestedFor(urlEqualTo("/async-function/echo")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "text/html; charset=utf-8", "TEXT/HTML"})
  void invoke_pageOfALogin_isNoFunctionsAnswer(String type) {
    answers(aResponse().withHeader("Content-Type", type).withBody("<h1>Sign in</h1>"));

    for (CallFailedException failure :
        List.of(
            failure(() -> gateway().invoke("echo", EVENT, LIMIT)),
            failure(() -> gateway().invokeAsync("echo", EVENT, LIMIT)))) {
      assertThat(failure.kind()).isEqualTo(Kind.BROKEN);
      assertThat(failure)
          .hasMessageContaining("answered an HTML page, as a proxy or a login in front of")
          .hasMessageContaining("let calls pass it, or give the gateway's own address");
    }
  }

  @Test
  void invoke_pageOfAFunction_isItsAnswer() {
    answers(
        aResponse()
            .withHeader("Content-Type", "text/html")
            .withHeader("X-Duration-Seconds", "0.012")
            .withBody("<h1>Report</h1>"));

    assertThat(gateway().invoke("report", EVENT, LIMIT).text()).isEqualTo("<h1>Report</h1>");
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 404, 502})
  void invoke_pageWithoutSuccess_isJudgedByItsStatus(int status) {
    answers(aResponse().withStatus(status).withHeader("Content-Type", "text/html"));

    assertThat(gateway().invoke("echo", EVENT, LIMIT).status()).isEqualTo(status);
  }

  @Test
  void invoke_credentials_stayHome() {
    answers(aResponse());
    gateway().withCredentials("admin", Secret.of("hush")).invoke("echo", EVENT, LIMIT);
    OPENFAAS.verify(postRequestedFor(urlEqualTo("/function/echo")).withoutHeader("Authorization"));
  }

  @Test
  void invoke_gatewayBelowAPath_isFoundThere() {
    answers(aResponse());
    URI below = URI.create("http://127.0.0.1:" + OPENFAAS.getPort() + "/openfaas/");

    try (Gateway gateway = Gateway.at(below)) {
      gateway.invoke("echo", EVENT, LIMIT);
    }

    OPENFAAS.verify(postRequestedFor(urlEqualTo("/openfaas/function/echo")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..",
        ".",
        "...",
        "a/b",
        "../system/functions",
        "a?b",
        "a%2e",
        "",
        " a",
        "ä",
        "a\n"
      })
  void invoke_nameThatWouldLeaveItsPlace_isRefused(String name) {
    assertThat(Gateway.isFunctionName(name)).isFalse();
    assertThatThrownBy(() -> gateway().invoke(name, EVENT, LIMIT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not a function's name");
    OPENFAAS.verify(0, postRequestedFor(anyUrl()));
  }

  @Test
  void lookup_withoutTheNameOfKubernetes_takesThatOfFaasd() throws Exception {
    Dns faasd =
        host -> {
          if (host.equals("gateway")) return List.of(InetAddress.getLoopbackAddress());
          throw new UnknownHostException(host);
        };
    assertThat(Gateway.lookup(faasd, "gateway.openfaas")).hasSize(1);
    assertThat(Gateway.whicheverResolves()).hasToString("http://gateway.openfaas:8080/");
  }

  private static void answers(ResponseDefinitionBuilder answer) {
    OPENFAAS.stubFor(any(anyUrl()).willReturn(answer));
  }

  private static Gateway gateway() {
    return Gateway.at(URI.create("http://127.0.0.1:" + OPENFAAS.getPort()));
  }

  private static CallFailedException failure(Gateway gateway) {
    return failure(() -> gateway.functions(LIMIT));
  }

  private static CallFailedException failure(ThrowingCallable call) {
    return catchThrowableOfType(CallFailedException.class, call);
  }
}
