package io.cvpfunctions.function;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.EventCodec;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.remote.GoDuration;
import io.cvpfunctions.remote.Secret;
import io.cvpfunctions.remote.Signature;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The function itself calls what follows, through a gateway that answers as it is told to. */
class ChainTest {
  @RegisterExtension
  static final WireMockExtension GATEWAY =
      WireMockExtension.newInstance()
          .options(options().bindAddress("127.0.0.1").dynamicPort())
          .build();

  private static final EventCodec CODEC = new EventCodec();
  private static final String DONE = "{\"function\":\"x\",\"outcome\":\"done\",\"result\":{}}";

  @TempDir Path secrets;

  private RunningFunction echo;

  @BeforeEach
  void start() {
    echo =
        RunningFunction.in(secrets)
            .with("chain_to", "notify-slack run-validation")
            .with("gateway_url", "http://127.0.0.1:" + GATEWAY.getPort());
  }

  @AfterEach
  void stop() {
    echo.close();
  }

  @Test
  void allStepsDone_isDoneAndSaysWhatEachDid() {
    step("notify-slack", json("{\"outcome\":\"done\",\"result\":{\"channel\":\"C1\"}}"));
    step("run-validation", json("{\"outcome\":\"skipped\",\"detail\":\"no catalog\"}"));

    Received answer = echo.send(RunningFunction.move("1", "JPE1"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("event").path("id").asText()).isEqualTo("1");
    assertThat(answer.json().has("chainTo")).isFalse();
    assertThat(answer.json().path("chain"))
        .hasToString(
            "[{\"function\":\"notify-slack\",\"status\":200,\"outcome\":\"done\","
                + "\"result\":{\"channel\":\"C1\"}},"
                + "{\"function\":\"run-validation\",\"status\":200,\"outcome\":\"skipped\","
                + "\"detail\":\"no catalog\"}]");
    assertThat(paths()).containsExactly("/function/notify-slack", "/function/run-validation");
  }

  @Test
  void steps_getTheEventInStructuredMode() {
    steps(json(DONE));

    echo.send(RunningFunction.move("1", "JPE1"));

    for (LoggedRequest request : requests()) {
      assertThat(request.getHeader("Content-Type")).startsWith(EventCodec.STRUCTURED);
      assertThat(request.containsHeader(Signature.HEADER)).isFalse();
      CloudEvent event = event(request);
      assertThat(event.getId()).isEqualTo("1");
      assertThat(event.getType()).isEqualTo(RunningFunction.TYPE);
      assertThat(Events.extension(event, Events.SENT_AT)).isEmpty();
    }
  }

  @Test
  void loginPageInTheWay_isAFailedStep() {
    step(
        "notify-slack",
        aResponse().withHeader("Content-Type", "text/html").withBody("<h1>Sign in</h1>"));
    step("run-validation", json(DONE));

    Received answer = echo.send(RunningFunction.move("1", "JPE1"));

    assertThat(answer.status()).isEqualTo(502);
    JsonNode slack = answer.json().path("chain").path(0);
    assertThat(slack.path("outcome").asText()).isEqualTo("failed");
    assertThat(slack.path("detail").asText()).contains("answered an HTML page");
  }

  @Test
  void failedStep_is502WithTheChainInItAndTheNextIsCalledAllTheSame() {
    step(
        "notify-slack",
        aResponse().withStatus(503).withBody("{\"detail\":\"the channel is archived\"}"));
    step("run-validation", json(DONE));

    Received answer = echo.send(RunningFunction.move("1", "JPE1"));

    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.contentType()).isEqualTo(Problem.CONTENT_TYPE);
    JsonNode problem = answer.json();
    assertThat(problem.path("status").asInt()).isEqualTo(502);
    assertThat(problem.path("detail").asText())
        .isEqualTo("notify-slack answered 503 (the channel is archived)");
    assertThat(problem.path("chain").path(0).path("outcome").asText()).isEqualTo("failed");
    assertThat(problem.path("chain").path(1).path("status").asInt()).isEqualTo(200);
    assertThat(problem.path("result").has("move")).isTrue();
    assertThat(paths()).containsExactly("/function/notify-slack", "/function/run-validation");
  }

  @Test
  void allStepsFailed_areAllNamed() {
    step("notify-slack", aResponse().withStatus(500).withBody("<html>oh\nno</html>"));
    step("run-validation", aResponse().withStatus(404));

    Received answer = echo.send(RunningFunction.move("1", "JPE1"));

    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.json().path("errors"))
        .hasToString(
            "[\"notify-slack answered 500 (<html>oh no</html>)\","
                + "\"run-validation answered 404\"]");
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void brokenGateway_isOneAttemptAndThenTheNextStep(Fault fault) {
    step("notify-slack", aResponse().withFault(fault));
    step("run-validation", json(DONE));

    Received answer = echo.send(RunningFunction.move("1", "JPE1"));

    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.json().path("chain").path(0).path("status").asInt()).isEqualTo(502);
    assertThat(answer.json().path("chain").path(0).path("detail").asText())
        .contains("ended the connection");
    assertThat(paths()).containsExactly("/function/notify-slack", "/function/run-validation");
  }

  @Test
  void noGateway_isSaidForEveryStep() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0)) {
      port = closed.getLocalPort();
    }
    echo.with("gateway_url", "http://127.0.0.1:" + port);

    Received answer = echo.send(RunningFunction.move("1", "JPE1"));

    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.json().path("errors")).hasSize(2);
    assertThat(answer.json().path("detail").asText())
        .contains("run-validation answered 502 (gateway: no connection to 127.0.0.1:" + port);
  }

  @Test
  void asyncStep_isQueuedWithoutThisCallsTime() {
    echo.with("chain_to", "notify-slack?async");
    GATEWAY.stubFor(
        any(urlEqualTo("/async-function/notify-slack")).willReturn(aResponse().withStatus(202)));

    Received answer = echo.send(RunningFunction.move("1", "JPE1"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("chain"))
        .hasToString("[{\"function\":\"notify-slack\",\"status\":202,\"outcome\":\"queued\"}]");
    assertThat(requests().get(0).containsHeader("X-Timeout")).isFalse();
  }

  @Test
  void slackThreadOfAStep_goesToTheLaterSteps() {
    step("notify-slack", json("{\"outcome\":\"done\",\"result\":{\"slackthread\":\"C1:17.2\"}}"));
    step("run-validation", json(DONE));

    echo.send(RunningFunction.move("1", "JPE1"));

    assertThat(Events.extension(event(requests().get(0)), Events.SLACK_THREAD)).isEmpty();
    assertThat(Events.extension(event(requests().get(1)), Events.SLACK_THREAD)).contains("C1:17.2");
  }

  @Test
  void payloadSecret_signsEveryStepWithTheTimeItWasSent() {
    Instant now = Instant.parse("2026-01-02T03:04:06Z");
    echo.mount("payload-secret", "key\n").at(Clock.fixed(now, ZoneOffset.UTC));
    steps(json(DONE));
    Signature signature = Signature.with(Secret.of("key"));
    CloudEvent event = RunningFunction.move("1", "JPE1");
    event = Events.withExtension(event, Events.SENT_AT, "2026-01-02T03:04:05Z");
    String own = signature.sign(CODEC.structured(event));

    assertThat(echo.send(event, Map.of(Signature.HEADER, own)).status()).isEqualTo(200);

    assertThat(requests()).hasSize(2);
    for (LoggedRequest request : requests()) {
      String header = request.getHeader(Signature.HEADER);
      assertThat(signature.matches(header, request.getBody())).isTrue();
      assertThat(Events.extension(event(request), Events.SENT_AT)).contains(now.toString());
    }
  }

  @Test
  void callersTime_bindsTheSteps() {
    steps(json(DONE));

    echo.send(RunningFunction.move("1", "JPE1"), Map.of("X-Timeout", "11s"));

    assertThat(timeout(0)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(5));
    assertThat(timeout(1)).isBetween(Duration.ofSeconds(6), Duration.ofSeconds(10));
  }

  @Test
  void stepThatHangs_leavesTimeForTheNext() {
    step("notify-slack", json(DONE).withFixedDelay(20_000));
    step("run-validation", json(DONE));

    Received answer = echo.send(RunningFunction.move("1", "JPE1"), Map.of("X-Timeout", "5s"));

    assertThat(answer.status()).isEqualTo(502);
    JsonNode chain = answer.json().path("chain");
    assertThat(chain.path(0).path("status").asInt()).isEqualTo(504);
    assertThat(chain.path(0).path("detail").asText()).contains("did not answer within");
    assertThat(chain.path(1).path("status").asInt()).isEqualTo(200);
  }

  @Test
  void noTimeLeft_callsNobodyAndSaysSo() {
    Received answer = echo.send(RunningFunction.move("1", "JPE1"), Map.of("X-Timeout", "1s"));

    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.json().path("chain").path(1).path("detail").asText())
        .isEqualTo("gateway: no time was left to call it");
    assertThat(requests()).isEmpty();
  }

  @Test
  void stepThatAnswersText_isDone() {
    echo.with("chain_to", "own-function");
    step("own-function", aResponse().withBody("hello\n"));

    Received answer = echo.send(RunningFunction.move("1", "JPE1"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("chain"))
        .hasToString(
            "[{\"function\":\"own-function\",\"status\":200,\"outcome\":\"done\","
                + "\"detail\":\"hello\"}]");
  }

  @Test
  void redirectingGateway_isAFailedStep() {
    steps(aResponse().withStatus(308).withHeader("Location", "https://elsewhere.example/"));

    Received answer = echo.send(RunningFunction.move("1", "JPE1"));

    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.json().path("detail").asText()).contains("notify-slack answered 308");
  }

  @Test
  void eventOfTheFunctionsOwn_isPassedOnInstead() {
    steps(json(DONE));
    CloudEvent own = RunningFunction.move("1/echo", "JPE1");
    echo.function.work = event -> Outcome.done(Reply.object()).passingOn(own);

    Received answer = echo.send(RunningFunction.move("1", "JPE1"));

    assertThat(answer.json().path("event").path("id").asText()).isEqualTo("1/echo");
    assertThat(event(requests().get(1)).getId()).isEqualTo("1/echo");
  }

  @Test
  void textAnswer_callsTheStepsToo() {
    steps(json(DONE));
    echo.function.work = event -> Outcome.done(Reply.object()).answeredAs("text/plain", "hello");

    Received answer = echo.send(RunningFunction.move("1", "JPE1"));

    assertThat(answer.contentType()).isEqualTo("text/plain");
    assertThat(answer.body()).isEqualTo("hello");
    assertThat(requests()).hasSize(2);
  }

  @Test
  void failedStepOfABatch_holdsBackThatDevicesLaterEvents() {
    echo.with("chain_to", "notify-slack");
    step("notify-slack", aResponse().withStatus(500));
    List<CloudEvent> batch =
        List.of(
            RunningFunction.move("1", "JPE1"),
            RunningFunction.move("2", "JPE1"),
            RunningFunction.move("3", "JPE2"));

    Received answer = echo.send(batch, Map.of());

    assertThat(answer.status()).isEqualTo(503);
    JsonNode results = answer.json().path("results");
    assertThat(results.path(0).path("status").asInt()).isEqualTo(502);
    assertThat(results.path(0).path("chain")).hasSize(1);
    assertThat(results.path(1).path("status").asInt()).isEqualTo(503);
    assertThat(results.path(2).path("status").asInt()).isEqualTo(502);
    assertThat(requests()).extracting(request -> event(request).getId()).containsExactly("1", "3");
  }

  private static void step(String name, ResponseDefinitionBuilder answer) {
    GATEWAY.stubFor(any(urlEqualTo("/function/" + name)).willReturn(answer));
  }

  private static void steps(ResponseDefinitionBuilder answer) {
    step("notify-slack", answer);
    step("run-validation", answer);
  }

  private static ResponseDefinitionBuilder json(String body) {
    return aResponse().withHeader("Content-Type", "application/json").withBody(body);
  }

  /** What the gateway got, in the order in which it came. */
  private static List<LoggedRequest> requests() {
    List<LoggedRequest> requests = new ArrayList<>();
    for (ServeEvent event : GATEWAY.getAllServeEvents()) requests.add(event.getRequest());
    Collections.reverse(requests);
    return requests;
  }

  private static List<String> paths() {
    List<String> paths = new ArrayList<>();
    requests().forEach(request -> paths.add(request.getUrl()));
    return paths;
  }

  private static CloudEvent event(LoggedRequest request) {
    Map<String, String> headers = Map.of("Content-Type", request.getHeader("Content-Type"));
    return CODEC.read(headers, request.getBody()).event().orElseThrow();
  }

  private static Duration timeout(int request) {
    return GoDuration.parse(requests().get(request).getHeader("X-Timeout")).orElseThrow();
  }
}
