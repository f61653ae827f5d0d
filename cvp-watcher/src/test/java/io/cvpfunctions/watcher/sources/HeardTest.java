package io.cvpfunctions.watcher.sources;

import static io.cvpfunctions.watcher.sources.EventMessages.second;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeardTest {
  private static final int MARGIN = (int) Heard.MARGIN.toSeconds();

  private final Heard heard = Heard.nothing();

  @Test
  void mark_whileHistoryIsOwed_staysBeforeTheGap() {
    Heard before = Heard.until(second(5000), second(0));
    before.begin();
    before.hears(second(9000));
    before.begin();
    assertThat(before.mark()).isEqualTo(second(5000));
    assertThat(before.from()).isEqualTo(second(5000 - MARGIN));
    before.repaid();
    assertThat(before.mark()).isEqualTo(second(9000));
  }

  @Test
  void from_soonAfterTheBaseline_isTheBaseline() {
    baseline(100);
    heard.hears(second(101));
    heard.begin();
    assertThat(heard.owes()).isTrue();
    assertThat(heard.from()).isEqualTo(second(100));
  }

  @Test
  void begin_beforeTheBaseline_owesNothing() {
    heard.begin();
    assertThat(heard.owes()).isFalse();
  }

  @Test
  void mark_clockAheadAtTheBaseline_isWhatTheServerSaid() {
    heard.begin();
    heard.hears(second(10));
    heard.complete(second(3600));
    assertThat(heard.mark()).isEqualTo(second(10));
  }

  @Test
  void baseline_clockAhead_isPutRightByWhatHappens() {
    baseline(3600);
    heard.happens(second(20));
    heard.hears(second(20));
    assertThat(heard.baseline()).isEqualTo(second(20));
    assertThat(heard.mark()).isEqualTo(second(20));
  }

  @Test
  void mark_clockAheadAndStartedAgain_isPutRightByWhatHappens() {
    baseline(3600);
    Heard again = Heard.until(heard.mark(), heard.baseline());
    again.happens(second(20));
    again.hears(second(20));
    assertThat(again.mark()).isEqualTo(second(20));
  }

  @Test
  void baseline_clockBehind_isNotBeforeWhatWasListed() {
    heard.begin();
    heard.hears(second(3600));
    heard.complete(second(0));
    assertThat(heard.baseline()).isEqualTo(second(3600));
  }

  private void baseline(int at) {
    heard.begin();
    heard.complete(second(at));
  }
}
