package io.cvpfunctions.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cloudevents.CloudEvent;
import io.cloudevents.jackson.JsonFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {
  private static final String EVENT =
      "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"https://cvp.example\","
          + "\"type\":\"cvp.device.moved\",\"subject\":\"JPE1\",\"data\":{\"a\":1}}";

  private final EventCodec codec = new EventCodec();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/cloudevents+json",
        "application/cloudevents+json; charset=utf-8",
        "text/plain",
        "application/json",
        "application/x-www-form-urlencoded",
        ""
      })
  void read_structured_whateverTheContentTypeSays(String contentType) {
    CloudEvent event = read(Map.of("Content-Type", contentType), EVENT).event().orElseThrow();

    assertThat(event.getType()).isEqualTo("cvp.device.moved");
    assertThat(Events.json(event).path("a").asInt()).isEqualTo(1);
  }

  @Test
  void read_binary_takesAttributesFromHeaders() {
    Map<String, String> headers =
        Map.of(
            "CE-SpecVersion", "1.0",
            "Ce-Id", "7",
            "ce-source", "/x",
            "ce-type", "t",
            "ce-subject", "caf%C3%A9",
            "content-type", "application/json");

    CloudEvent event = read(headers, "{\"a\":2}").event().orElseThrow();

    assertThat(event.getId()).isEqualTo("7");
    assertThat(event.getSubject()).isEqualTo("café");
    assertThat(Events.json(event).path("a").asInt()).isEqualTo(2);
  }

  @Test
  void read_binaryWithARepeatedKey_isToldWhereTheDataIsRead() {
    Map<String, String> headers =
        Map.of("ce-specversion", "1.0", "ce-id", "7", "ce-source", "/x", "ce-type", "t");
    CloudEvent event = read(headers, "{\"device\":{},\"device\":{}}").event().orElseThrow();

    assertThat(catchThrowableOfType(EventDataException.class, () -> Events.json(event)))
        .hasMessageContaining("the key /device is given twice");
  }

  @Test
  void read_listOfOtherObjects_isJson() {
    assertThat(read(Map.of(), "[{\"title\":\"x\"}]").json()).isPresent();
  }

  @Test
  void read_batch_keepsTheOrder() {
    String second = EVENT.replace("\"id\":\"1\"", "\"id\":\"2\"");
    List<CloudEvent> events =
        read(Map.of(), "[" + EVENT + "," + second + "]").batch().orElseThrow();

    assertThat(events).extracting(CloudEvent::getId).containsExactly("1", "2");
  }

  @Test
  void read_jsonWithoutAttributes_isTyped() {
    EventMessage message = read(Map.of("Content-Type", "text/plain"), " {\"device\":{}}");

    assertThat(message.json().orElseThrow().has("device")).isTrue();
    assertThat(message.event()).isEmpty();
    assertThat(message.text()).isEmpty();
  }

  @Test
  void read_text_isTyped() {
    assertThat(read(Map.of(), "10.0.0.1\n").text()).contains("10.0.0.1");
  }

  @ParameterizedTest
  @CsvSource({
    "'', the body is empty",
    "'[]', the batch is empty",
    "'{\"a\":', correct it at line 1",
    "'{} {}', not JSON",
    "'{\"a\":1,\"b\":{\"c\":1,\"c\":2}}', 'the key /b/c is given twice, again at line 1, column 22'",
    "'{\"specversion\":\"1.0\",\"id\":\"1\",\"id\":\"2\"}', the key /id is given twice",
    "'[{\"a\":1,\"a\":1}]', the key /0/a is given twice",
    "'[1]', 'event 0: an event is a JSON object'",
    "'{\"specversion\":\"1.0\"}', attribute source is missing",
    "'{\"specversion\":\"9\",\"id\":\"1\",\"source\":\"/\",\"type\":\"t\"}', not a CloudEvent",
    "'{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/\",\"type\":\"t\",\"time\":\"noon\"}', CloudEvent",
  })
  void read_malformed_saysWhatIsWrong(String body, String expected) {
    MalformedEventException malformed =
        catchThrowableOfType(MalformedEventException.class, () -> read(Map.of(), body));

    assertThat(malformed).hasMessageContaining(expected);
  }

  @Test
  void read_batchWithTwoBadEvents_namesBoth() {
    MalformedEventException malformed =
        catchThrowableOfType(
            MalformedEventException.class,
            () -> read(Map.of(), "[{\"specversion\":\"1.0\"}," + EVENT + ",5]"));

    assertThat(malformed.problems())
        .anyMatch(problem -> problem.startsWith("event 0:"))
        .anyMatch(problem -> problem.startsWith("event 2:"));
  }

  /** Numbers are not rounded, and nothing is escaped in another way. */
  @ParameterizedTest
  @ValueSource(strings = {"{\"a\": 1.10 ,\"b\":\"caf\u00e9 \\u00e9\"}", "[1e2, {}]", "{ }"})
  void read_data_isPassedOnAsItCame(String data) {
    String event = EVENT.replace("{\"a\":1}", data);
    String padded = "\ufeff [ " + event + " , " + event + " ] ";

    assertThat(sent(read(Map.of(), event).event().orElseThrow())).isEqualTo(data);
    assertThat(read(Map.of("content-type", EventCodec.BATCH), padded).batch().orElseThrow())
        .extracting(EventCodecTest::sent)
        .containsExactly(data, data);
  }

  @Test
  void read_dataLaidOutInLines_isPassedOnInOne() {
    String event = EVENT.replace("{\"a\":1}", "{\n  \"a\": [1,\r\n 2]\n}");

    assertThat(sent(read(Map.of(), event).event().orElseThrow())).isEqualTo("{\"a\":[1,2]}");
  }

  @Test
  void read_anotherEncodingOfJson_isReadAllTheSame() {
    byte[] body = EVENT.replace("JPE1", "café").getBytes(StandardCharsets.UTF_16);
    CloudEvent event =
        codec.read(Map.of("content-type", EventCodec.STRUCTURED), body).event().orElseThrow();

    assertThat(event.getSubject()).isEqualTo("café");
    assertThat(sent(event)).isEqualTo("{\"a\":1}");
  }

  private static String sent(CloudEvent event) {
    return new String(event.getData().toBytes(), StandardCharsets.UTF_8);
  }

  /** As CloudEvents' own reader of the format reads them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",\"data\":{\"a\":[1,{}]}",
        ",\"data\":[]",
        ",\"data\":\"text\"",
        ",\"data\":7",
        ",\"data\":null",
        ",\"data\":{},\"time\":\"2026-01-02T03:04:05+01:00\"",
        ",\"data_base64\":\"AAEC\",\"datacontenttype\":\"image/png\"",
        ",\"datacontenttype\":\"text/plain\",\"data\":\"text\"",
        ",\"datacontenttype\":\"application/x+json\",\"data\":{\"a\":1}",
        ",\"datacontenttype\":\"application/json\"",
        ",\"dataschema\":null,\"data\":{}",
        ",\"dataschema\":\"/schema\",\"count\":7,\"flag\":true,\"word\":\"w\""
      })
  void read_anyForm_isWhatTheLibraryReads(String more) {
    String text = EVENT.replace(",\"data\":{\"a\":1}", more);
    CloudEvent theirs = new JsonFormat().deserialize(text.getBytes(StandardCharsets.UTF_8));
    CloudEvent ours = read(Map.of(), text).event().orElseThrow();

    assertThat(codec.toJson(ours)).isEqualTo(codec.toJson(theirs));
    assertThat(codec.fromJson(codec.toJson(ours)).getAttributeNames())
        .isEqualTo(theirs.getAttributeNames());
    assertThat(ours.getDataContentType()).isEqualTo(theirs.getDataContentType());
  }

  @Test
  void read_olderVersion_isReadByItsOwnRules() {
    String old =
        EVENT
            .replace("\"1.0\"", "\"0.3\"")
            .replace("{\"a\":1}", "\"AAEC\",\"datacontentencoding\":\"base64\"");

    assertThat(read(Map.of(), old).event().orElseThrow().getData().toBytes())
        .containsExactly(0, 1, 2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"subject\":7", "\"No\":\"x\"", "\"data_base64\":\"AA==\"", "\"source\":\"a b\""})
  void read_attributeOfTheWrongForm_isMalformed(String wrong) {
    String event =
        EVENT
            .replace(wrong.contains("source") ? "source" : "other", "other")
            .replace("\"subject\":\"JPE1\"", wrong);

    assertThat(catchThrowableOfType(MalformedEventException.class, () -> read(Map.of(), event)))
        .hasMessageContaining("not a CloudEvent");
  }

  @Test
  void read_neitherJsonNorText_isMalformed() {
    MalformedEventException malformed =
        catchThrowableOfType(
            MalformedEventException.class,
            () -> codec.read(Map.of(), new byte[] {(byte) 0xff, (byte) 0xfe, 1}));

    assertThat(malformed).hasMessageContaining("neither JSON nor UTF-8 text");
  }

  @Test
  void batch_roundTrip_isTheSame() {
    CloudEvent event = read(Map.of(), EVENT).event().orElseThrow();

    byte[] batch = codec.batch(List.of(event, event));

    assertThat(codec.read(Map.of("content-type", EventCodec.BATCH), batch).batch())
        .contains(List.of(event, event));
  }

  private EventMessage read(Map<String, String> headers, String body) {
    return codec.read(headers, body.getBytes(StandardCharsets.UTF_8));
  }
}
