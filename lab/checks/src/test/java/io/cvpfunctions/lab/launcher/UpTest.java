package io.cvpfunctions.lab.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
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
      await().atMost(PATIENCE).until(() -> !lab.isAlive() || lab.output().contains("curl -X POST"));
      assertThat(lab.isAlive()).as(lab.output()).isTrue();
      assertThat(lab.output()).contains("Port 28090 of the gateway is taken: 28091 is used");
      assertThat(squatter.isBound()).isTrue();
      assertThat(lab.output())
          .containsPattern("  Slack +http://127.0.0.1:\\d+")
          .containsPattern("  switches +eAPI on port \\d+ of leaf1 127.0.0.11")
          .containsPattern("  CMDB +the SQLite file /.+")
          .containsPattern("  control +http://127.0.0.1:\\d+");

      Matcher move = Pattern.compile("curl -X POST (\\S+)").matcher(lab.output());
      assertThat(move.find()).isTrue();
      assertThat(post(move.group(1)).statusCode()).isEqualTo(200);
      assertThat(post(move.group(1) + "s").statusCode()).isEqualTo(404);
      await().atMost(PATIENCE).until(() -> published(lab.output()));

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

  private static boolean noneAlive(List<ProcessHandle> processes) {
    return processes.stream().noneMatch(ProcessHandle::isAlive);
  }

  private static HttpResponse<String> post(String url) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url)).POST(BodyPublishers.noBody()).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }
}
