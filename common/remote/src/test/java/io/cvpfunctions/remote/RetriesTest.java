package io.cvpfunctions.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cvpfunctions.remote.CallFailedException.Kind;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetriesTest {
  private static final Budget PLENTY = Budget.of(Duration.ofMinutes(1));

  private final AtomicInteger attempts = new AtomicInteger();

  @Test
  void read_answered_isAttemptedOnce() {
    assertThat(Retries.read(PLENTY, attempts::incrementAndGet)).isEqualTo(1);
  }

  @Test
  void read_answeredAtLast_isTheAnswer() {
    assertThat(Retries.read(PLENTY, failing(Kind.BROKEN, 2))).isEqualTo("answer 3");
  }

  @ParameterizedTest
  @EnumSource
  void read_failingForEver_isAttemptedThriceWhereThatCanHelp(Kind kind) {
    boolean helps = Set.of(Kind.NOT_SENT, Kind.NO_ANSWER, Kind.BROKEN, Kind.LATER).contains(kind);

    assertThatThrownBy(() -> Retries.read(PLENTY, failing(kind, 9))).hasMessage("CMDB: no");

    assertThat(attempts).hasValue(helps ? 3 : 1);
  }

  @ParameterizedTest
  @EnumSource
  void write_failingForEver_isRepeatedOnlyWhereItWasNotSent(Kind kind) {
    assertThatThrownBy(() -> Retries.write(PLENTY, failing(kind, 9))).hasMessage("CMDB: no");

    assertThat(attempts).hasValue(kind == Kind.NOT_SENT ? 3 : 1);
  }

  @Test
  void read_budgetTooSmallForAPause_isNotRepeated() {
    Budget little = Budget.of(Duration.ofMillis(100));

    assertThatThrownBy(() -> Retries.read(little, failing(Kind.BROKEN, 9))).hasMessage("CMDB: no");

    assertThat(attempts).hasValue(1);
  }

  @Test
  void read_budgetEndsBetween_theLastFailureIsTold() {
    Budget forTwo = Budget.of(Duration.ofMillis(650));

    assertThatThrownBy(() -> Retries.read(forTwo, failing(Kind.BROKEN, 9))).hasMessage("CMDB: no");

    assertThat(attempts).hasValueBetween(1, 2);
  }

  @Test
  void read_retryAfterWithinTheBudget_isWaitedFor() {
    long begin = System.nanoTime();

    Object answer = Retries.read(PLENTY, laterBy(Duration.ofMillis(300)));

    assertThat(answer).isEqualTo("answer 2");
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(299));
  }

  @Test
  void read_retryAfterBeyondTheBudget_isNotWaitedFor() {
    long begin = System.nanoTime();

    assertThatThrownBy(() -> Retries.read(PLENTY, laterBy(Duration.ofMinutes(2))))
        .hasMessage("CMDB: busy");

    assertThat(attempts).hasValue(1);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void read_anyOtherException_passesThrough() {
    Supplier<String> bug =
        () -> {
          attempts.incrementAndGet();
          throw new IllegalStateException("bug");
        };
    assertThatThrownBy(() -> Retries.read(PLENTY, bug)).hasMessage("bug");
    assertThat(attempts).hasValue(1);
  }

  private Supplier<String> failing(Kind kind, int times) {
    return () -> {
      if (attempts.incrementAndGet() > times) return "answer " + attempts;
      throw CallFailedException.of("CMDB", kind, "no");
    };
  }

  private Supplier<String> laterBy(Duration pause) {
    return () -> {
      if (attempts.incrementAndGet() > 1) return "answer " + attempts;
      throw CallFailedException.later("CMDB", "busy", pause);
    };
  }
}
