package io.cvpfunctions.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class GoDurationProperties {
  private static final long YEAR = 365L * 24 * 3600 * 1000;

  @Property
  void parse_whatFormatWrote_isTheSameToTheMillisecond(@ForAll @LongRange(max = YEAR) long millis) {
    Duration duration = Duration.ofMillis(millis);

    assertThat(GoDuration.parse(GoDuration.format(duration))).contains(duration);
  }

  @Property
  void parse_anyText_isADurationOrNothing(@ForAll String text) {
    GoDuration.parse(text)
        .ifPresent(duration -> assertThat(duration).isGreaterThanOrEqualTo(Duration.ZERO));
  }
}
