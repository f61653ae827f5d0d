package io.cvpfunctions.lab.launcher;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.lab.openfaas.FunctionSpec;
import io.cvpfunctions.lab.openfaas.StackFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The whole pipeline, each process as it is in production. */
class UpTest {
  private static final Duration PATIENCE = Duration.ofSeconds(150);

  /** Slow: .ci/run starts the same command as the README has it, and on Java 25, too. */
  @Test
  @Tag("slow")
  void once_showsTheMoveGoingThrough_andEndsWithZero() throws Exception {
    try (RunningLab lab = RunningLab.start("--once", "--port", "28080")) {
      int status = lab.exit((int) PATIENCE.toSeconds());

      assertThat(status).as(lab.output()).isZero();
      assertThat(lab.output())
          .contains("leaf1 (JPE19330452)")
          .contains("CMDB record created")
          .contains("VerifyBGPPeersHealth")
          .contains("FAILURE")
          .contains("SUCCESS")
          .containsPattern("cvp-events partition \\d offset \\d+: validation.completed")
          .contains("observations were made");
    }
  }

  @Test
  void up_withItsPortTaken_usesAnother_movesAnotherDevice_andLeavesNoProcess() throws Exception {
    try (ServerSocket squatter = new ServerSocket(28090, 1, InetAddress.getLoopbackAddress());
        RunningLab lab = RunningLab.start("--port", "28090")) {
      await()
          .atMost(PATIENCE)
          .until(() -> !lab.isAlive() || lab.output().contains("faas-cli list"));
      assertThat(lab.isAlive()).as(lab.output()).isTrue();
      assertThat(lab.output()).contains("Port 28090 of the gateway is taken: 28091 is used");
      assertThat(squatter.isBound()).isTrue();
      assertThat(lab.output())
          .containsPattern("  Slack +http://127.0.0.1:\\d+")
          .containsPattern("  switches +eAPI on port \\d+ of leaf1 127.0.0.11")
          .containsPattern("  CMDB +the SQLite file /.+")
          .containsPattern("  control +http://127.0.0.1:\\d+");

      assertThat(deploy(lab.output()).statusCode()).isEqualTo(202);
      String described = printed(lab.output(), "  gateway +(http\\S+)") + "/function/tag-device";
      await().atMost(PATIENCE).until(() -> get(described).statusCode() == 200);
      Matcher move = Pattern.compile("curl -X POST (\\S+)").matcher(lab.output());
      assertThat(move.find()).isTrue();
      assertThat(post(move.group(1)).statusCode()).isEqualTo(200);
      assertThat(post(move.group(1) + "s").statusCode()).isEqualTo(404);
      await().atMost(PATIENCE).until(() -> published(lab.output()));
      await().atMost(PATIENCE).until(() -> tagged(lab.output()));

      List<ProcessHandle> children = lab.children();
      assertThat(children).hasSizeGreaterThanOrEqualTo(6);
      lab.terminate();
      assertThat(lab.exit(30)).isNotEqualTo(-1);
      await().atMost(Duration.ofSeconds(10)).until(() -> noneAlive(children));
    }
  }

  private static boolean published(String output) {
    return output.contains("validation.completed of " + new Switch("leaf3", 3).serial());
  }

  private static boolean tagged(String output) {
    return output.contains("[+DC1-Leaf on " + new Switch("leaf3", 3).serial() + "]")
        && output.contains("200 for leaf3 (cvp.device.moved): changed");
  }

  /** As {@code faas-cli deploy -f examples/stack.yml} does. */
  private static HttpResponse<String> deploy(String output) throws Exception {
    Map<String, String> variables =
        Map.of(
            "CLOUDVISION_URL",
            printed(output, "  CloudVision +(https\\S+)"),
            "TAG_DEVICE_SECRETS",
            "[cloudvision-token, cloudvision-ca.pem]");
    Path file = RunningLab.ROOT.resolve("examples/stack.yml");
    FunctionSpec spec =
        StackFile.read(file, RunningLab.ROOT, variables).function("tag-device").spec();
    ObjectNode body = new ObjectMapper().createObjectNode();
    body.put("service", spec.name()).put("image", spec.image());
    spec.environment().forEach(body.putObject("envVars")::put);
    spec.annotations().forEach(body.putObject("annotations")::put);
    spec.secrets().forEach(body.putArray("secrets")::add);
    URI functions = URI.create(printed(output, "  gateway +(http\\S+)") + "/system/functions");
    String login = Base64.getEncoder().encodeToString("admin:lab".getBytes(US_ASCII));
    HttpRequest request =
        HttpRequest.newBuilder(functions)
            .header("Authorization", "Basic " + login)
            .POST(BodyPublishers.ofString(body.toString()))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  private static String printed(String output, String pattern) {
    Matcher found = Pattern.compile(pattern).matcher(output);
    assertThat(found.find()).as(output).isTrue();
    return found.group(1);
  }

  private static HttpResponse<String> get(String url) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  private static boolean noneAlive(List<ProcessHandle> processes) {
    return processes.stream().noneMatch(ProcessHandle::isAlive);
  }

  private static HttpResponse<String> post(String url) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url)).POST(BodyPublishers.noBody()).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }
}
