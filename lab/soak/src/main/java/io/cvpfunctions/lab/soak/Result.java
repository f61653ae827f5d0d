package io.cvpfunctions.lab.soak;

import io.cvpfunctions.lab.month.judge.Judgement;
import io.cvpfunctions.lab.soak.load.Troubles.Met;
import io.cvpfunctions.lab.soak.measure.Lag.Late;
import io.cvpfunctions.lab.soak.measure.Sample;
import io.cvpfunctions.lab.soak.measure.Trend;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * All that came of a soak.
 *
 * @param repeated how often a function accepted what it had accepted before
 * @param samples by the name of the process
 */
public record Result(
    Instant begin,
    Instant end,
    int moves,
    int alarms,
    List<Met> troubles,
    Judgement judgement,
    long repeated,
    List<Late> moveLags,
    List<Late> eventLags,
    Map<String, List<Sample>> samples) {
  /** Processes whose memory or threads surely grow without end. */
  public List<String> leaks() {
    return samples.entrySet().stream()
        .filter(
            each ->
                Trend.of(each.getValue(), Sample::memory).leaks()
                    || Trend.of(each.getValue(), Sample::threads).leaks())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Whether every promise was kept. */
  public boolean good() {
    return judgement.findings().isEmpty() && leaks().isEmpty();
  }
}
