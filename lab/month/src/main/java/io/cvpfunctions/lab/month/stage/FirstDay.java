package io.cvpfunctions.lab.month.stage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.lab.launcher.Story;
import io.cvpfunctions.lab.openfaas.FaasGateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * What an operator does on the first day, by device-move's README: the pages of what the watcher
 * has seen are sent to device-move, so that the CMDB begins with what is there.
 */
final class FirstDay {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Commands commands;
  private final FaasGateway gateway;
  private final HttpClient http = HttpClient.newHttpClient();

  FirstDay(Commands commands, FaasGateway gateway) {
    this.commands = commands;
    this.gateway = gateway;
  }

  /** Every page until nothing of it remains. */
  void fill(Story story) throws InterruptedException {
    for (String page : commands.run("placements", "--json", "--page", "1000").lines().toList()) {
      JsonNode result = sent(page);
      while (result.path("remaining").asInt() > 0) result = sent(page);
      story.tell("operator", "fills the CMDB: " + result.path("created").asText() + " records");
    }
  }

  private JsonNode sent(String page) throws InterruptedException {
    try {
      ObjectNode body = ((ObjectNode) JSON.readTree(page)).put("apply", true);
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(gateway.url() + "/function/device-move"))
              .POST(BodyPublishers.ofString(body.toString()))
              .build();
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() == 200) return JSON.readTree(answer.body()).path("result");
      throw new IllegalStateException("device-move does not take a page: " + answer.body());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
