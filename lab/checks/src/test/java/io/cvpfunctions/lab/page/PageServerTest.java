package io.cvpfunctions.lab.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class PageServerTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private final Journal journal = new Journal();
  private final List<String> acted = new ArrayList<>();
  private final Caller caller =
      new Caller() {
        @Override
        public Answer call(String function, byte[] body) {
          acted.add(function);
          return new Answer(422, "application/problem+json", body);
        }

        @Override
        public Answer report(String serial) {
          acted.add(serial);
          return new Answer(200, "text/html", new byte[] {'<', 'p', '>'});
        }
      };
  private PageServer server;

  @BeforeEach
  void start() throws IOException {
    Files.writeString(folder.resolve("index.html"), "<p>the page</p>");
    Files.writeString(folder.resolve("secret"), "not a file of the page");
    server = PageServer.start(0, List.of(folder), journal, Map.of("move", this::move), caller);
  }

  private String move(JsonNode asked) {
    String device = asked.path("device").asText();
    if (device.isEmpty()) throw new IllegalArgumentException("which device?");
    acted.add(device);
    return device + " is moved";
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void get_thePage_mayLoadNothingFromElsewhere_norBeFramed() throws IOException {
    String answer = ask("GET / HTTP/1.1", "");

    assertThat(answer)
        .startsWith("HTTP/1.1 200")
        .contains("default-src 'none'", "frame-ancestors 'none'", "nosniff")
        .endsWith("<p>the page</p>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/secret", "/../secret", "/%2e%2e/index.html", "/x/index.html", "/a.js"})
  void get_anythingElse_isNotFound(String path) throws IOException {
    assertThat(ask("GET " + path + " HTTP/1.1", "")).startsWith("HTTP/1.1 404");
  }

  @Test
  void post_aVerb_isDone_andSaidInWords() throws IOException {
    String answer = ask("POST /do/move HTTP/1.1", "{\"device\":\"leaf1\"}");

    assertThat(answer).startsWith("HTTP/1.1 200").endsWith("leaf1 is moved");
    assertThat(acted).containsExactly("leaf1");
  }

  @Test
  void post_whatCannotBeDone_saysWhy() throws IOException {
    assertThat(ask("POST /do/move HTTP/1.1", "{}"))
        .startsWith("HTTP/1.1 400")
        .endsWith("which device?");
    assertThat(ask("POST /do/move HTTP/1.1", "{")).startsWith("HTTP/1.1 400");
    assertThat(ask("POST /do/explode HTTP/1.1", "{}")).startsWith("HTTP/1.1 404");
  }

  @Test
  void call_ofAFunction_isAnsweredAsItAnswers() throws IOException {
    assertThat(ask("POST /function/device-move HTTP/1.1", "{}"))
        .startsWith("HTTP/1.1 422")
        .contains("application/problem+json")
        .endsWith("{}");
    assertThat(acted).containsExactly("device-move");
  }

  @Test
  void report_opens_withoutAnyPowerOverThePage() throws IOException {
    assertThat(ask("GET /report/JPE1 HTTP/1.1", ""))
        .startsWith("HTTP/1.1 200")
        .contains("sandbox allow-scripts")
        .doesNotContain("allow-same-origin")
        .endsWith("<p>");
    assertThat(ask("GET /report/JPE1 HTTP/1.1", "", "Sec-Fetch-Site: cross-site"))
        .startsWith("HTTP/1.1 403");
    assertThat(acted).containsExactly("JPE1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: http://evil.example",
        "Origin: null",
        "Origin: https://127.0.0.1",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site"
      })
  void post_fromAnotherSite_isRefused_andNothingDone(String header) throws IOException {
    String answer = ask("POST /do/move HTTP/1.1", "{\"device\":\"leaf1\"}", header);

    assertThat(answer).startsWith("HTTP/1.1 403");
    assertThat(acted).isEmpty();
  }

  @Test
  void anything_byAnotherName_isRefused() throws IOException {
    String foreign = "evil.example:" + port();

    assertThat(exchange("POST /do/move HTTP/1.1", foreign, "{\"device\":\"leaf1\"}"))
        .startsWith("HTTP/1.1 403");
    assertThat(exchange("GET /events HTTP/1.1", foreign, "")).startsWith("HTTP/1.1 403");
    assertThat(acted).isEmpty();
  }

  @Test
  void events_tellFactsInOrder_andTheStateAsItIs() throws IOException {
    journal.add(fact("first"));
    journal.state(fact("old"));
    journal.state(fact("now"));

    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      BufferedReader lines = events(socket, "");
      assertThat(data(lines)).contains("first");
      assertThat(data(lines)).contains("now");
      journal.add(fact("second"));
      assertThat(data(lines)).contains("second");
      journal.state(fact("now"));
      journal.state(fact("later"));
      assertThat(data(lines)).contains("later");
    }
  }

  @Test
  void events_toABrowserThatComesBack_tellWhatItMissed() throws IOException {
    journal.add(fact("first"));
    journal.add(fact("second"));

    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      assertThat(data(events(socket, "Last-Event-ID: 1\r\n"))).contains("second");
    }
  }

  private static ObjectNode fact(String text) {
    return JSON.createObjectNode().put("text", text);
  }

  private BufferedReader events(Socket socket, String header) throws IOException {
    write(socket, "GET /events HTTP/1.1\r\nHost: 127.0.0.1:" + port() + "\r\n" + header + "\r\n");
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  private static String data(BufferedReader lines) throws IOException {
    String line = lines.readLine();
    while (!line.startsWith("data: ")) line = lines.readLine();
    return line;
  }

  private int port() {
    return URI.create(server.url()).getPort();
  }

  private String ask(String request, String body, String... headers) throws IOException {
    return exchange(request, "127.0.0.1:" + port(), body, headers);
  }

  private String exchange(String request, String host, String body, String... headers)
      throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      StringBuilder head = new StringBuilder(request + "\r\nHost: " + host + "\r\n");
      for (String header : headers) head.append(header).append("\r\n");
      head.append("Connection: close\r\nContent-Length: " + body.length() + "\r\n\r\n");
      write(socket, head + body);
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }
}
