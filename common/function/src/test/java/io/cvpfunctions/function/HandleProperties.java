package io.cvpfunctions.function;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cvpfunctions.remote.Settings;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever is sent, there is an answer, and it is never our own failure. */
class HandleProperties {
  private static final Set<Integer> KNOWN = Set.of(200, 400, 405, 413, 422);
  private static final Map<String, String> SETTINGS = Map.of("max_body", "300");
  private static final FunctionHandler HANDLER =
      FunctionHandler.start(
          "echo",
          settings -> new FakeFunction(),
          () -> Settings.of(SETTINGS::get),
          Clock.systemUTC());

  private static final String EVENT =
      "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"x\",\"type\":\"cvp.device.moved\","
          + "\"time\":\"2026-01-02T03:04:05Z\",\"sentat\":\"x\","
          + "\"data\":{\"device\":{\"serialNumber\":\"JPE1\"},\"from\":{\"name\":\"a\"},"
          + "\"to\":{\"name\":\"b\"}}}";

  @Property(tries = 500)
  void handle_anyBytes_isAnsweredWithAKnownStatus(
      @ForAll("methods") String method,
      @ForAll byte[] body,
      @ForAll("headers") Map<String, String> headers) {
    assertKnown(method, body, headers);
  }

  @Property(tries = 500)
  void handle_eventWithAnOddValue_isAnsweredWithAKnownStatus(@ForAll("oddEvents") String body) {
    assertKnown("POST", body.getBytes(UTF_8), Map.of());
  }

  @Property(tries = 500)
  void handle_almostAnEvent_isAnsweredWithAKnownStatus(
      @ForAll("nearEvents") String body, @ForAll("headers") Map<String, String> headers) {
    assertKnown("POST", body.getBytes(UTF_8), headers);
  }

  private static void assertKnown(String method, byte[] body, Map<String, String> headers) {
    Received answer = new Received(HANDLER.handle(new FakeRawRequest(method, body, headers)));

    assertThat(answer.status()).as(answer.body()).isIn(KNOWN);
    assertThat(answer.contentType()).isNotBlank();
    assertThat(answer.header("X-Call-Id")).isNotBlank();
    assertThat(answer.json().isObject()).isTrue();
  }

  @Provide
  Arbitrary<String> methods() {
    return Arbitraries.frequencyOf(
        Tuple.of(8, Arbitraries.just("POST")),
        Tuple.of(1, Arbitraries.of("GET", "HEAD", "PUT", "DELETE")),
        Tuple.of(1, Arbitraries.strings()));
  }

  /** An event, or a batch of it, in which one piece was replaced by anything. */
  @Provide
  Arbitrary<String> nearEvents() {
    Arbitrary<Integer> from = Arbitraries.integers().between(0, EVENT.length());
    Arbitrary<Integer> length = Arbitraries.integers().between(0, 12);
    Arbitrary<String> other = Arbitraries.strings().ofMaxLength(8);
    Arbitrary<String> one = Combinators.combine(from, length, other).as(HandleProperties::damaged);
    return Arbitraries.oneOf(one, one.map(event -> "[" + event + "]"));
  }

  /** An event, or a batch of it, in which two values were replaced by any other JSON. */
  @Provide
  Arbitrary<String> oddEvents() {
    Matcher value = Pattern.compile("\"[^\"]*\"(?=[,}])").matcher(EVENT);
    List<String> values = value.results().map(MatchResult::group).collect(Collectors.toList());
    Arbitrary<String> one = Arbitraries.of(values);
    Arbitrary<String> odd =
        Arbitraries.of(
            "null",
            "{}",
            "[]",
            "7",
            "-1e999",
            "true",
            "\"\"",
            "\" \"",
            "\"cvp.device.added\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"http://[\"",
            "\"2026-13-01T00:00:00Z\"",
            "[[{}]]");
    Arbitrary<String> event =
        Combinators.combine(one, odd, one, odd)
            .as((a, b, c, d) -> EVENT.replace(a, b).replace(c, d));
    return Arbitraries.oneOf(event, event.map(each -> "[" + each + "]"));
  }

  private static String damaged(int from, int length, String other) {
    int to = Math.min(EVENT.length(), from + length);
    return EVENT.substring(0, from) + other + EVENT.substring(to);
  }

  @Provide
  Arbitrary<Map<String, String>> headers() {
    Arbitrary<String> names =
        Arbitraries.of(
            "ce-specversion",
            "ce-id",
            "ce-source",
            "ce-type",
            "ce-time",
            "ce-subject",
            "CE-X",
            "Content-Type",
            "X-Timeout",
            "X-Chain",
            "X-Call-Id",
            "X-Signature-256",
            "X-First-Attempt");
    Arbitrary<String> values =
        Arbitraries.oneOf(
            Arbitraries.strings(),
            Arbitraries.of(
                "1.0",
                "cvp.device.moved",
                "application/cloudevents+json",
                "application/json",
                "application/cloudevents-batch+json; charset=utf-8",
                "24s",
                "caller",
                "%",
                "%zz"));
    return Arbitraries.maps(names, values).ofMaxSize(4);
  }
}
