package io.cvpfunctions.watcher.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cvpfunctions.lab.openfaas.FaasGateway;
import io.cvpfunctions.lab.openfaas.FunctionResponse;
import io.cvpfunctions.remote.Answer;
import io.cvpfunctions.remote.HttpRemote;
import io.cvpfunctions.watcher.state.Delivery;
import io.cvpfunctions.watcher.state.Outbox.Message;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import okhttp3.Request;

/** Whatever a function answers, each event sent to it has one result, and its own. */
class AnyAnswerTest {
  private static final List<Delivery> SENT = List.of(delivery("m1"), delivery("m2"));
  private static final String EVENT =
      "{\"specversion\":\"1.0\",\"type\":\"t\",\"source\":\"s\",\"id\":\"x\"}";
  private static final String ONE =
      "\"status\":200,\"retryAfter\":5,\"detail\":\"d\",\"chainTo\":[\"g\"],"
          + "\"result\":{\"slackthread\":\"C1:1.2\"},\"event\":"
          + EVENT;
  private static final String BATCH =
      "{\"results\":[{\"id\":\"m1\"," + ONE + "},{\"id\":\"m2\"," + ONE + "}]}";

  private static final HttpRemote HTTP = HttpRemote.named("gateway");
  private static FaasGateway gateway;
  private static volatile FunctionResponse next;

  @BeforeContainer
  static void start() {
    gateway = FaasGateway.builder().start().function("f", request -> next);
  }

  @AfterContainer
  static void stop() {
    gateway.close();
    HTTP.close();
  }

  @Property(tries = 300)
  void single_isOfThatEvent_andDoneOnlyByItsStatus(
      @ForAll("statuses") int status, @ForAll("singles") String body) {
    Result result = AnswerReader.single(SENT.get(0), answered(status, body));

    assertThat(result.delivery()).isSameAs(SENT.get(0));
    assertThat(result.status()).isIn(status, 502);
    assertThat(result.reason()).isNotBlank();
  }

  @Property(tries = 300)
  void batch_hasAResultForEach_orIsHalved(
      @ForAll("statuses") int status, @ForAll("batches") String body) {
    Optional<List<Result>> results = AnswerReader.batch(SENT, answered(status, body));

    if (results.isEmpty()) assertThat(Judgement.of(status)).isEqualTo(Judgement.REJECTED);
    else assertThat(results.get()).map(Result::delivery).containsExactlyElementsOf(SENT);
  }

  private static Answer answered(int status, String body) {
    next = FunctionResponse.json(status, body);
    Request call = new Request.Builder().url(gateway.url() + "/function/f").build();
    return HTTP.call(call, Duration.ofSeconds(10));
  }

  @Provide
  Arbitrary<Integer> statuses() {
    return Arbitraries.of(200, 202, 400, 401, 413, 422, 500, 502, 503);
  }

  @Provide
  Arbitrary<String> singles() {
    return damaged("{" + ONE + "}");
  }

  @Provide
  Arbitrary<String> batches() {
    return damaged(BATCH);
  }

  /** A good answer in which one piece is something else. */
  private static Arbitrary<String> damaged(String good) {
    Arbitrary<String> odd =
        Arbitraries.oneOf(
            Arbitraries.strings().ofMaxLength(8),
            Arbitraries.of("null", "{}", "[[", "-1e999", "\"\\u0000\"", "\"\\ud800\"", "1e308"));
    return Combinators.combine(
            Arbitraries.integers().between(0, good.length()),
            Arbitraries.integers().between(0, 12),
            odd)
        .as((from, length, other) -> damaged(good, from, length, other));
  }

  private static String damaged(String good, int from, int length, String other) {
    int to = Math.min(good.length(), from + length);
    return good.substring(0, from) + other + good.substring(to);
  }

  private static Delivery delivery(String id) {
    CloudEvent event =
        CloudEventBuilder.v1().withId(id).withType("t").withSource(URI.create("s")).build();
    Duration none = Duration.ZERO;
    Message message = Message.of(event);
    Instant now = Instant.EPOCH;
    return new Delivery(1, "f", false, "A", message, 1, now, none, 0, now, 1);
  }
}
