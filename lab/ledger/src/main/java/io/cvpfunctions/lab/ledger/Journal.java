package io.cvpfunctions.lab.ledger;

import io.cvpfunctions.lab.ledger.schedule.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What was done when: the schedule as it was really played. */
final class Journal {
  private static final Duration AROUND = Duration.ofSeconds(4);

  private final List<Entry> entries = new ArrayList<>();

  private record Entry(Instant at, String what) {
    @Override
    public String toString() {
      return "  " + at + " " + what;
    }
  }

  void note(Step step) {
    entries.add(new Entry(Instant.now(), step.what()));
  }

  @Override
  public String toString() {
    return entries.stream().map(Entry::toString).collect(Collectors.joining("\n"));
  }

  int size() {
    return entries.size();
  }

  /** What happened shortly before and after. */
  List<String> around(Instant moment) {
    return entries.stream()
        .filter(each -> each.at().isAfter(moment.minus(AROUND)))
        .filter(each -> each.at().isBefore(moment.plus(AROUND)))
        .map(Entry::toString)
        .toList();
  }
}
