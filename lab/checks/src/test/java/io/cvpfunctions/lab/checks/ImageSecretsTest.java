package io.cvpfunctions.lab.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No layer of an image holds a secret: nothing takes one there. */
class ImageSecretsTest {
  private static final String FUNCTIONS = "template/java11-maven/Dockerfile";
  private static final String WATCHER = "cvp-watcher/Dockerfile";

  /** What an image's training run is given; nobody is let in by it. */
  private static final Set<String> FAKES = Set.of("none", "admin", "token-of-a-service-account");

  private static final Pattern NAMED =
      Pattern.compile("(?i)^(ARG|ENV) .*(secret|password|token|credential).*");
  private static final Pattern SECRET_FILE =
      Pattern.compile(
          "(.*/)?(secrets/.*|payload-secret|kafka\\.properties|slack-webhook-url.*|slack-bot-token"
              + "|(cmdb|eapi|cvp|state|basic-auth)-(user|username|password|token|enable|client-secret)"
              + "|catalog-token|cloudvision-token|settings\\.xml)");

  static List<String> functions() {
    return Repo.ALL_FUNCTIONS;
  }

  /** The secrets of those functions whose training run has some. */
  static Stream<Path> trained() {
    return Repo.ALL_FUNCTIONS.stream()
        .map(function -> Repo.ROOT.resolve(function).resolve("train/secrets"))
        .filter(Files::isDirectory);
  }

  @ParameterizedTest
  @ValueSource(strings = {FUNCTIONS, WATCHER})
  void build_isGivenNoSecretThatALayerKeeps(String dockerfile) {
    assertThat(lines(dockerfile)).noneMatch(line -> NAMED.matcher(line).matches());
    assertThat(lines(dockerfile).filter(line -> line.contains("settings.xml")))
        .isNotEmpty()
        .allMatch(line -> line.startsWith("RUN --mount=type=secret,id=maven-settings,"));
  }

  @Test
  void imageOfAFunction_holdsWhatRunsAlone() {
    assertThat(shipped(FUNCTIONS))
        .containsExactly(
            "COPY --from=watchdog /fwatchdog /usr/bin/fwatchdog",
            "COPY --from=build /work/dist/lib ./lib",
            "COPY --from=build /work/dist/runtime.jar /work/dist/function.jar"
                + " /work/dist/jvm.options ./",
            "COPY --from=train /home/app/function.cache /home/app/cache.options ./");
  }

  @Test
  void imageOfTheWatcher_holdsWhatRunsAlone() {
    assertThat(shipped(WATCHER))
        .containsExactly(
            "COPY --from=build /work/dist/lib ./lib",
            "COPY --from=build /work/dist/cvp-watcher.jar /work/dist/jvm.options ./",
            "COPY --from=train /app/watcher.cache /app/cache.options ./",
            "COPY cvp-watcher/bin/cvp-watcher /usr/local/bin/");
  }

  @ParameterizedTest
  @MethodSource("functions")
  void jars_holdNoFileOfASecret(String function) throws IOException {
    List<String> found = new ArrayList<>();
    for (Path each : Repo.jarsOf(function)) {
      try (JarFile jar = new JarFile(each.toFile())) {
        jar.stream()
            .filter(entry -> SECRET_FILE.matcher(entry.getName()).matches())
            .forEach(entry -> found.add(each.getFileName() + ": " + entry.getName()));
      }
    }
    assertThat(found).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("trained")
  void training_isGivenFakes(Path secrets) throws IOException {
    try (Stream<Path> files = Files.list(secrets)) {
      for (Path each : files.toList()) {
        assertThat(FAKES).as("%s", each).contains(Files.readString(each).strip());
      }
    }
  }

  /** The instructions, each on one line. */
  private static Stream<String> lines(String dockerfile) {
    String text = Repo.text(dockerfile).replaceAll("(?m)^#.*\n", "");
    return text.replaceAll("\\\\\n\\s*", "").lines();
  }

  /** What is copied in the stages that end as layers of the image. */
  private static List<String> shipped(String dockerfile) {
    List<String> copies = new ArrayList<>();
    boolean shipped = false;
    for (String line : lines(dockerfile).toList()) {
      if (line.startsWith("FROM ")) shipped = line.endsWith(" AS app") || line.equals("FROM app");
      if (shipped && line.matches("(COPY|ADD) .*")) copies.add(line);
    }
    return copies;
  }
}
