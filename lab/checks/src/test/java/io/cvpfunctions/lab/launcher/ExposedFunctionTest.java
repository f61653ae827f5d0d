package io.cvpfunctions.lab.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cvpfunctions.lab.eos.EosSwitch;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * run-validation as a process, called by somebody who means no good: it takes the largest language
 * from its callers, and holds the passwords of the switches.
 */
@TestInstance(Lifecycle.PER_CLASS)
class ExposedFunctionTest {
  private static final String NAME = "run-validation";
  private static final String PASSWORD = "hush-password";
  private static final String ENABLE = "hush-enable";
  private static final int BODIES = 400;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Outside of the networks allowed, so no switch is asked. */
  private static final String ELSEWHERE = "{\"device\":{\"host\":\"198.51.100.7\"},\"catalog\":";

  private static final String CATALOG =
      "{\"anta.tests.system\":[{\"VerifyUptime\":{\"minimum\":60,\"filters\":{\"tags\":[\"a\"]}}}]}";

  private static final List<String> ODD =
      List.of(
          "",
          "null",
          "{}",
          "[[[[[[[[",
          "-1e999999999",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "&a [*a, *a]",
          "!!java.net.URL [\"http://127.0.0.1\"]",
          "\n\t- ",
          "<<: *b",
          "? ",
          "\u0000\uFFFF",
          "9".repeat(400),
          "[".repeat(3000),
          "(a+)+$");

  private final Repository repository = new Repository(RunningLab.ROOT);
  private final HttpClient http = HttpClient.newHttpClient();
  private Workspace workspace;
  private EosSwitch leaf;
  private LabProcess function;
  private URI address;

  @BeforeAll
  void start() {
    workspace = Workspace.create();
    leaf = EosSwitch.healthyLeaf("leaf1", "JPE00000001", "DCS-7050SX3-48YC8", "4.32.2F").start();
    leaf.credentials("somebody", "else");
    address = URI.create("http://127.0.0.1:" + new Ports(new Story(System.out)).from(18182) + "/");
    function = startFunction(mount());
    await().atMost(Duration.ofSeconds(60)).until(this::isReady);
  }

  private Path mount() {
    Path mount = workspace.folder("secrets");
    workspace.write(mount.resolve("eapi-username"), "validation");
    workspace.write(mount.resolve("eapi-password"), PASSWORD);
    workspace.write(mount.resolve("eapi-enable"), ENABLE);
    workspace.write(mount.resolve("eapi-pins"), "JPE00000001 " + leaf.sha256());
    return mount;
  }

  private LabProcess startFunction(Path mount) {
    Map<String, String> environment =
        Map.of(
            "upstream_url", address.toString(),
            "secret_mount_path", mount.toString(),
            "eapi_allowed_networks", "127.0.0.0/8");
    JavaCommand command =
        JavaCommand.java()
            .options(repository.function(NAME).resolve("jvm.options"))
            .with(
                "-cp", repository.runtimeJar() + File.pathSeparator + repository.functionJar(NAME))
            .with("io.cvpfunctions.runtime.Main");
    return LabProcess.start(
        NAME, command.words(), environment, mount, workspace.log(NAME), line -> {});
  }

  private boolean isReady() throws InterruptedException {
    try {
      return send(HttpRequest.newBuilder(address.resolve("_/ready"))).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  @AfterAll
  void stop() {
    if (function != null) function.close();
    leaf.close();
    workspace.delete();
  }

  @Test
  void anyCatalog_isAnswered_andNeverByABugOfOurs() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String asText =
        Files.readString(repository.function(NAME).resolve("src/main/resources/catalogs/leaf.yml"));
    for (int i = 0; i < BODIES / 2; i++) {
      assertAnswered("?check=true", damaged(asText, random), seed);
      assertAnswered("", ELSEWHERE + damaged(CATALOG, random) + "}", seed);
    }
  }

  private void assertAnswered(String query, String body, long seed) throws Exception {
    HttpResponse<String> answer = post(query, body);
    assertThat(answer.statusCode())
        .as("seed %d: %s%n%s", seed, body, answer.body())
        .isIn(200, 400, 413, 422);
    assertThat(JSON.readTree(answer.body()).isObject()).isTrue();
  }

  /** One piece of it, or two, are something else. */
  private static String damaged(String text, Random random) {
    String damaged = text;
    for (int i = random.nextInt(2); i < 2; i++) {
      int from = random.nextInt(damaged.length() + 1);
      int to = Math.min(damaged.length(), from + random.nextInt(12));
      String odd = ODD.get(random.nextInt(ODD.size()));
      damaged = damaged.substring(0, from) + odd + damaged.substring(to);
    }
    return damaged;
  }

  @Test
  void refusedPassword_isTold_butNotWhatItIs() throws Exception {
    String request =
        "{\"device\":{\"host\":\"127.0.0.1\",\"port\":%d,\"serialNumber\":\"JPE00000001\"}}"
            .formatted(leaf.port());
    String refused = post("", request).body();
    assertThat(refused).contains("eapi-username and eapi-password");
    String described = send(HttpRequest.newBuilder(address)).body();
    assertThat(described).contains("eapi_allowed_networks");
    String log = Files.readString(workspace.log(NAME));
    assertThat(log).contains("\"ready\"");
    for (String text : List.of(refused, described, log, proc("cmdline"), proc("environ"))) {
      assertThat(text).isNotEmpty().doesNotContain(PASSWORD, ENABLE);
    }
  }

  private String proc(String file) throws IOException {
    return Files.readString(Path.of("/proc", Long.toString(function.pid()), file));
  }

  private HttpResponse<String> post(String query, String body) throws Exception {
    return send(
        HttpRequest.newBuilder(address.resolve(query.isEmpty() ? "/" : "/" + query))
            .header("X-Chain", "none")
            .POST(BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
  }
}
