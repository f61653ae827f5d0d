package io.cvpfunctions.watcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.cvpfunctions.lab.cloudvision.CloudVisionSimulator;
import io.cvpfunctions.lab.cloudvision.Device;
import io.cvpfunctions.lab.cloudvision.Generation;
import io.cvpfunctions.lab.http.Fault;
import io.cvpfunctions.lab.http.Reply;
import io.cvpfunctions.lab.openfaas.FunctionRequest;
import io.cvpfunctions.lab.openfaas.FunctionResponse;
import io.cvpfunctions.lab.openfaas.FunctionSpec;
import io.cvpfunctions.remote.Secret;
import io.cvpfunctions.remote.Signature;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the doctor says of each part of the line, over real sockets. */
class CheckTest extends WatcherFixture {
  private static final String OURS =
      """
      {"function": "f", "settings": {"exec_timeout": "25s", "chain_to": ""}, "checks": [%s]%s}
      """;
  private static final String GOOD =
      "{\"name\": \"settings\", \"status\": \"ok\", \"detail\": \"all of them can be read\"}";

  @Override
  CloudVisionSimulator cloudVision() {
    return CloudVisionSimulator.builder().generation(Generation.V2021_3).start();
  }

  @BeforeEach
  void start() {
    cloudVision.addDevice(Device.numbered(1).in("DC1-Leaf"));
  }

  @Test
  void certificates_areShownWithPinAndTimeLeft() {
    assertThat(watcher.command("check"))
        .startsWith("0\n")
        .contains("certificate 1 of 1: CN=localhost, by CN=CloudVision lab CA: good until ")
        .containsPattern(" 364d\\d+h left, sha256 " + cloudVision.sha256())
        .contains("ok       the clock of the gateway is ours");
  }

  @Test
  void certificateThatHasEnded_isSaidWithWhatToDo() throws IOException {
    HeldCertificate root = new HeldCertificate.Builder().certificateAuthority(0).build();
    Instant end = Instant.parse("2026-01-02T03:04:05Z");
    HeldCertificate ended =
        new HeldCertificate.Builder()
            .commonName("cvp")
            .addSubjectAlternativeName("127.0.0.1")
            .validityInterval(end.minusSeconds(60).toEpochMilli(), end.toEpochMilli())
            .signedBy(root)
            .build();
    HttpsServer server = serving(ended);
    try {
      watcher
          .with("--ca-file", watcher.file("root.pem", root.certificatePem()))
          .with("--cloudvision", "127.0.0.1:" + server.getAddress().getPort());
      assertThat(watcher.command("check"))
          .startsWith("1\n")
          .contains("CN=cvp, by ", ": ended at 2026-01-02T03:04:05Z, sha256 ")
          .contains("Renew the certificate that has ended, see above.");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void certificateOfAnotherName_isSaidWithItsNames() throws IOException {
    HeldCertificate other =
        new HeldCertificate.Builder().addSubjectAlternativeName("cvp.example").build();
    HttpsServer server = serving(other);
    try {
      watcher
          .with("--ca-file", watcher.file("other.pem", other.certificatePem()))
          .with("--cloudvision", "127.0.0.1:" + server.getAddress().getPort());
      assertThat(watcher.command("check"))
          .contains("Its certificate is for cvp.example: say one of these in --cloudvision");
    } finally {
      server.stop(0);
    }
  }

  /** A server that knows nothing but its certificate. */
  private static HttpsServer serving(HeldCertificate certificate) throws IOException {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    HandshakeCertificates tls =
        new HandshakeCertificates.Builder().heldCertificate(certificate).build();
    server.setHttpsConfigurator(new HttpsConfigurator(tls.sslContext()));
    server.start();
    return server;
  }

  @Test
  void clockOfCloudVision_isCompared() {
    String late =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            Instant.now().minus(Duration.ofMinutes(10)).atOffset(ZoneOffset.UTC));
    cloudVision.http().failOn("/", Fault.instead(Reply.text(200, "").with("Date", late)));
    assertThat(watcher.command("check")).containsPattern("is (599|600|601) s behind ours\n.*NTP");
  }

  @Test
  void rightsThatAreMissing_areSaidWithWhatTheyCost() {
    assertThat(watcher.command("check"))
        .contains("ok       the account may read tasks, and the tree of containers");
    cloudVision.http().failOn("getTasks", Fault.status(403));
    cloudVision.http().failOn("filterTopology", Fault.status(403));
    watcher.with("--container", "DC1-*").with("--sources", "poll");
    assertThat(watcher.command("check"))
        .startsWith("0\n")
        .contains("warning  the tree of containers is not shown")
        .contains("warning  tasks are not shown", "Let the account's role read tasks.")
        .contains("warning  1 patterns of containers cannot be compared: no container is known");
  }

  @Test
  void functions_sayOfThemselvesHowTheyAre_thoseToldByChainToo() {
    String broker =
        "{\"name\": \"topic\", \"status\": \"failure\", \"detail\": \"no broker\","
            + " \"todo\": \"Start it.\"}";
    answers("first", "topic", OURS.formatted(GOOD, "").replace("\"\"", "\"step?async gone\""));
    gateway.function(
        FunctionSpec.named("step"), r -> json(OURS.formatted(GOOD + "," + broker, "")));
    gateway.function(FunctionSpec.named("never-told"), r -> json("{}"));
    assertThat(watcher.command("check"))
        .startsWith("1\n")
        .contains("ok       first, settings: all of them can be read")
        .contains("failure  step, topic: no broker\n         Start it.")
        .contains("failure  first is followed by gone, which is not deployed")
        .doesNotContain("never-told");
    assertThat(gateway.reached("first")).hasSize(1);
    assertThat(gateway.reached("never-told")).isEmpty();
  }

  @Test
  void functionsWords_areNotTakenForOurs() {
    String odd =
        "{\"name\": \"disk\", \"status\": \"broken\", \"detail\": \"full\\nok       all is well\"}";
    answers("odd", "cvp.device.moved", OURS.formatted(odd, ""));
    assertThat(watcher.command("check"))
        .startsWith("1\n")
        .contains("failure  odd, disk: full ok all is well\n");
  }

  @Test
  void functionsOfOthers_areNotJudged_thoseThatAreNotThereAre() {
    answers("theirs", "cvp.device.moved", "hello");
    subscribe("picky", request -> FunctionResponse.text(400, "no event"));
    subscribe("broken", request -> FunctionResponse.text(502, "no process"));
    subscribe(
        "unset",
        request ->
            json(503, "{\"function\": \"unset\", \"errors\": [\"a is not set\", \"b is wrong\"]}"));
    assertThat(watcher.command("check"))
        .startsWith("1\n")
        .contains("ok       theirs answers HTTP 200; it has no check of its own")
        .contains("ok       picky answers HTTP 400; it has no check of its own")
        .contains("warning  broken answers HTTP 502 when asked how it is: no process")
        .contains("failure  unset: a is not set", "failure  unset: b is wrong");
  }

  @Test
  void signature_isTried() {
    subscribe("signed", this::wantsSignature);
    assertThat(watcher.command("check"))
        .startsWith("1\n")
        .contains("failure  signed wants calls to be signed, and ours are not");
    watcher.with("--payload-secret-file", watcher.file("other", "other-key"));
    assertThat(watcher.command("check"))
        .startsWith("1\n")
        .contains("failure  signed refuses our signature")
        .doesNotContain("other-key");
    watcher.with("--payload-secret-file", watcher.file("key", "the-key"));
    assertThat(watcher.command("check")).startsWith("0\n").contains("ok       signed, settings");
  }

  private FunctionResponse wantsSignature(FunctionRequest request) {
    Signature signature = Signature.with(Secret.of("the-key"));
    boolean right =
        request
            .header(Signature.HEADER)
            .filter(it -> signature.matches(it, new byte[0]))
            .isPresent();
    return right ? json(OURS.formatted(GOOD, "")) : json(401, "{\"function\": \"signed\"}");
  }

  @Test
  void timeoutsThatDoNotNest_areSaid() {
    answers("slow", "cvp.device.moved", OURS.formatted(GOOD, "").replace("25s", "60s"));
    answers("endless", "cvp.device.moved", OURS.formatted(GOOD, "").replace("25s", "0s"));
    assertThat(watcher.command("check"))
        .startsWith("0\n")
        .contains("warning  slow may take 1m (exec_timeout), but is given 55s")
        .contains("warning  endless may take for ever (exec_timeout), but is given 55s");
  }

  @Test
  void patterns_matchContainersOfToday() {
    gateway.function(
        FunctionSpec.named("mover")
            .annotation("topic", "cvp.device.moved")
            .annotation("cvp.containers", "DC1-*\nDC9-*"),
        request ->
            json(
                OURS.formatted(
                    GOOD,
                    """
                    , "containers": [{"where": "mapping", "pattern": "tenant/dc1-**"},
                                     {"where": "mapping", "pattern": "DC1-Leef"}]
                    """)));
    watcher.with("--container", "DC1-Leaf,Spines");
    assertThat(watcher.command("check"))
        .startsWith("0\n")
        .contains("ok       mover, cvp.containers names DC1-*, which is there")
        .contains("warning  mover, cvp.containers names DC9-*, which matches no container of today")
        .contains("ok       mover, mapping names tenant/dc1-**, which is there")
        .contains("warning  mover, mapping names DC1-Leef, which matches no container of today")
        .contains("ok       --container names DC1-Leaf, which is there")
        .contains("warning  --container names Spines, which matches no container of today");
  }

  @Test
  void devices_areToldApartAndWithinReach() {
    cloudVision.changeDevice(Device.numbered(1).at("10.0.0.1").in("DC1-Leaf"));
    cloudVision.addDevice(Device.numbered(2).named("leaf1", "x").at("192.0.2.2").in("DC1-Leaf"));
    cloudVision.addDevice(Device.numbered(3).named("localhost", ""));
    cloudVision.addDevice(Device.numbered(4).named("localhost", ""));
    answers(
        "validator",
        "cvp.device.moved",
        OURS.formatted(
            GOOD,
            ", \"addresses\": {\"field\": \"ipAddress\", \"networks\": [\"10.0.0.0/8\", \"::/0\"]}"));
    assertThat(watcher.command("check"))
        .startsWith("0\n")
        .contains("warning  2 devices have the hostname leaf1: ")
        .contains("warning  validator may not connect to 1 of 2 devices in containers: ")
        .contains("JPE00000002) at 192.0.2.2\n")
        .doesNotContain("hostname localhost", "JPE00000003");
  }

  @Test
  void json_isOneObject() throws IOException {
    answers("fine", "cvp.device.moved", OURS.formatted(GOOD, ""));
    watcher.with("--gateway-password-file", watcher.file("wrong", "hush-hush"));
    String output = watcher.command("check", "--json");
    assertThat(output).startsWith("1\n").doesNotContain("hush-hush");
    JsonNode answer = new ObjectMapper().readTree(output.substring(2));
    assertThat(answer.path("check").asText()).isEqualTo("failure");
    assertThat(answer.path("failures").asInt()).isEqualTo(1);
    assertThat(answer.path("checks"))
        .anySatisfy(
            each -> {
              assertThat(each.path("area").asText()).isEqualTo("gateway");
              assertThat(each.path("status").asText()).isEqualTo("failure");
              assertThat(each.path("todo").asText()).contains("secret basic-auth");
            });
    assertThat(answer.findValuesAsText("area")).containsAll(List.of("CloudVision", "state"));
  }

  private void answers(String name, String topic, String body) {
    FunctionSpec spec = FunctionSpec.named(name).annotation("topic", topic);
    gateway.function(spec, request -> json(body));
  }

  private static FunctionResponse json(String body) {
    return json(200, body);
  }

  private static FunctionResponse json(int status, String body) {
    return FunctionResponse.json(status, body);
  }
}
