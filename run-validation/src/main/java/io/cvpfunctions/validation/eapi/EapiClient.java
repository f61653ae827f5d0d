package io.cvpfunctions.validation.eapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.remote.Answer;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import io.cvpfunctions.remote.HttpRemote;
import io.cvpfunctions.remote.Retries;
import io.cvpfunctions.validation.source.JsonTrees;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;

/**
 * The eAPI of one switch: logs in by session cookie, falling back to Basic where there is no login,
 * and once more where the session is gone. Not thread-safe.
 */
final class EapiClient implements AutoCloseable {
  private static final MediaType JSON = MediaType.get("application/json");
  private static final MediaType JSON_RPC = MediaType.get("application/json-rpc");
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration FOR_LOGOUT = Duration.ofSeconds(1);
  private static final Pattern SESSION = Pattern.compile("\\s*(Session=[^;\\s]+).*");

  private final HttpRemote remote;
  private final HttpUrl base;
  private final Login login;
  private final Runnable disconnect;
  private String cookie;
  private boolean basic;

  /**
   * A client that connects with the first request.
   *
   * @param disconnect ends the connection
   */
  EapiClient(HttpRemote remote, HttpUrl base, Login login, Runnable disconnect) {
    this.remote = remote;
    this.base = base;
    this.login = login;
    this.disconnect = disconnect;
  }

  /**
   * Sends one request to the command API.
   *
   * @throws CallFailedException where there is no JSON answer
   */
  JsonNode post(String body, Budget budget) {
    return Retries.read(budget, () -> json(attempt(body, budget)));
  }

  /** The same, sent once only: what takes long, or breaks the connection, would again. */
  JsonNode postOnce(String body, Budget budget) {
    return Retries.write(budget, () -> json(attempt(body, budget)));
  }

  private Answer attempt(String body, Budget budget) {
    boolean fresh = cookie == null && !basic;
    if (fresh) logIn(budget);
    Answer answer = send(body, budget);
    if (answer.status() == 401 && !fresh && !basic) {
      logIn(budget);
      answer = send(body, budget);
    }
    return answer;
  }

  private Answer send(String body, Budget budget) {
    Request.Builder request = request("command-api");
    if (basic) request.header("Authorization", login.basic());
    else request.header("Cookie", cookie);
    return call(request.post(RequestBody.create(body, JSON_RPC)).build(), budget);
  }

  private void logIn(Budget budget) {
    ObjectNode who = JsonNodeFactory.instance.objectNode();
    who.put("username", login.username()).put("password", login.password().reveal());
    cookie = null;
    Request request = request("login").post(RequestBody.create(JsonTrees.text(who), JSON)).build();
    Answer answer = call(request, budget);
    if (answer.status() == 401 || answer.status() == 403) throw refused(answer);
    if (answer.status() >= 500) throw noSense(answer);
    cookie = session(answer).orElse(null);
    basic = cookie == null;
  }

  private static Optional<String> session(Answer answer) {
    if (!answer.ok()) return Optional.empty();
    return answer
        .header("Set-Cookie")
        .map(SESSION::matcher)
        .filter(Matcher::matches)
        .map(matcher -> matcher.group(1));
  }

  private Request.Builder request(String path) {
    return new Request.Builder().url(base.newBuilder().addPathSegment(path).build());
  }

  private Answer call(Request request, Budget budget) {
    try {
      return remote.call(request, budget.atMost(LONGEST));
    } catch (CallFailedException failure) {
      throw TlsTrouble.explained(failure);
    }
  }

  private JsonNode json(Answer answer) {
    if (answer.status() == 401 || answer.status() == 403) throw refused(answer);
    if (!answer.ok()) throw noSense(answer);
    return JsonTrees.object(answer.body()).orElseThrow(() -> noSense(answer));
  }

  private CallFailedException refused(Answer answer) {
    String detail =
        "HTTP "
            + answer.status()
            + ", it refuses the user "
            + login.username()
            + ": check the secrets "
            + login.source()
            + ", and aaa on the switch";
    return CallFailedException.of(remote.name(), Kind.OPERATOR, detail);
  }

  private CallFailedException noSense(Answer answer) {
    String detail = "HTTP " + answer.status() + " and not an eAPI answer";
    if (answer.status() >= 300 && answer.status() < 400) {
      detail = "it redirects elsewhere (HTTP " + answer.status() + "), which is not followed";
    } else if (answer.status() == 404) {
      detail = "no eAPI there (HTTP 404): management api http-commands, no shutdown";
    }
    return CallFailedException.of(remote.name(), Kind.BROKEN, detail);
  }

  /** Logs out, so that sessions do not pile up on the switch, and ends the connection. */
  @Override
  public void close() {
    try {
      if (cookie == null) return;
      RequestBody nothing = RequestBody.create("", JSON);
      remote.call(request("logout").header("Cookie", cookie).post(nothing).build(), FOR_LOGOUT);
    } catch (CallFailedException gone) {
      cookie = null;
    } finally {
      disconnect.run();
    }
  }
}
