package io.cvpfunctions.watcher.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.cvpfunctions.remote.SettingsException;
import io.cvpfunctions.watcher.WatcherSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SettingsTest {
  @TempDir Path folder;

  private final Map<String, String> environment = new HashMap<>();
  private Path password;

  @BeforeEach
  void write() throws IOException {
    password = Files.writeString(folder.resolve("password"), "s3cret\n");
  }

  @Test
  void all_defaults_areAsDocumented() {
    WatcherSettings settings = read(login("--cloudvision=cvp.example"));
    assertThat(settings.cloudVision().nodes()).hasToString("[https://cvp.example/]");
    assertThat(settings.cloudVision().source()).hasToString("https://cvp.example");
    assertThat(settings.cloudVision().pollInterval()).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.cloudVision().rules().debounce()).isEqualTo(Duration.ofSeconds(2));
    assertThat(settings.cloudVision().limit()).hasToString("every container");
    assertThat(settings.gateway().address()).hasToString("http://gateway.openfaas:8080/");
    assertThat(settings.state().address().url()).isEqualTo("jdbc:sqlite:state/cvp-watcher.db");
    assertThat(settings.state().retention()).isEqualTo(Duration.ofDays(7));
    assertThat(settings.delivery().patience().maxAttempts()).isEqualTo(10);
    assertThat(settings.delivery().payloadSecret()).isEmpty();
    assertThat(settings.listen()).hasToString("/0.0.0.0:8085");
    assertThat(settings.toString()).doesNotContain("s3cret");
  }

  @Test
  void all_everythingSaid_isTaken() {
    WatcherSettings settings =
        read(
            login(
                "--cloudvision=a.example,b.example:8443",
                "--container=DC1-*",
                "--container=DC2-Leaf",
                "--insecure",
                "--replay-baseline",
                "--poll-interval=30s",
                "--payload-secret-file=" + password,
                "--gateway-user-file=" + password,
                "--gateway-password-file=" + password,
                "--max-attempts=3",
                "--retry-for=1h",
                "--listen=127.0.0.1:0",
                "--sources=poll"));
    assertThat(settings.cloudVision().nodes())
        .hasToString("[https://a.example/, https://b.example:8443/]");
    assertThat(settings.cloudVision().limit()).hasToString("[DC1-*, DC2-Leaf]");
    assertThat(settings.cloudVision().trust()).hasToString("any certificate (insecure)");
    assertThat(settings.cloudVision().rules().replayBaseline()).isTrue();
    assertThat(settings.gateway().user()).contains("s3cret");
    assertThat(settings.delivery().payloadSecret()).isPresent();
    assertThat(settings.delivery().patience().retryFor()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void all_flagThenEnvironmentThenFile() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("config.yaml"),
            "poll-interval: 1m\ndebounce: 1m\nremove-after: 1m\ncontainer: [A, 'B*']\n");
    environment.put("CVP_WATCHER_CONFIG", file.toString());
    environment.put("CVP_WATCHER_POLL_INTERVAL", "2m");
    environment.put("CVP_WATCHER_DEBOUNCE", "2m");
    environment.put("CVP_WATCHER_USERNAME", "u");
    environment.put("CVP_WATCHER_PASSWORD_FILE", password.toString());
    WatcherSettings settings = read("--cloudvision=cvp", "--poll-interval=3m");
    assertThat(settings.cloudVision().pollInterval()).isEqualTo(Duration.ofMinutes(3));
    assertThat(settings.cloudVision().rules().debounce()).isEqualTo(Duration.ofMinutes(2));
    assertThat(settings.cloudVision().rules().removeAfter()).isEqualTo(Duration.ofMinutes(1));
    assertThat(settings.cloudVision().limit()).hasToString("[A, B*]");
  }

  @Test
  void all_wrongInManyWays_saysAllAtOnce() throws IOException {
    Path file = Files.writeString(folder.resolve("c.yaml"), "pol-interval: 1m\nlisten: {a: 1}\n");
    Path empty = Files.writeString(folder.resolve("empty"), "\n");
    assertThat(
            problems(
                "--config=" + file,
                "--cloudvision=http://user@cvp/path",
                "--token-file=" + empty,
                "--ca-file=" + folder.resolve("none"),
                "--pin=abc",
                "--debounce=soon",
                "--poll-interval=1ms",
                "--sources=tags,streams",
                "--subtree",
                "--grpc-port=70000",
                "--min-severity=BAD",
                "--tag-labels=,",
                "--gateway=gateway:8080",
                "--state=jdbc:h2:x",
                "--max-attempts=0",
                "--payload-secret-file=/none",
                "--listen=8085"))
        .containsExactlyInAnyOrder(
            "--config: there is no setting pol-interval; did you mean poll-interval?",
            "--config: listen is neither a value nor a list",
            "--cloudvision: http://user@cvp/path is not a HOST or HOST:PORT",
            "--token-file " + empty + " is empty",
            "say only one of --ca-file, --pin and --insecure",
            "--ca-file " + folder.resolve("none") + " is no readable PEM file with certificates",
            "--poll-interval=1ms is too short: at least 100ms",
            "--debounce=soon is not a duration such as 10s",
            "--gateway=gateway:8080 is not an address such as http://host:8080",
            "--state=jdbc:h2:x is not a URL such as jdbc:sqlite:state/file.db or jdbc:postgresql://host/database",
            "--payload-secret-file /none cannot be read",
            "--max-attempts=0 is not a number from 1",
            "--listen=8085 is not a HOST:PORT",
            "--sources: streams is not one of auto, poll, provisioned, tags, events",
            "--subtree needs the source poll, which alone sees the tree of containers",
            "--grpc-port=70000 is not a port",
            "--min-severity=BAD is not one of DEBUG, INFO, WARNING, ERROR, CRITICAL",
            "--tag-labels=, names nothing");
  }

  @Test
  void all_nothingSaid_saysWhatIsNeeded() {
    assertThat(problems())
        .containsExactly(
            "--cloudvision is not set: say the host of CloudVision, or of each node",
            "say either --token-file, or --username and --password-file (never the secret itself)");
    assertThat(problems("--cloudvision=cvp", "--username=u"))
        .containsExactly("--username needs --password-file");
    assertThat(problems("--cloudvision=cvp", "--username=u", "--token-file=" + password))
        .hasSize(1);
  }

  @Test
  void all_bothWaysToLogIn_filesOfBothAreLookedAt() {
    Path none = folder.resolve("none");
    Path nowhere = folder.resolve("missing/too");
    assertThat(
            problems(
                "--cloudvision=cvp",
                "--username=u",
                "--password-file=" + none,
                "--token-file=" + nowhere))
        .containsExactly(
            "--token-file " + nowhere + " cannot be read",
            "--password-file " + none + " cannot be read",
            "say either --token-file, or --username and --password-file (never the secret itself)");
  }

  @Test
  void all_gatewayFilesNamedButNotThere_areSaid() {
    Path none = folder.resolve("none");
    assertThat(
            problems(
                login(
                    "--cloudvision=cvp",
                    "--gateway-user-file=" + none,
                    "--gateway-password-file=" + none)))
        .containsExactly(
            "--gateway-user-file " + none + " cannot be read",
            "--gateway-password-file " + none + " cannot be read");
  }

  @Test
  void all_oneOfTheGatewaysFiles_theOtherIsAskedFor() {
    assertThat(problems(login("--cloudvision=cvp", "--gateway-user-file=" + password)))
        .containsExactly(
            "--gateway-user-file needs --gateway-password-file: there is no "
                + WatcherOptions.GATEWAY_PASSWORD_FILE);
    assertThat(problems(login("--cloudvision=cvp", "--gateway-password-file=" + password)))
        .containsExactly(
            "--gateway-password-file needs --gateway-user-file: there is no "
                + WatcherOptions.GATEWAY_USER_FILE);
  }

  @Test
  void all_pemOfNoCertificate_isSaid() {
    assertThat(problems(login("--cloudvision=cvp", "--ca-file=" + password)))
        .containsExactly("--ca-file " + password + " is no readable PEM file with certificates");
  }

  private String[] login(String... more) {
    List<String> all = new ArrayList<>(List.of(more));
    all.add("--username=cvpadmin");
    all.add("--password-file=" + password);
    return all.toArray(String[]::new);
  }

  private List<String> problems(String... arguments) {
    try {
      read(arguments);
      return List.of();
    } catch (SettingsException wrong) {
      return wrong.problems();
    }
  }

  private WatcherSettings read(String... arguments) {
    LayeredDefaults defaults = new LayeredDefaults(environment::get, arguments);
    WatcherOptions options = new WatcherOptions();
    new CommandLine(options).setDefaultValueProvider(defaults).parseArgs(arguments);
    return new SettingsReader(options, defaults.problems()).all();
  }
}
