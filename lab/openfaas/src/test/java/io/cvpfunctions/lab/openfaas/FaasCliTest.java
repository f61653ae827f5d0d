package io.cvpfunctions.lab.openfaas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real faas-cli against the stand-in; skipped, saying so, where it is not installed. */
class FaasCliTest {
  private static final String FAAS_CLI = "faas-cli";

  @TempDir Path home;
  private FaasGateway gateway;

  @BeforeAll
  static void faasCliIsInstalled() {
    boolean found =
        Stream.of(System.getenv("PATH").split(Pattern.quote(File.pathSeparator), 0))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, FAAS_CLI)));
    assumeTrue(found, "faas-cli is not on the PATH, so nothing was tried with it");
  }

  @BeforeEach
  void start() {
    gateway = FaasGateway.start();
    gateway.function(
        FunctionSpec.named("mover").annotation("topic", "cvp.device.moved"),
        request -> FunctionResponse.json(200, "moved " + request.bodyText()));
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  private String run(String input, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(FAAS_CLI));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--gateway", gateway.url()));
    Path stdin = Files.writeString(home.resolve("stdin"), input);
    Path stdout = home.resolve("stdout");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectInput(stdin.toFile())
            .redirectOutput(stdout.toFile());
    builder.environment().put("HOME", home.toString());
    builder.environment().put("OPENFAAS_CONFIG", home.toString());
    Process process = builder.start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(stdout)).isZero();
    return Files.readString(stdout);
  }

  @Test
  void list_showsTheFunction() throws Exception {
    assertThat(run("", "list")).contains("mover");
  }

  @Test
  void describe_showsTheAnnotations() throws Exception {
    assertThat(run("", "describe", "mover")).contains("mover", "Ready", "cvp.device.moved");
  }

  @Test
  void invoke_printsTheAnswer() throws Exception {
    assertThat(run("hello", "invoke", "mover")).contains("moved hello");
    assertThat(gateway.invocations("mover").get(0).header("Content-Type")).isEqualTo("text/plain");
  }

  @Test
  void invokeAsync_reachesTheFunctionLater() throws Exception {
    run("hello", "invoke", "mover", "--async");
    await().until(() -> gateway.reached("mover").size() == 1);
    assertThat(gateway.reached("mover").get(0).body()).isEqualTo("hello");
  }

  @Test
  void invokeSigned_sendsTheHmacOfTheBody() throws Exception {
    run("hello", "invoke", "mover", "--sign", "X-Signature-256", "--key", "key");
    assertThat(gateway.invocations("mover").get(0).header("X-Signature-256"))
        .isEqualTo("sha256=" + hmac("hello", "key"));
  }

  private static String hmac(String text, String key) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
  }
}
