package io.cvpfunctions.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.EventCodec;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.remote.Secret;
import io.cvpfunctions.remote.Signature;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignatureCheckTest {
  private static final Signature SIGNATURE = Signature.with(Secret.of("key"));
  private static final CloudEvent MOVE = RunningFunction.move("1", "JPE1");
  private static final EventCodec CODEC = new EventCodec();

  @TempDir Path secrets;

  private RunningFunction echo;

  @BeforeEach
  void start() {
    FakeClock clock = new FakeClock(Instant.parse("2026-01-02T03:10:00Z"));
    echo = RunningFunction.in(secrets).mount("payload-secret", "key\n").at(clock);
  }

  @AfterEach
  void stop() {
    echo.close();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-02T03:10:00Z, 200",
    "2026-01-02T03:05:00Z, 200",
    "2026-01-02T03:04:59Z, 401",
    "2026-01-02T03:15:00Z, 200",
    "2026-01-02T03:15:01Z, 401",
    "2026-01-02T04:10:00+01:00, 200",
    "yesterday, 401",
  })
  void sentAt_isWithinFiveMinutesOfOurClock(String sentAt, int status) {
    CloudEvent sent = Events.withExtension(MOVE, Events.SENT_AT, sentAt);

    assertThat(signed(sent).status()).isEqualTo(status);
    assertThat(echo.function.seen).hasSize(status == 200 ? 1 : 0);
  }

  @Test
  void oneOldEvent_refusesTheWholeBatch() {
    CloudEvent old = Events.withExtension(MOVE, Events.SENT_AT, "2026-01-02T03:00:00Z");
    List<CloudEvent> batch = List.of(RunningFunction.move("2", "JPE2"), old);
    String header = SIGNATURE.sign(CODEC.batch(batch));

    Received answer = echo.send(batch, Map.of(Signature.HEADER, header));

    assertThat(answer.status()).isEqualTo(401);
    assertThat(echo.function.seen).isEmpty();
  }

  @Test
  void binaryMode_whoseAttributesNobodySigned_isRefused() {
    String body = "{\"device\":{\"serialNumber\":\"JPE1\"}}";
    Map<String, String> headers =
        Map.of(
            "Content-Type",
            "application/json",
            "ce-specversion",
            "1.0",
            "CE-ID",
            "forged",
            "ce-source",
            "https://cvp.example",
            "ce-type",
            MOVE.getType(),
            Signature.HEADER,
            SIGNATURE.sign(body.getBytes(StandardCharsets.UTF_8)));

    Received answer = echo.send("POST", body, headers);

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.json().path("errors").path(0).asText()).contains("structured mode");
    assertThat(echo.function.seen).isEmpty();
  }

  @Test
  void signedByFaasCli_needsNoSentAt() {
    assertThat(signed(MOVE).status()).isEqualTo(200);
  }

  @Test
  void typedAndSigned_isLetIn() {
    String body =
        "{\"device\":{\"serialNumber\":\"JPE1\"},\"from\":{\"name\":\"a\"},"
            + "\"to\":{\"name\":\"b\"}}";
    String header = SIGNATURE.sign(body.getBytes(StandardCharsets.UTF_8));

    assertThat(echo.send("POST", body, Map.of(Signature.HEADER, header)).status()).isEqualTo(200);
  }

  @Test
  void unsigned_isRefusedWithTheLineThatSigns() {
    Received answer = echo.send(MOVE);

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.json().path("detail").asText())
        .isEqualTo(
            "there is no signature: faas-cli invoke echo --sign X-Signature-256"
                + " --key \"$(cat payload-secret)\"");
    assertThat(echo.send("GET", "", Map.of()).status()).isEqualTo(200);
  }

  private Received signed(CloudEvent event) {
    return echo.send(event, Map.of(Signature.HEADER, SIGNATURE.sign(CODEC.structured(event))));
  }
}
