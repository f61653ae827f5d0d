package io.cvpfunctions.remote;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTest {
  @Test
  void json_object_isRead() {
    assertThat(answer("{\"ok\": true}\n").json().orElseThrow().path("ok").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "<html>",
        "{\"ok\":",
        "{} {}",
        "{\"ok\":true}<html>",
        "ok",
        "\u0000\u0000"
      })
  void json_anythingElse_isEmpty(String body) {
    assertThat(answer(body).json()).isEmpty();
  }

  @Test
  void json_bytesOfNoCharacterSet_areEmpty() {
    byte[] utf32 = {0, 0, (byte) 0xff, (byte) 0xfe, 0, 17, 0, 0};
    assertThat(new Answer(200, Headers.of(), utf32).json()).isEmpty();
    assertThat(answer("[".repeat(5000)).json()).isEmpty();
  }

  @Test
  void retryAfter_seconds_areRead() {
    assertThat(retryAfter("30")).isEqualTo(Duration.ofSeconds(30));
    assertThat(retryAfter(" 0 ")).isZero();
  }

  @Test
  void retryAfter_date_isTheTimeUntilThen() {
    ZonedDateTime now = ZonedDateTime.now(ZoneOffset.UTC);
    String soon = DateTimeFormatter.RFC_1123_DATE_TIME.format(now.plusMinutes(2));

    assertThat(retryAfter(soon)).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(121));
    assertThat(retryAfter("Wed, 21 Oct 2015 07:28:00 GMT")).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-1", "1.5", "99999999999", "Someday, 21 Oct 2015"})
  void retryAfter_nonsense_isEmpty(String header) {
    assertThat(new Answer(503, Headers.of("Retry-After", header), new byte[0]).retryAfter())
        .isEmpty();
  }

  @Test
  void retryAfter_none_isEmpty() {
    assertThat(answer("").retryAfter()).isEmpty();
  }

  @Test
  void excerpt_longBody_isOneShortLine() {
    assertThat(answer(" <html>\r\n\t<b>no\u0007\n ").excerpt()).isEqualTo("<html> <b>no");
    assertThat(answer("x".repeat(1 << 20)).excerpt()).isEqualTo("x".repeat(200) + "...");
    assertThat(answer("").excerpt()).isEmpty();
  }

  @Test
  void ok_isTwoHundredToTwoNinetyNine() {
    assertThat(new Answer(202, Headers.of(), new byte[0]).ok()).isTrue();
    assertThat(new Answer(302, Headers.of(), new byte[0]).ok()).isFalse();
  }

  @Test
  void toString_holdsNoBody() {
    assertThat(answer("hush")).hasToString("HTTP 200, 4 bytes");
  }

  private static Answer answer(String body) {
    return new Answer(200, Headers.of(), body.getBytes(UTF_8));
  }

  private static Duration retryAfter(String header) {
    Headers headers = Headers.of("Retry-After", header);
    return new Answer(503, headers, new byte[0]).retryAfter().orElseThrow();
  }
}
