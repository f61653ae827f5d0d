package io.cvpfunctions.lab.eos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cvpfunctions.lab.http.RecordedRequest;
import io.cvpfunctions.lab.http.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Who may ask: Basic on every request, or a cookie from {@code /login}. Thread-safe. */
final class EapiAccess {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Set<String> sessions = ConcurrentHashMap.newKeySet();
  private final AtomicInteger logins = new AtomicInteger();
  private volatile String username;
  private volatile String password;

  EapiAccess(String username, String password) {
    this.username = username;
    this.password = password;
  }

  void credentials(String user, String secret) {
    username = user;
    password = secret;
  }

  Reply login(RecordedRequest request) {
    JsonNode body;
    try {
      body = MAPPER.readTree(request.body());
    } catch (JsonProcessingException notJson) {
      return Reply.text(400, "Bad Request");
    }
    String user = body.path("username").asText();
    if (!user.equals(username) || !body.path("password").asText().equals(password)) {
      return unauthorized();
    }
    String session = "lab-%d-%d".formatted(logins.incrementAndGet(), System.nanoTime());
    sessions.add(session);
    return Reply.text(200, "Logged in.")
        .with("Set-Cookie", "Session=" + session + "; HttpOnly; Secure; Path=/");
  }

  Reply logout(RecordedRequest request) {
    request.cookie("Session").ifPresent(sessions::remove);
    return Reply.text(200, "Logged out.");
  }

  boolean accepts(RecordedRequest request) {
    byte[] pair = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
    String basic = "Basic " + Base64.getEncoder().encodeToString(pair);
    return basic.equals(request.header("authorization").orElse(""))
        || sessions.contains(request.cookie("Session").orElse(""));
  }

  static Reply unauthorized() {
    return Reply.html(401, "401 Authorization Required")
        .with("WWW-Authenticate", "Basic realm=\"COMMAND_API_AUTH\"");
  }

  void expire() {
    sessions.clear();
  }

  int logins() {
    return logins.get();
  }

  int openSessions() {
    return sessions.size();
  }
}
