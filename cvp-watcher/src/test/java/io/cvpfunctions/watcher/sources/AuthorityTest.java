package io.cvpfunctions.watcher.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.cvpfunctions.watcher.SettableClock;
import io.cvpfunctions.watcher.sources.Authority.Offer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorityTest {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final SettableClock clock = new SettableClock();
  private final Authority authority = new Authority(true, true, PATIENCE, clock);

  @ParameterizedTest(name = "REST {0}, stream {1}: {2}")
  @CsvSource({
    "CONTAINERS, UNKNOWN, poll",
    "CONTAINERS, CONTAINERS, poll",
    "ONLY_UNDEFINED, UNKNOWN, nobody yet",
    "ONLY_UNDEFINED, CONTAINERS, provisioned",
    "ONLY_UNDEFINED, ONLY_UNDEFINED, poll",
    "ONLY_UNDEFINED, NONE, poll",
    "NONE, CONTAINERS, provisioned",
    "NONE, ONLY_UNDEFINED, provisioned",
    "NONE, NONE, nobody yet",
    "UNKNOWN, CONTAINERS, nobody yet"
  })
  void leader_ofWhatIsOffered_isWhoHasContainers(Offer rest, Offer stream, String leader) {
    authority.rest(rest);
    authority.stream(stream);
    assertThat(authority.leader().orElse("nobody yet")).isEqualTo(leader);
  }

  @Test
  void leader_restLosesItsContainers_handsOverOnlyAfterALongTime() {
    authority.rest(Offer.CONTAINERS);
    authority.stream(Offer.CONTAINERS);
    for (int i = 0; i < 2; i++) {
      authority.rest(Offer.NONE);
      clock.pass(PATIENCE);
    }
    assertThat(authority.leader()).isEmpty();
    authority.rest(Offer.ONLY_UNDEFINED);
    assertThat(authority.leader()).contains("provisioned");
    authority.rest(Offer.CONTAINERS);
    assertThat(authority.leader()).contains("poll");
  }

  @Test
  void noContainers_onlyWhereNeitherHasAny_letsTheTagStandIn() {
    authority.rest(Offer.NONE);
    assertThat(authority.noContainers()).isFalse();
    authority.stream(Offer.ONLY_UNDEFINED);
    assertThat(authority.noContainers()).isTrue();
    authority.rest(Offer.CONTAINERS);
    assertThat(authority.noContainers()).isFalse();
  }
}
