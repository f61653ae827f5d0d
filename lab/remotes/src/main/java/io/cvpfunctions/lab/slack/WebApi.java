package io.cvpfunctions.lab.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.lab.http.RecordedRequest;
import io.cvpfunctions.lab.http.Recording;
import io.cvpfunctions.lab.http.Reply;
import io.cvpfunctions.lab.http.Routes;
import java.util.Locale;

/** The Web API as far as posting needs it: status 200 always, {@code ok} says how it went. */
final class WebApi {
  static final String CHANNEL_ID = "C0000000001";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** One method, once token and JSON are known good. */
  private interface Method {
    ObjectNode call(JsonNode message) throws Refused;
  }

  private final Channel channel;
  private final Recording<String> refusals;
  private final String token;

  WebApi(Channel channel, Recording<String> refusals, String token) {
    this.channel = channel;
    this.refusals = refusals;
    this.token = token;
  }

  void addTo(Routes routes) {
    routes.post("/api/auth.test", request -> answer(request, message -> whoAmI()));
    routes.post("/api/chat.postMessage", request -> answer(request, this::post));
    routes.post("/api/chat.update", request -> answer(request, this::update));
  }

  private Reply answer(RecordedRequest request, Method method) {
    try {
      authorize(request);
      return Reply.json(method.call(parse(request)));
    } catch (Refused refused) {
      refusals.add(refused.word() + ": " + refused.detail());
      return Reply.json(MAPPER.createObjectNode().put("ok", false).put("error", refused.word()));
    }
  }

  static Reply tooFast(int seconds) {
    ObjectNode body = MAPPER.createObjectNode().put("ok", false).put("error", "ratelimited");
    return Reply.json(429, body).with("Retry-After", String.valueOf(seconds));
  }

  /** In the header only; a token in the body is as good as none. */
  private void authorize(RecordedRequest request) throws Refused {
    String value = request.header("authorization").orElse("");
    if (value.isEmpty()) {
      throw new Refused("not_authed");
    }
    if (!value.equals("Bearer " + token)) {
      throw new Refused("invalid_auth");
    }
  }

  private static JsonNode parse(RecordedRequest request) throws Refused {
    if (request.body().isEmpty()) {
      return MAPPER.createObjectNode();
    }
    String type = request.header("content-type").orElse("").toLowerCase(Locale.ROOT);
    if (!type.startsWith("application/json")) {
      throw new Refused("invalid_post_type");
    }
    try {
      JsonNode body = MAPPER.readTree(request.body());
      if (!body.isObject()) {
        throw new Refused("json_not_object");
      }
      return body;
    } catch (JsonProcessingException notJson) {
      throw new Refused("invalid_json");
    }
  }

  private static ObjectNode ok() {
    return MAPPER.createObjectNode().put("ok", true);
  }

  private static ObjectNode whoAmI() {
    return ok().put("team", "Lab").put("user", "lab-bot").put("team_id", "T00000001");
  }

  private ObjectNode post(JsonNode message) throws Refused {
    String to = message.path("channel").asText();
    if (!to.equals(CHANNEL_ID) && !to.equals(Webhook.CHANNEL)) {
      throw new Refused("channel_not_found");
    }
    MessageRules.check(message);
    SlackMessage posted = channel.add(CHANNEL_ID, message);
    return told(posted);
  }

  private ObjectNode update(JsonNode message) throws Refused {
    if (!message.path("channel").asText().equals(CHANNEL_ID)) {
      throw new Refused("channel_not_found");
    }
    if (!message.path("ts").isTextual() || !channel.has(message.path("ts").asText())) {
      throw new Refused("message_not_found");
    }
    MessageRules.check(message);
    return told(channel.update(CHANNEL_ID, message.path("ts").asText(), message));
  }

  private static ObjectNode told(SlackMessage message) {
    ObjectNode answer = ok().put("channel", CHANNEL_ID).put("ts", message.ts());
    answer.putObject("message").put("type", "message").put("text", message.text());
    return answer;
  }
}
