package io.cvpfunctions.lab.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.lab.http.RecordedRequest;
import io.cvpfunctions.lab.http.Recording;
import io.cvpfunctions.lab.http.Reply;
import io.cvpfunctions.lab.http.Responder;
import io.cvpfunctions.lab.http.Routes;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The Web API as far as posting needs it: status 200 always, {@code ok} says how it went. */
final class WebApi {
  static final String CHANNEL_ID = "C0000000001";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** One method, once token and JSON are known good. */
  private interface Method {
    ObjectNode call(JsonNode message) throws Refused;
  }

  /** Makes an answer. */
  interface Answering {
    ObjectNode answer() throws Refused;
  }

  private final Channel channel;
  private final Recording<String> refusals;
  private final String token;
  private final Map<String, String> channels = new ConcurrentHashMap<>();
  private final Map<String, String> refuseNext = new ConcurrentHashMap<>();
  private final Set<String> lackedScopes = ConcurrentHashMap.newKeySet();

  WebApi(Channel channel, Recording<String> refusals, String token) {
    this.channel = channel;
    this.refusals = refusals;
    this.token = token;
    channels.put(Webhook.CHANNEL, CHANNEL_ID);
  }

  /** One more channel, with an id of its own. */
  String addChannel(String name) {
    return channels.computeIfAbsent(name, any -> "C%010d".formatted(channels.size() + 1));
  }

  void refuseNext(String method, String word) {
    refuseNext.put(method, word);
  }

  void lackScope(String scope) {
    lackedScopes.add(scope);
  }

  void addTo(Routes routes) {
    routes.post("/api/auth.test", json("", message -> whoAmI()));
    routes.post("/api/chat.postMessage", json("chat:write", this::post));
    routes.post("/api/chat.update", json("chat:write", this::update));
  }

  private Responder json(String scope, Method method) {
    return request -> answer(request, scope, () -> method.call(parse(request)));
  }

  /** One method, once the token is known good and may do that. */
  Reply answer(RecordedRequest request, String scope, Answering method) {
    String name = request.path().substring("/api/".length());
    try {
      authorize(request);
      String word = refuseNext.remove(name);
      if (word != null) {
        throw new Refused(word);
      }
      if (lackedScopes.contains(scope)) {
        return missing(scope);
      }
      return Reply.json(method.answer());
    } catch (Refused refused) {
      refusals.add(refused.word() + ": " + refused.detail());
      return Reply.json(refusal(refused.word()));
    }
  }

  private Reply missing(String scope) {
    refusals.add("missing_scope: " + scope);
    return Reply.json(refusal("missing_scope").put("needed", scope).put("provided", "identify"));
  }

  private static ObjectNode refusal(String word) {
    return MAPPER.createObjectNode().put("ok", false).put("error", word);
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

  static JsonNode parse(RecordedRequest request) throws Refused {
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

  static ObjectNode ok() {
    return MAPPER.createObjectNode().put("ok", true);
  }

  private static ObjectNode whoAmI() {
    return ok().put("team", "Lab").put("user", "lab-bot").put("team_id", "T00000001");
  }

  private ObjectNode post(JsonNode message) throws Refused {
    String to = message.path("channel").asText();
    String id = channels.getOrDefault(to, to);
    requireChannel(id);
    MessageRules.check(message);
    requireThread(id, message);
    return told(channel.add(id, message));
  }

  /** By the id, which updates and files insist on. */
  void requireChannel(String id) throws Refused {
    if (!channels.containsValue(id)) {
      throw new Refused("channel_not_found");
    }
  }

  /** What is answered to has to be there. */
  void requireThread(String id, JsonNode message) throws Refused {
    boolean answer = message.has("thread_ts");
    if (answer && channel.find(id, message.path("thread_ts").asText()).isEmpty()) {
      throw new Refused("thread_not_found");
    }
  }

  private ObjectNode update(JsonNode message) throws Refused {
    String id = message.path("channel").asText();
    requireChannel(id);
    SlackMessage old =
        channel
            .find(id, message.path("ts").asText())
            .orElseThrow(() -> new Refused("message_not_found"));
    MessageRules.check(message);
    return told(channel.update(old, message));
  }

  private static ObjectNode told(SlackMessage message) {
    ObjectNode answer = ok().put("channel", message.channel()).put("ts", message.ts());
    answer.putObject("message").put("type", "message").put("text", message.text());
    return answer;
  }
}
