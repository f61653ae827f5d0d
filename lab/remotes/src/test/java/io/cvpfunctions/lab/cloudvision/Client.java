package io.cvpfunctions.lab.cloudvision;

import io.cvpfunctions.lab.Caller;
import java.net.http.HttpResponse;
import java.util.stream.Collectors;

/** Logs in to a node as cvprac does, and calls it with what it got. */
final class Client {
  static final String LOGIN = "/cvpservice/login/authenticate.do";
  static final String GOOD = "{\"userId\":\"cvpadmin\",\"password\":\"arista\"}";

  private Client() {}

  static Caller anonymous(CloudVisionSimulator simulator) {
    return anonymous(simulator, simulator.node());
  }

  static Caller anonymous(CloudVisionSimulator simulator, Node node) {
    return Caller.of(node.url(), simulator.tls().clientContext());
  }

  static Caller loggedIn(CloudVisionSimulator simulator) throws Exception {
    return loggedIn(simulator, simulator.node());
  }

  static Caller loggedIn(CloudVisionSimulator simulator, Node node) throws Exception {
    Caller caller = anonymous(simulator, node);
    return caller.with("Cookie", cookies(caller.post(LOGIN, GOOD)));
  }

  static String cookies(HttpResponse<String> login) {
    return login.headers().allValues("Set-Cookie").stream()
        .map(cookie -> cookie.replaceFirst(";.*", ""))
        .collect(Collectors.joining("; "));
  }
}
