package io.cvpfunctions.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is sent: it is read as one of the four things there are, or said to be malformed. */
class EventCodecProperties {
  private final EventCodec codec = new EventCodec();

  @Property(tries = 2000)
  void anyBytes_areReadOrMalformed(@ForAll byte[] body) {
    readOrMalformed(Map.of(), body);
  }

  @Property(tries = 2000)
  void anythingLikeAnEvent_isReadOrMalformed(
      @ForAll("fragments") String body, @ForAll("contentTypes") String contentType) {
    readOrMalformed(Map.of("content-type", contentType), body.getBytes(StandardCharsets.UTF_8));
  }

  @Property(tries = 1000)
  void anyHeaders_areReadOrMalformed(
      @ForAll("fragments") String id, @ForAll("fragments") String time) {
    Map<String, String> headers =
        Map.of(
            "ce-specversion",
            "1.0",
            "ce-id",
            id,
            "ce-source",
            "/",
            "ce-type",
            "t",
            "ce-time",
            time);
    readOrMalformed(headers, new byte[] {'{', '}'});
  }

  private void readOrMalformed(Map<String, String> headers, byte[] body) {
    EventMessage message;
    try {
      message = codec.read(headers, body);
    } catch (MalformedEventException malformed) {
      assertThat(malformed.problems()).isNotEmpty();
      return;
    }
    long found =
        Stream.of(message.event(), message.batch(), message.json(), message.text())
            .filter(Optional::isPresent)
            .count();
    assertThat(found).isEqualTo(1);
  }

  @Provide
  Arbitrary<String> fragments() {
    return Arbitraries.of(
            "{",
            "}",
            "[",
            "]",
            "\"",
            ":",
            ",",
            "specversion",
            "1.0",
            "id",
            "source",
            "type",
            "data",
            "null",
            "1e999",
            "\\u0000",
            "\u00e9",
            "\ud83d\ude00",
            " ",
            "%",
            "%zz",
            "2026-01-02T03:04:05Z")
        .list()
        .ofMaxSize(30)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<String> contentTypes() {
    return Arbitraries.of(
        "",
        "text/plain",
        "application/json",
        EventCodec.STRUCTURED,
        EventCodec.BATCH,
        ";",
        "x/y+json");
  }
}
