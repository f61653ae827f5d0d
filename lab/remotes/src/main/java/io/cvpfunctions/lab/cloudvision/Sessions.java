package io.cvpfunctions.lab.cloudvision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.lab.http.RecordedRequest;
import io.cvpfunctions.lab.http.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Password logins of one node, and the sessions they opened. Thread-safe. */
final class Sessions {
  private final Settings settings;
  private final Map<String, String> live = new ConcurrentHashMap<>();
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();

  Sessions(Settings settings) {
    this.settings = settings;
  }

  Reply login(RecordedRequest request) {
    String user = user(request);
    if (user.isEmpty() || !settings.generation().hasPasswordLogin()) {
      refused.incrementAndGet();
      return settings.loginRefusal().reply();
    }
    String session = nextId();
    live.put(session, user);
    return Reply.json(answer(user, session))
        .with("Set-Cookie", "JSESSIONID=J" + session.hashCode() + "; Path=/; Secure; HttpOnly")
        .with("Set-Cookie", "session_id=" + session + "; Path=/; Secure; HttpOnly");
  }

  Reply logout(RecordedRequest request) {
    live.remove(request.cookie("session_id").orElse(""));
    live.remove(request.header("APP_SESSION_ID").orElse(""));
    return Reply.json(Json.object().put("data", "success"));
  }

  boolean accepts(RecordedRequest request) {
    String cookie = request.cookie("session_id").orElse("");
    if (settings.cookiesRequired()) {
      String other = request.cookie("JSESSIONID").orElse("");
      return live.containsKey(cookie) && other.equals("J" + cookie.hashCode());
    }
    return live.containsKey(cookie) || accepts(request.header("APP_SESSION_ID").orElse(""));
  }

  /** As a bearer of the resource APIs. */
  boolean accepts(String session) {
    return live.containsKey(session);
  }

  /** Whose session a request belongs to. */
  Optional<String> owner(RecordedRequest request) {
    return request.cookie("session_id").or(() -> request.header("APP_SESSION_ID")).map(live::get);
  }

  void expire() {
    live.clear();
  }

  int opened() {
    return opened.get();
  }

  int refused() {
    return refused.get();
  }

  /** Who logs in, or empty where name and password do not fit. */
  private String user(RecordedRequest request) {
    JsonNode body = Json.parse(request.body());
    String name = body.path("userId").asText();
    String password = body.path("password").asText();
    if (name.isEmpty()) {
      String[] basic = basic(request).split(":", 2);
      name = basic[0];
      password = basic.length == 2 ? basic[1] : "";
    }
    Map<String, String> users = settings.users();
    return password.equals(users.get(name)) ? name : "";
  }

  private static String basic(RecordedRequest request) {
    String value = request.header("authorization").orElse("");
    if (!value.startsWith("Basic ")) {
      return "";
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(value.substring("Basic ".length()).strip());
      return new String(decoded, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notBase64) {
      return "";
    }
  }

  private String nextId() {
    int number = opened.incrementAndGet();
    if (!settings.generation().hasInventoryDevices()) {
      return "session_%d_%d".formatted(number, System.nanoTime());
    }
    byte[] random =
        "%d.%d.%d"
            .formatted(number, System.nanoTime(), hashCode())
            .getBytes(StandardCharsets.US_ASCII);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  private ObjectNode answer(String name, String session) {
    ObjectNode answer = Json.object().put("sessionId", session);
    answer.put(settings.generation() == Generation.V2018_1 ? "username" : "userName", name);
    answer
        .putObject("user")
        .put("userId", name)
        .put("firstName", "")
        .put("lastName", "")
        .put("email", name + "@example.net")
        .put("userStatus", "Enabled")
        .put("currentStatus", "Online")
        .put("lastAccessed", System.currentTimeMillis())
        .putNull("password")
        .put("factoryId", 1)
        .put("id", 28);
    ObjectNode role = answer.putArray("roles").addObject();
    role.put("key", "network-admin").put("name", "network-admin").put("moduleListSize", 1);
    role.putArray("moduleList").addObject().put("name", "inventory").put("mode", "rw");
    answer.putArray("permissionList").addObject().put("name", "inventory").put("mode", "rw");
    return answer.put("authenticationType", "LOCAL").put("authorizationType", "LOCAL");
  }
}
