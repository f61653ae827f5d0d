package io.cvpfunctions.lab.cmdb;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.lab.http.RecordedRequest;
import io.cvpfunctions.lab.http.Reply;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** ServiceNow's application registry with one client in it, and the tokens it has given. */
public final class OauthTokens {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Map<String, String> user;
  private final Set<String> valid = new HashSet<>();
  private int given;
  private long seconds = 1800;

  OauthTokens(String username, String password) {
    this.user = Map.of("username", username, "password", password);
  }

  public String clientId() {
    return "f00dclient";
  }

  public String clientSecret() {
    return "not-a-client-secret-in-the-lab";
  }

  /** The tokens given from now on say that they last so long. */
  public synchronized void last(long expiresIn) {
    seconds = expiresIn;
  }

  /** Takes back all tokens, as an administrator does. */
  public synchronized void revoke() {
    valid.clear();
  }

  synchronized boolean knows(String authorization) {
    return authorization.startsWith("Bearer ") && valid.contains(authorization.substring(7));
  }

  synchronized Reply answer(RecordedRequest request) {
    Map<String, String> form = form(request.body());
    boolean client =
        clientId().equals(form.get("client_id"))
            && clientSecret().equals(form.get("client_secret"));
    return client && mayHave(form) ? token() : refused();
  }

  private boolean mayHave(Map<String, String> form) {
    return switch (form.getOrDefault("grant_type", "")) {
      case "client_credentials" -> true;
      case "password" -> form.entrySet().containsAll(user.entrySet());
      default -> false;
    };
  }

  private Reply token() {
    String token = "token-of-the-lab-" + ++given;
    valid.add(token);
    ObjectNode body = MAPPER.createObjectNode().put("access_token", token);
    body.put("refresh_token", "unused").put("scope", "useraccount").put("token_type", "Bearer");
    return Reply.json(body.put("expires_in", seconds));
  }

  private static Reply refused() {
    ObjectNode body = MAPPER.createObjectNode().put("error", "server_error");
    return Reply.json(401, body.put("error_description", "access_denied"));
  }

  private static Map<String, String> form(String body) {
    Map<String, String> form = new HashMap<>();
    for (String part : body.split("&", -1)) {
      String[] pair = part.split("=", 2);
      if (pair.length == 2) form.put(decoded(pair[0]), decoded(pair[1]));
    }
    return form;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
