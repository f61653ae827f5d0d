package io.cvpfunctions.lab.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cvpfunctions.lab.http.RecordedRequest;
import io.cvpfunctions.lab.http.Recording;
import io.cvpfunctions.lab.http.Reply;

/** An incoming webhook: short plain text for an answer, never the URL. */
final class Webhook {
  static final String CHANNEL = "#network";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Channel channel;
  private final String name;
  private final Recording<String> refusals;

  /** A webhook for the channel of that name. */
  Webhook(Channel channel, String name, Recording<String> refusals) {
    this.channel = channel;
    this.name = name;
    this.refusals = refusals;
  }

  Reply answer(RecordedRequest request) {
    try {
      JsonNode message = parse(request);
      MessageRules.check(message);
      channel.add(name, message);
      return Reply.of(200, "text/html", "ok");
    } catch (Refused refused) {
      refusals.add(refused.word() + ": " + refused.detail());
      return Reply.of(400, "text/html", refused.word());
    }
  }

  private static JsonNode parse(RecordedRequest request) throws Refused {
    if (!request.header("content-type").orElse("").startsWith("application/json")) {
      throw new Refused("invalid_payload", "content type is not application/json");
    }
    try {
      return MAPPER.readTree(request.body());
    } catch (JsonProcessingException notJson) {
      throw new Refused("invalid_payload", "not JSON");
    }
  }
}
