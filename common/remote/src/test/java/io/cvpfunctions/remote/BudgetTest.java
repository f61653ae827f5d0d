package io.cvpfunctions.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BudgetTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void left_neverMoreThanGivenAndShrinking() {
    Budget budget = Budget.of(MINUTE);
    Duration before = budget.left();

    assertThat(before).isLessThanOrEqualTo(MINUTE).isGreaterThan(MINUTE.minusSeconds(30));
    assertThat(budget.left()).isLessThanOrEqualTo(before);
    assertThat(budget.spent()).isFalse();
  }

  @Test
  void spentBudget_hasNothingLeft() {
    Budget budget = Budget.of(Duration.ofSeconds(-5));

    assertThat(budget.left()).isZero();
    assertThat(budget.spent()).isTrue();
    assertThat(budget.atMost(MINUTE)).isZero();
    assertThat(budget).hasToString("0s left");
  }

  @Test
  void atMost_isTheSmallerOfBoth() {
    Budget budget = Budget.of(MINUTE);

    assertThat(budget.atMost(Duration.ofSeconds(5))).hasSeconds(5);
    assertThat(budget.atMost(Duration.ofHours(1))).isLessThanOrEqualTo(MINUTE);
  }

  @Test
  void less_keepsBackTheReserve() {
    Budget budget = Budget.of(MINUTE).less(Duration.ofSeconds(30));

    assertThat(budget.left()).isLessThanOrEqualTo(Duration.ofSeconds(30));
    assertThat(budget.less(MINUTE).spent()).isTrue();
  }
}
