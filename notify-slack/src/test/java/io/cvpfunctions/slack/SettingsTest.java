package io.cvpfunctions.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cvpfunctions.remote.Settings;
import io.cvpfunctions.remote.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  private final Map<String, String> values = new HashMap<>();
  @TempDir Path secrets;

  @BeforeEach
  void mount() {
    values.put("secret_mount_path", secrets.toString());
  }

  @Test
  void unset_areTheDefaults() throws IOException {
    webhook("https://hooks.slack.com/services/T0/B0/x");
    Settings settings = Settings.of(values::get);

    NotifySlack.from(settings).close();

    assertThat(settings.inForce())
        .isEqualTo(Map.of("slack_timeout", "10s", "slack_tell_changes", "false"));
  }

  @Test
  void set_areInForce() throws IOException {
    webhook("https://hooks.slack-gov.com/services/T0/B0/x");
    values.putAll(Map.of("slack_timeout", "3s", "slack_tell_changes", "true"));
    Settings settings = Settings.of(values::get);

    NotifySlack.from(settings).close();

    assertThat(settings.inForce())
        .isEqualTo(Map.of("slack_timeout", "3s", "slack_tell_changes", "true"));
  }

  @Test
  void wrongThreeWays_areAllNamedAtOnce() {
    values.putAll(Map.of("slack_timeout", "soon", "slack_tell_changes", "maybe"));

    assertThat(problems())
        .hasSize(3)
        .anyMatch(problem -> problem.contains("slack-webhook-url is not mounted"))
        .anyMatch(problem -> problem.contains("slack_timeout=soon"))
        .anyMatch(problem -> problem.contains("slack_tell_changes=maybe"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hooks.slack.com/services/" + FakeSlack.TOKEN,
        "htps://hooks.slack.com/services/" + FakeSlack.TOKEN,
        "https://hooks.slack.com",
        "https:///services/ " + FakeSlack.TOKEN,
        "https://hooks.slack.com/services/T0\nhttps://hooks.slack.com/services/" + FakeSlack.TOKEN,
        "\"https://hooks.slack.com/services/" + FakeSlack.TOKEN + "\"",
        "http://hooks.slack.com/services/" + FakeSlack.TOKEN,
        "http://127.evil.example/services/" + FakeSlack.TOKEN
      })
  void brokenAddress_isRefusedWithoutBeingQuoted(String address) throws IOException {
    webhook(address);

    assertThat(problems())
        .singleElement()
        .asString()
        .contains("slack-webhook-url")
        .doesNotContain(FakeSlack.TOKEN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:8080/x", "http://localhost/x", "http://[::1]:80/x"})
  void plainHttp_onlyToThisMachine(String address) throws IOException {
    webhook(address);

    NotifySlack.from(Settings.of(values::get)).close();
  }

  private Iterable<String> problems() {
    return catchThrowableOfType(
            SettingsException.class, () -> NotifySlack.from(Settings.of(values::get)))
        .problems();
  }

  private void webhook(String address) throws IOException {
    Files.writeString(secrets.resolve("slack-webhook-url"), address + "\n");
  }
}
