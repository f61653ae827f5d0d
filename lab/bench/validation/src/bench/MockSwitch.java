package bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cvpfunctions.lab.eos.EosSwitch;
import io.cvpfunctions.lab.http.HttpEndpoint;
import io.cvpfunctions.lab.http.Listen;
import io.cvpfunctions.lab.http.RecordedRequest;
import io.cvpfunctions.lab.http.Reply;
import io.cvpfunctions.lab.http.Routes;
import io.cvpfunctions.lab.http.TlsIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Any number of switches, one at each address of 127.0.0.0/8, that answer the same at once. */
final class MockSwitch {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ERROR = "CLI command %d of %d '%s' failed: invalid command";

  private final Map<String, String> answers = new HashMap<>();
  private final AtomicInteger requests = new AtomicInteger();
  private HttpEndpoint endpoint;
  private int connectionsBefore;

  /** Prints its port, then serves until its input ends. */
  public static void main(String[] arguments) throws IOException {
    MockSwitch mock = new MockSwitch();
    mock.learn(JSON.readTree(leaf()));
    mock.learn(JSON.readTree(Path.of(arguments[0]).toFile()));
    Routes routes =
        new Routes()
            .post("/command-api", mock::run)
            .on("HEAD", "/command-api", request -> mock.counted(Reply.empty(200)))
            .post("/login", request -> mock.counted(session()))
            .post("/logout", request -> mock.counted(Reply.empty(200)))
            .get("/bodies", request -> mock.bodies())
            .get("/counts", request -> mock.counts());
    Listen listen = Listen.anywhere().on("0.0.0.0").tls(TlsIdentity.selfSigned("switch"));
    mock.endpoint = HttpEndpoint.start(listen, routes);
    System.out.println(mock.endpoint.port());
    while (System.in.read() >= 0) {}
    mock.endpoint.close();
  }

  private static String leaf() throws IOException {
    try (InputStream in = EosSwitch.class.getResourceAsStream("healthy-leaf.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replace("${name}", "leaf")
          .replace("${model}", "DCS-7050SX3-48YC8")
          .replace("${serial}", "JPE00000001")
          .replace("${version}", "4.30.1F")
          .replace("${mac}", "50:08:00:00:00:01");
    }
  }

  private void learn(JsonNode table) {
    table
        .properties()
        .forEach(
            entry -> {
              JsonNode json = entry.getValue().get("json");
              JsonNode text = JSON.createObjectNode().set("output", entry.getValue().get("text"));
              answers.put(entry.getKey(), (json == null ? text : json).toString());
            });
  }

  private static Reply session() {
    return Reply.text(200, "Logged in.").with("Set-Cookie", "Session=bench; Path=/");
  }

  private Reply counted(Reply reply) {
    requests.incrementAndGet();
    return reply;
  }

  private Reply run(RecordedRequest request) {
    try {
      JsonNode asked = JSON.readTree(request.body());
      return counted(answer(asked.path("params").path("cmds"), asked.path("id")));
    } catch (IOException notJson) {
      return Reply.text(400, "not JSON");
    }
  }

  private Reply answer(JsonNode commands, JsonNode id) {
    StringBuilder results = new StringBuilder();
    for (int i = 0; i < commands.size(); i++) {
      String command = commands.get(i).path("cmd").asText();
      String answer = answers.get(command);
      if (answer == null) return unknown(command, i + 1, commands.size(), id);
      results.append(i == 0 ? "" : ",").append(answer);
    }
    return json("\"result\":[" + results + "]", id);
  }

  private static Reply unknown(String command, int number, int of, JsonNode id) {
    String message = String.format(ERROR, number, of, command);
    return json("\"error\":{\"code\":1002,\"message\":\"" + message + "\",\"data\":[]}", id);
  }

  private static Reply json(String member, JsonNode id) {
    return Reply.of(200, "application/json", "{\"jsonrpc\":\"2.0\",\"id\":" + id + "," + member + "}");
  }

  private Reply bodies() {
    return Reply.text(
        200,
        endpoint.requests("/command-api").stream()
            .map(RecordedRequest::body)
            .distinct()
            .collect(Collectors.joining("\n")));
  }

  /** What came since the last time it was asked. */
  private Reply counts() {
    endpoint.forgetRequests();
    int connections = endpoint.connections() - 1 - connectionsBefore;
    connectionsBefore = endpoint.connections();
    return Reply.text(200, requests.getAndSet(0) + " " + connections);
  }
}
