package io.cvpfunctions.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The parts of the template that must agree with each other, and with the runtime. */
class TemplateTest {
  private static final Path TEMPLATE = Path.of("..");

  @Test
  void fprocess_ofTemplateAndImage_areTheSame() throws Exception {
    String process = first("fprocess: (.*)", read("template.yml"));
    assertThat(first("fprocess=\"(.*)\"", read("Dockerfile"))).isEqualTo(process);
    assertThat(process).endsWith(" " + Main.class.getName());
  }

  @Test
  void environment_ofTheImage_isWhatTheWatchdogNeeds() throws Exception {
    assertThat(read("Dockerfile"))
        .contains("mode=http", "prefix_logs=false", "log_buffer_size=-1", "ready_path=/_/ready");
    Map<String, String> set =
        Pattern.compile("^ +(?:ENV )?([a-z_]+)=([^ \"]+)", Pattern.MULTILINE)
            .matcher(read("Dockerfile"))
            .results()
            .collect(Collectors.toMap(m -> m.group(1), m -> m.group(2)));
    RuntimeSettings settings = RuntimeSettings.from(set::get);
    assertThat(settings.listen.getAddress().isLoopbackAddress()).isTrue();
    assertThat(settings.behindWatchdog).isTrue();
    assertThat(settings.readyLock).isPresent();
    assertThat(settings.healthcheckInterval.plus(settings.execTimeout)).hasSeconds(28);
  }

  @Test
  void readme_tableOfSettings_namesWhatIsRead() throws Exception {
    Set<String> read = new TreeSet<>();
    RuntimeSettings.from(
        name -> {
          read.add(name);
          return name.equals("ready_lock") ? "true" : null;
        });
    read.add("http_upstream_url");
    assertThat(all("(?m)^\\| `(\\w+)` (?:\\* )?\\|.*\\|.*\\|.*\\|$", read("README.md")))
        .containsExactlyInAnyOrderElementsOf(read);
  }

  @Test
  void dockerignore_whatWasBuiltOutside_staysOutside() throws Exception {
    assertThat(read(".dockerignore").lines()).contains("**/target");
  }

  @Test
  void starter_pluginsAndLibraries_haveTheVersionsOfTheRuntime() throws Exception {
    Map<String, String> ours = PomVersionsTest.versions(Path.of("pom.xml"));
    Map<String, String> starters = PomVersionsTest.versions(TEMPLATE.resolve("function/pom.xml"));
    starters.keySet().retainAll(ours.keySet());
    assertThat(starters).hasSizeGreaterThan(8);
    assertThat(ours).containsAllEntriesOf(starters);
  }

  @Test
  void starter_overlaidByAFunction_leavesNoTestBehind() {
    assertThat(TEMPLATE.resolve("function/test/com/openfaas/function/HandlerTest.java")).exists();
    assertThat(TEMPLATE.resolve("function/src/test")).doesNotExist();
  }

  /** By these the image build knows what came with the template from what a function brought. */
  @Test
  void starter_checksums_areThoseOfItsFiles() throws Exception {
    List<String> files = all("(?m)^[0-9a-f]{64}  (.*)$", read("starter.sha256"));
    assertThat(files)
        .hasSize(2)
        .anyMatch(f -> f.endsWith("/Handler.java"))
        .anyMatch(f -> f.endsWith("/HandlerTest.java"));
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    for (String file : files) {
      byte[] sum = sha256.digest(Files.readAllBytes(TEMPLATE.resolve("function").resolve(file)));
      assertThat(read("starter.sha256")).contains(HexFormat.of().formatHex(sum) + "  " + file);
    }
  }

  @Test
  void maven_loginWithEscapes_isDecodedAndMadeXml(@TempDir Path home) throws Exception {
    String login = "http://do%20main%5Cme:p%40ss&w<%C3%BC%25%2@proxy:3128";
    assertThat(settings(home, Map.of("http_proxy", login)))
        .contains("<host>proxy</host><port>3128</port>")
        .contains("<username>do main\\me</username><password>p@ss&amp;w&lt;ü%%2</password>");
  }

  @Test
  void maven_proxiesOfTheBuild_areWhatMavenIsTold(@TempDir Path home) throws Exception {
    String settings =
        settings(
            home,
            Map.of(
                "http_proxy", "http://proxy.example:3128",
                "HTTPS_PROXY", "http://me:p4:ss@10.0.0.1:8443/",
                "no_proxy", "localhost, .example,10.0.0.0"));
    assertThat(settings)
        .contains("<id>http</id>", "<host>proxy.example</host><port>3128</port>")
        .contains("<id>https</id>", "<host>10.0.0.1</host><port>8443</port>")
        .contains("<username>me</username><password>p4:ss</password>")
        .contains("<nonProxyHosts>localhost|*.example|10.0.0.0</nonProxyHosts>");
    assertThat(Files.readString(home.resolve("arguments")))
        .isEqualTo(
            "--batch-mode --no-transfer-progress --global-settings "
                + home.resolve("proxies.xml")
                + " verify -pl fn\n");
  }

  @Test
  void maven_noProxies_isToldOfNone(@TempDir Path home) throws Exception {
    assertThat(settings(home, Map.of()))
        .contains("maven-default-http-blocker")
        .doesNotContain("<host>");
  }

  /** Runs the script with a Maven that only writes down its arguments. */
  private static String settings(Path home, Map<String, String> environment) throws Exception {
    Path maven = home.resolve("mvn");
    Files.writeString(maven, "#!/bin/sh\necho \"$@\" > \"$HOME/arguments\"\n");
    assertThat(maven.toFile().setExecutable(true)).isTrue();
    ProcessBuilder script =
        new ProcessBuilder("sh", TEMPLATE.resolve("maven.sh").toString(), "verify", "-pl", "fn");
    script.environment().clear();
    script.environment().putAll(environment);
    script.environment().put("HOME", home.toString());
    script.environment().put("PATH", home + ":" + System.getenv("PATH"));
    Process process = script.inheritIO().start();
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    return Files.readString(home.resolve("proxies.xml"));
  }

  private static String read(String file) throws IOException {
    return Files.readString(TEMPLATE.resolve(file));
  }

  private static String first(String pattern, String text) {
    return all(pattern, text).get(0);
  }

  private static List<String> all(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();
  }
}
