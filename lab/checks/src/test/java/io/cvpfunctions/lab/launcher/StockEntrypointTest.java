package io.cvpfunctions.lab.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.openfaas.entrypoint.App;
import com.openfaas.model.IHandler;
import io.cvpfunctions.lab.slack.SlackWorkspace;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Every function's jar answers its sample under OpenFaaS's own runtime too, as it is published. */
@TestInstance(Lifecycle.PER_CLASS)
class StockEntrypointTest {
  /** The stock entrypoint can use no other. */
  private static final int PORT = 8082;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Repository repository = new Repository(RunningLab.ROOT);
  private Workspace workspace;
  private Network network;
  private SlackWorkspace slack;
  private Broker broker;

  @BeforeAll
  void start() {
    assumeTrue(portIsFree(), "port 8082 is taken, and the stock entrypoint can use no other");
    workspace = Workspace.create();
    Ports ports = new Ports(new Story(System.out));
    network = Network.start(ports);
    slack = SlackWorkspace.start();
    broker = Broker.start(repository.brokerJars(), workspace, ports);
  }

  @AfterAll
  void stop() {
    if (workspace == null) return;
    broker.close();
    slack.close();
    network.close();
    workspace.delete();
  }

  @Test
  void deviceMove_recordsTheSample() throws Exception {
    JsonNode answer =
        answer(
            "device-move",
            Map.of("cmdb", "jdbc", "cmdb_url", "jdbc:sqlite:" + workspace.cmdb()),
            Map.of());

    assertThat(answer.path("outcome").asText()).isEqualTo("done");
    assertThat(answer.path("event").path("data").path("cmdb").path("action").asText())
        .isEqualTo("created");
  }

  @Test
  void notifySlack_postsTheSample() throws Exception {
    JsonNode answer =
        answer("notify-slack", Map.of(), Map.of("slack-webhook-url", slack.webhookUrl()));

    assertThat(answer.path("outcome").asText()).isEqualTo("done");
    assertThat(slack.messages()).hasSize(1);
  }

  @Test
  void runValidation_judgesTheSample() throws Exception {
    Map<String, String> settings =
        Map.of(
            "eapi_port",
            Integer.toString(network.eapiPort()),
            "eapi_allowed_networks",
            "127.0.0.0/8");
    Map<String, String> secrets =
        Map.of(
            "eapi-username", Network.EAPI_USER,
            "eapi-password", Network.EAPI_PASSWORD,
            "eapi-pins", network.pins());

    JsonNode answer = answer("run-validation", settings, secrets);

    assertThat(answer.path("verdict").asText()).isEqualTo("success");
  }

  @Test
  void kafkaPublish_publishesTheSample() throws Exception {
    JsonNode answer =
        answer("kafka-publish", Map.of("kafka_bootstrap_servers", broker.address()), Map.of());

    assertThat(answer.path("result").path("offset").isIntegralNumber()).isTrue();
  }

  private JsonNode answer(
      String function, Map<String, String> settings, Map<String, String> secrets) throws Exception {
    Path mount = workspace.folder("stock", function);
    secrets.forEach((name, value) -> workspace.write(mount.resolve(name), value));
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("secret_mount_path", mount.toString());
    String classPath =
        String.join(
            File.pathSeparator,
            jarOf(App.class),
            jarOf(IHandler.class),
            repository.functionJar(function).toString());
    JavaCommand command = JavaCommand.java().with("-cp", classPath, App.class.getName());
    try (LabProcess process =
        LabProcess.start(
            function, command.words(), environment, mount, workspace.log(function), line -> {})) {
      await().atMost(Duration.ofSeconds(30)).until(() -> listens() || !process.isAlive());
      HttpResponse<String> response = post(repository.function(function).resolve("sample.json"));
      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      return JSON.readTree(response.body());
    }
  }

  private static HttpResponse<String> post(Path sample) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORT))
            .timeout(Duration.ofSeconds(60))
            .POST(BodyPublishers.ofFile(sample))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  private static String jarOf(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }

  private static boolean portIsFree() {
    try (ServerSocket socket = new ServerSocket(PORT)) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  private static boolean listens() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT), 200);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }
}
