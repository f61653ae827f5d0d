package io.cvpfunctions.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  @TempDir Path secrets;

  private final Map<String, String> variables = new HashMap<>();

  @Test
  void nothingSet_everyKindHasItsDefault() {
    Settings settings = settings();

    assertThat(settings.text("text", "a")).isEqualTo("a");
    assertThat(settings.optionalText("optional")).isEmpty();
    assertThat(settings.oneOf("word", "red", List.of("red", "green"))).isEqualTo("red");
    assertThat(settings.duration("duration", Duration.ofSeconds(5))).hasSeconds(5);
    assertThat(settings.number("number", 7, 1, 9)).isEqualTo(7);
    assertThat(settings.flag("flag", true)).isTrue();
    assertThat(settings.size("size", 1 << 20)).isEqualTo(1 << 20);
    assertThat(settings.words("words")).isEmpty();
    assertThat(settings.url("url")).isEmpty();
    assertThat(settings.optionalSecret("secret")).isEmpty();
    settings.check();
    assertThat(settings.inForce())
        .hasToString("{text=a, word=red, duration=5s, number=7, flag=true, size=1MiB, words=}");
  }

  @Test
  void everythingSet_everyKindIsRead() throws IOException {
    variables.put("text", " b ");
    variables.put("optional", "o");
    variables.put("required", "r");
    variables.put("word", "green");
    variables.put("duration", "1m30s");
    variables.put("number", "9");
    variables.put("flag", "false");
    variables.put("size", "2KiB");
    variables.put("words", " one  two\n");
    variables.put("url", "https://cmdb.example/api/");
    mount("secret", "s3cret\n");
    Settings settings = settings();

    assertThat(settings.text("text", "a")).isEqualTo("b");
    assertThat(settings.optionalText("optional")).contains("o");
    assertThat(settings.requiredText("required", "a text")).isEqualTo("r");
    assertThat(settings.oneOf("word", "red", List.of("red", "green"))).isEqualTo("green");
    assertThat(settings.duration("duration", Duration.ZERO)).hasSeconds(90);
    assertThat(settings.number("number", 7, 1, 9)).isEqualTo(9);
    assertThat(settings.flag("flag", true)).isFalse();
    assertThat(settings.size("size", 1)).isEqualTo(2048);
    assertThat(settings.words("words")).containsExactly("one", "two");
    assertThat(settings.url("url")).contains(URI.create("https://cmdb.example/api/"));
    assertThat(settings.secret("secret").reveal()).isEqualTo("s3cret");
    settings.check();
    assertThat(settings.inForce().toString()).contains("url=https://cmdb").doesNotContain("s3cret");
  }

  @Test
  void everythingWrong_isAllNamedAtOnce() throws IOException {
    variables.put("word", "blue");
    variables.put("duration", "soon");
    variables.put("number", "10");
    variables.put("flag", "maybe");
    variables.put("size", "1MB");
    variables.put("url", "cmdb:8080");
    mount("empty", "\n");
    Settings settings = settings();
    settings.requiredText("required", "the address of a broker");
    String word = settings.oneOf("word", "red", List.of("red", "green"));
    settings.duration("duration", Duration.ZERO);
    settings.number("number", 7, 1, 9);
    settings.flag("flag", true);
    settings.size("size", 1);
    settings.url("url");
    settings.secret("absent");
    settings.secret("empty");
    settings.problem("one and two exclude each other");

    SettingsException wrong = catchThrowableOfType(SettingsException.class, settings::check);

    assertThat(word).isEqualTo("red");
    assertThat(wrong.problems())
        .containsExactly(
            "required is not set: the address of a broker",
            "word=blue is not one of red, green",
            "duration=soon is not a duration such as 5s",
            "number=10 is not a number from 1 to 9",
            "flag=maybe is not one of true, false",
            "size=1MB is not a size such as 1MiB",
            "url=cmdb:8080 is not an address such as http://host:8080",
            "the secret absent is not mounted in "
                + secrets
                + ": faas-cli secret create absent, and list it in stack.yml",
            "the secret empty is empty",
            "one and two exclude each other");
    assertThat(wrong).hasMessage(String.join("; ", wrong.problems()));
  }

  @Test
  void blank_countsAsUnset() {
    List.of("text", "duration", "number", "flag", "size", "words", "url")
        .forEach(name -> variables.put(name, " \t"));
    Settings settings = settings();

    assertThat(settings.text("text", "a")).isEqualTo("a");
    assertThat(settings.duration("duration", Duration.ofDays(1))).hasHours(24);
    assertThat(settings.number("number", 7, 1, 9)).isEqualTo(7);
    assertThat(settings.flag("flag", true)).isTrue();
    assertThat(settings.size("size", 3)).isEqualTo(3);
    assertThat(settings.words("words")).isEmpty();
    assertThat(settings.url("url")).isEmpty();
    settings.check();
  }

  @ParameterizedTest
  @CsvSource({"25, 25000", "0, 0", "100ms, 100", "1.5s, 1500", "7d, 604800000"})
  void duration_inTheWordsOfOpenFaas_isRead(String text, long millis) {
    variables.put("exec_timeout", text);
    assertThat(settings().duration("exec_timeout", Duration.ofDays(9))).hasMillis(millis);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "1e3", "-1", "3000000000", "0x10"})
  void number_thatIsNone_isAProblemAndTheDefault(String text) {
    variables.put("number", text.isEmpty() ? "ten" : text);
    Settings settings = settings();

    assertThat(settings.number("number", 7, 0, Integer.MAX_VALUE)).isEqualTo(7);
    assertThatThrownBy(settings::check).hasMessageStartingWith("number=");
  }

  @ParameterizedTest
  @CsvSource({"5, 5, 5B", "1024, 1024, 1KiB", "1GiB, 1073741824, 1GiB", "0, 0, 0B"})
  void size_isShownShort(String text, long bytes, String shown) {
    variables.put("size", text);
    Settings settings = settings();

    assertThat(settings.size("size", 1)).isEqualTo(bytes);
    assertThat(settings.inForce()).containsEntry("size", shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://me:hush@host",
        "me:hush@host:80",
        "http://me:hu sh@host",
        "ftp://me:hush@host"
      })
  void url_withCredentials_isRefusedWithoutQuotingThem(String text) {
    variables.put("cmdb_url", text);
    Settings settings = settings();

    assertThat(settings.url("cmdb_url")).isEmpty();
    assertThatThrownBy(settings::check)
        .hasMessage("cmdb_url holds a user name: put credentials into secrets");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"host", "//host", "file:/etc/passwd", "http:", "http://host:99999", "http://a b"})
  void url_thatIsNoAddress_isAProblem(String text) {
    variables.put("cmdb_url", text);
    Settings settings = settings();

    assertThat(settings.url("cmdb_url")).isEmpty();
    assertThatThrownBy(settings::check).hasMessageContaining("cmdb_url=" + text + " is not an");
  }

  @Test
  void url_withAToken_isShownWithoutIt() {
    variables.put("cmdb_url", "https://cmdb.example/api?token=hush");
    Settings settings = settings();

    assertThat(settings.url("cmdb_url")).isPresent();
    assertThat(settings.inForce()).containsEntry("cmdb_url", "https://cmdb.example/api");
  }

  @Test
  void problem_ofALongText_quotesOnlyItsStart() {
    variables.put("number", "9".repeat(5000));
    Settings settings = settings();
    settings.number("number", 1, 0, 9);

    SettingsException wrong = catchThrowableOfType(SettingsException.class, settings::check);
    assertThat(wrong.getMessage()).hasSizeLessThan(200).contains("99... is not a number");
  }

  @Test
  void secret_thatCannotBeRead_isAProblemOfItsOwn() throws IOException {
    Files.write(secrets.resolve("binary"), new byte[] {(byte) 0xc3, (byte) 0x28});
    Settings settings = settings();
    settings.secret("binary");

    assertThatThrownBy(settings::check).hasMessage("the secret binary cannot be read");
  }

  @Test
  void secretsThemselves_areInNoProblemAndNotInForce() throws IOException {
    mount("secret", "hush-hush");
    Settings settings = settings();
    Secret secret = settings.secret("secret");
    settings.problem("something else");

    assertThat(secret.reveal()).isEqualTo("hush-hush");
    assertThat(settings.inForce().toString()).doesNotContain("hush");
    assertThatThrownBy(settings::check).hasMessage("something else");
  }

  private Settings settings() {
    variables.put("secret_mount_path", secrets.toString());
    return Settings.of(variables::get);
  }

  private void mount(String name, String value) throws IOException {
    Files.writeString(secrets.resolve(name), value);
  }
}
