package io.cvpfunctions.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.cvpfunctions.function.Call;
import io.cvpfunctions.function.Outcome;
import io.cvpfunctions.function.Problem;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RateLimitTest {
  private final FakeSlack slack = new FakeSlack();
  private final List<Duration> waits = new ArrayList<>();
  private final NotifySlack function = function();
  private Runnable whileWaiting = () -> {};

  @AfterEach
  void stop() {
    function.close();
    slack.close();
  }

  @Test
  void retryAfterThatFits_isWaitedForOnce() {
    slack.answers(later("7"), FakeSlack.ok());

    assertThat(tell(Duration.ofSeconds(24)).word()).isEqualTo("done");
    assertThat(waits).containsExactly(Duration.ofSeconds(7));
    assertThat(slack.posts()).hasSize(2);
  }

  @Test
  void noRetryAfter_isOneSecond() {
    slack.answers(FakeSlack.answer(429, "rate_limited"), FakeSlack.ok());

    assertThat(tell(Duration.ofSeconds(24)).word()).isEqualTo("done");
    assertThat(waits).containsExactly(Duration.ofSeconds(1));
  }

  @Test
  void jsonInsteadOfText_isUnderstoodToo() {
    slack.answers(
        FakeSlack.answer(200, "{\"ok\":false,\"error\":\"ratelimited\"}"), FakeSlack.ok());

    assertThat(tell(Duration.ofSeconds(24)).word()).isEqualTo("done");
    assertThat(waits).hasSize(1);
  }

  @Test
  void retryAfterLongerThanTheBudget_isHandedBackAtOnce() {
    slack.answers(later("30"));

    Problem problem = problem(Duration.ofSeconds(24));

    assertThat(problem.status()).isEqualTo(429);
    assertThat(problem.retryAfter()).contains("30");
    assertThat(waits).isEmpty();
    assertThat(slack.posts()).hasSize(1);
  }

  @Test
  void limitedTwice_isHandedBackWithWhatSlackSaidLast() {
    slack.answers(later("1"), later("9"), later("5"));

    Problem problem = problem(Duration.ofSeconds(24));

    assertThat(problem.status()).isEqualTo(429);
    assertThat(problem.retryAfter()).contains("9");
    assertThat(problem(Duration.ofSeconds(5)).status()).isEqualTo(429);
    assertThat(slack.posts()).hasSize(2);
  }

  @Test
  void eventThatIsBeingTold_isPutOffAndNotPostedTwice() {
    List<Problem> meanwhile = new ArrayList<>();
    whileWaiting = () -> meanwhile.add(problem(Duration.ofSeconds(24)));
    slack.answers(later("1"), FakeSlack.ok());

    assertThat(tell(Duration.ofSeconds(24)).word()).isEqualTo("done");
    assertThat(meanwhile).extracting(Problem::status).containsExactly(503);
    assertThat(slack.posts()).hasSize(2);
  }

  @Test
  void whileSlackWantsNothing_nothingIsSent() {
    slack.answers(later("30"), FakeSlack.ok());
    problem(Duration.ofSeconds(24));

    Problem problem = problem(Duration.ofSeconds(24));

    assertThat(problem.status()).isEqualTo(429);
    assertThat(problem.retryAfter()).isIn(Optional.of("30"), Optional.of("29"));
    assertThat(slack.posts()).hasSize(1);
  }

  private void sleep(Duration wait) {
    waits.add(wait);
    whileWaiting.run();
  }

  private NotifySlack function() {
    try {
      Path secrets = Files.createTempDirectory("secrets");
      Files.writeString(secrets.resolve("slack-webhook-url"), slack.url());
      Map<String, String> values =
          Map.of("secret_mount_path", secrets.toString(), "slack_pace", "0s");
      return NotifySlack.from(Settings.of(values::get), this::sleep);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private Outcome tell(Duration budget) {
    Call call = Call.of("call-1", Budget.of(budget), Map.of(), Map.of());
    return function.handle(Samples.move(1, "DC1-Leaf"), call);
  }

  private Problem problem(Duration budget) {
    RuntimeException failure =
        Assertions.catchThrowableOfType(RuntimeException.class, () -> tell(budget));
    return Problem.from(failure);
  }

  private static ResponseDefinitionBuilder later(String seconds) {
    return FakeSlack.answer(429, "rate_limited").withHeader("Retry-After", seconds);
  }
}
