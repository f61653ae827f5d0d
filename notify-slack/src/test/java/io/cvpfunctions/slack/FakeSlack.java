package io.cvpfunctions.slack;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.util.List;

/** A webhook that answers what it is told to, one answer after the other; the last one stays. */
final class FakeSlack implements AutoCloseable {
  /** The part of the address that nobody may learn. */
  static final String TOKEN = "NotASecretInATest";

  private static final String PATH = "/services/T0/B0/" + TOKEN;
  private static final String NAMED = "/services/T0/B1/";

  private final WireMockServer server = new WireMockServer(options().dynamicPort());

  FakeSlack() {
    server.start();
  }

  String url() {
    return server.baseUrl() + PATH;
  }

  /** Another webhook, which takes everything. */
  String url(String name) {
    server.stubFor(post(urlEqualTo(NAMED + name)).willReturn(ok()));
    return server.baseUrl() + NAMED + name;
  }

  static ResponseDefinitionBuilder answer(int status, String body) {
    return aResponse().withStatus(status).withHeader("Content-Type", "text/html").withBody(body);
  }

  static ResponseDefinitionBuilder ok() {
    return answer(200, "ok");
  }

  void answers(ResponseDefinitionBuilder... answers) {
    for (int i = 0; i < answers.length; i++) {
      String state = i == 0 ? "Started" : "after " + i;
      String next = i == answers.length - 1 ? state : "after " + (i + 1);
      server.stubFor(
          post(urlEqualTo(PATH))
              .inScenario("answers")
              .whenScenarioStateIs(state)
              .willSetStateTo(next)
              .willReturn(answers[i]));
    }
  }

  /** What was posted, oldest first. */
  List<JsonNode> posts() {
    return postsTo(PATH);
  }

  /** What was posted to the other webhook of that name. */
  List<JsonNode> posts(String name) {
    return postsTo(NAMED + name);
  }

  private List<JsonNode> postsTo(String path) {
    return server.findAll(postRequestedFor(urlEqualTo(path))).stream()
        .map(request -> Samples.json(request.getBodyAsString()))
        .toList();
  }

  /** All requests, wherever they went. */
  int requests() {
    return server.getAllServeEvents().size();
  }

  @Override
  public void close() {
    server.stop();
  }
}
