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
import org.junit.jupiter.params.provider.CsvSource;
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
        .isEqualTo(
            Map.of("slack_pace", "1s", "slack_timeout", "10s", "slack_tell_changes", "false"));
  }

  @Test
  void set_areInForce() throws IOException {
    bot("xoxb-1");
    webhook(".noc", "https://hooks.slack-gov.com/services/T0/B0/x");
    Map<String, String> set =
        Map.of(
            "slack_api_url", "https://slack-gov.com/api",
            "slack_channel", "#network",
            "slack_pace", "2s",
            "slack_rules", "severity=ERROR -> #noc @here\ncontainer=DC1-* -> webhook:noc",
            "slack_templates", secrets.toString(),
            "slack_timeout", "3s",
            "slack_tell_changes", "true");
    values.putAll(set);
    Settings settings = Settings.of(values::get);

    NotifySlack.from(settings).close();

    assertThat(settings.inForce()).isEqualTo(set);
  }

  @Test
  void wrongFourWays_areAllNamedAtOnce() {
    values.putAll(
        Map.of(
            "slack_timeout", "soon",
            "slack_tell_changes", "maybe",
            "slack_templates", "/nowhere"));

    assertThat(problems())
        .hasSize(4)
        .anyMatch(problem -> problem.contains("neither the secret slack-webhook-url nor"))
        .anyMatch(problem -> problem.contains("slack_templates=/nowhere is not a directory"))
        .anyMatch(problem -> problem.contains("slack_timeout=soon"))
        .anyMatch(problem -> problem.contains("slack_tell_changes=maybe"));
  }

  @Test
  void botWithoutChannel_isAProblem() throws IOException {
    bot("xoxb-1");

    assertThat(problems()).singleElement().asString().startsWith("slack_channel is not set");
  }

  @Test
  void channelsWithoutBot_areProblems() throws IOException {
    webhook("https://hooks.slack.com/services/T0/B0/x");
    values.put("slack_channel", "#network");
    values.put("slack_rules", "severity=ERROR -> #noc");

    assertThat(problems()).hasSize(2).allMatch(problem -> problem.contains("slack-bot-token"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "severity=ERROR #noc            | expected CONDITIONS ->",
        "level=ERROR -> #noc            | level is not one of type, severity, container",
        "severity=BAD -> #noc           | BAD is not one of",
        "severity -> #noc               | severity is no condition",
        "severity=ERROR -> noc          | noc is no #channel",
        "severity=ERROR -> #noc #net    | one channel a rule",
        "severity=ERROR -> @somebody    | @somebody is not @here",
        "type=a type=b -> #noc          | type stands twice",
        "type=a -> @U11 @U12 @U13 @U14 @U15 @U16 @U17 @U18 @U19 @U20 @U21 | more than 10",
        "severity=ERROR -> webhook:noc  | slack-webhook-url.noc is not mounted"
      })
  void brokenRule_isNamed(String rule, String problem) throws IOException {
    bot("xoxb-1");
    values.put("slack_channel", "#network");
    values.put("slack_rules", "# ours\n\n" + rule);

    assertThat(problems()).singleElement().asString().contains(problem);
  }

  @Test
  void brokenTemplates_areNamedWithAllTheirProblems() throws IOException {
    webhook("https://hooks.slack.com/services/T0/B0/x");
    values.put("slack_templates", secrets.toString());
    template("moved.yml", "text: '{{devise}}'\nblocks:\n- head: x\n- section: '<!here>'\n");
    template("event.yml", "blocks: []\ncolour: red\n");
    template("text.yml", "text: '{{#inShort}}'\n");
    template("watcher.yml", "text: [");
    template("removed.yml", "text: x\nblocks:\n- each: device\n  section: '{{serial}}'\n");

    assertThat(problems())
        .anyMatch(problem -> problem.startsWith("slack-moved.yml: nothing here is called devise,"))
        .anyMatch(problem -> problem.startsWith("slack-moved.yml: blocks[0] is not one of"))
        .anyMatch(problem -> problem.contains("blocks[1] mentions somebody"))
        .anyMatch(problem -> problem.equals("slack-event.yml: text is missing"))
        .anyMatch(problem -> problem.equals("slack-event.yml: a template has no colour"))
        .anyMatch(
            problem -> problem.equals("slack-removed.yml: each: nothing here is called device"))
        .anyMatch(problem -> problem.startsWith("slack-text.yml: text: "))
        .anyMatch(problem -> problem.startsWith("slack-watcher.yml: is not YAML"));
  }

  @ParameterizedTest
  @CsvSource({
    "moved.yml, severity",
    "event.yml, movedBy",
    "event-digest.yml, description",
    "verdict.yml, worst",
    "report.html, severity"
  })
  void nameOfAnotherTemplate_isRefused(String file, String name) throws IOException {
    webhook("https://hooks.slack.com/services/T0/B0/x");
    values.put("slack_templates", secrets.toString());
    template(file, "text: '{{" + name + "}}'");

    assertThat(problems())
        .singleElement()
        .asString()
        .startsWith("slack-" + file + ": nothing here is called " + name + ", only ");
  }

  @ParameterizedTest
  @CsvSource({
    "moved.yml, path",
    "changed.yml, model",
    "event.yml, raised",
    "verdict.yml, reason",
    "text.yml, time"
  })
  void nameThatTheShippedFileHasNoUseFor_isTaken(String file, String name) throws IOException {
    webhook("https://hooks.slack.com/services/T0/B0/x");
    values.put("slack_templates", secrets.toString());
    template(file, "text: '{{" + name + "}}'");

    NotifySlack.from(Settings.of(values::get)).close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "slack-move.yml",
        "moved.yml",
        "slack-moved.yaml",
        "Slack-moved.yml",
        "slack-moved",
        "slack-report.htm"
      })
  void fileThatNoMessageIsMadeOf_isNamedWithThoseThatAre(String file) throws IOException {
    webhook("https://hooks.slack.com/services/T0/B0/x");
    webhook(".noc", "https://hooks.slack.com/services/T0/B0/y");
    values.put("slack_templates", secrets.toString());
    Files.writeString(secrets.resolve(file), "text: x");

    assertThat(problems())
        .singleElement()
        .asString()
        .startsWith("slack_templates: no template is called " + file + ", only slack-moved.yml, ")
        .endsWith("slack-report.html");
  }

  @ParameterizedTest
  @ValueSource(strings = {"network", "#two words", "#net,#noc", "U0123", "https://x.slack.com/C1"})
  void channelThatIsNone_isRefused(String channel) throws IOException {
    bot("xoxb-1");
    values.put("slack_channel", channel);

    assertThat(problems())
        .singleElement()
        .asString()
        .startsWith("slack_channel=" + channel + " is neither");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{> footer}}",
        "{{#tests}}{{#messages}}{{> footer}}{{/messages}}{{/tests}}",
        "{{^reason}}{{> footer}}{{/reason}}",
        "{{device.name}}",
        "{{#tests}}"
      })
  void pageThatCannotBeFilledIn_isRefusedAtStart(String html) throws IOException {
    webhook("https://hooks.slack.com/services/T0/B0/x");
    values.put("slack_templates", secrets.toString());
    template("report.html", html);

    assertThat(problems()).singleElement().asString().startsWith("slack-report.html: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"xoxb-1\nxoxb-2", "xoxb-ü", "xoxb 1"})
  void brokenToken_isRefusedWithoutBeingQuoted(String token) throws IOException {
    bot(token);
    values.put("slack_channel", "#network");

    assertThat(problems())
        .singleElement()
        .asString()
        .contains("slack-bot-token")
        .doesNotContain("xoxb");
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
    webhook("", address);
  }

  private void webhook(String suffix, String address) throws IOException {
    Files.writeString(secrets.resolve("slack-webhook-url" + suffix), address + "\n");
  }

  private void bot(String token) throws IOException {
    Files.writeString(secrets.resolve("slack-bot-token"), token + "\n");
  }

  private void template(String file, String yaml) throws IOException {
    Files.writeString(secrets.resolve("slack-" + file), yaml);
  }
}
