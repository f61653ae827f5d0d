package io.cvpfunctions.validation.report;

import io.cvpfunctions.events.ValidationReport;
import io.cvpfunctions.events.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What became of many devices, in numbers. Immutable. */
public final class Summary {
  static final String NOTHING = "nothing was run: no test is for the devices chosen";

  private final List<ValidationReport> reports;
  private final Map<Verdict, Integer> devices = new EnumMap<>(Verdict.class);
  private final Map<Verdict, Integer> tests = new EnumMap<>(Verdict.class);
  private final int unjudged;

  private Summary(List<ValidationReport> reports) {
    this.reports = reports;
    for (Verdict verdict : Verdict.values()) devices.put(verdict, 0);
    for (Verdict verdict : Verdict.values()) tests.put(verdict, 0);
    for (ValidationReport report : reports) {
      devices.merge(report.verdict(), 1, Integer::sum);
      report.counts().forEach((verdict, count) -> tests.merge(verdict, count, Integer::sum));
    }
    unjudged = (int) reports.stream().filter(report -> report.reason().isPresent()).count();
  }

  public static Summary of(List<ValidationReport> reports) {
    return new Summary(List.copyOf(reports));
  }

  /** The devices whose verdict that is. */
  public int devices(Verdict verdict) {
    return devices.get(verdict);
  }

  /** The tests that ended so, on all devices together. */
  public int tests(Verdict verdict) {
    return tests.get(verdict);
  }

  /** Whether a device is among them of which no test said anything, all skipped ones included. */
  public boolean missesADevice() {
    return reports.stream().anyMatch(report -> judged(report) == 0);
  }

  private static int judged(ValidationReport report) {
    Map<Verdict, Integer> counts = report.counts();
    return counts.getOrDefault(Verdict.SUCCESS, 0) + counts.getOrDefault(Verdict.FAILURE, 0);
  }

  /** Every test on every device. */
  public int tests() {
    return tests.values().stream().mapToInt(Integer::intValue).sum();
  }

  /**
   * The tests that ended so; a device that could not be judged as a whole is an error among them,
   * and so is that nothing was run, since no error at all would say that all is well.
   */
  int cases(Verdict verdict) {
    return tests(verdict) + (verdict == Verdict.ERROR ? errorsOfNoTest() : 0);
  }

  /** All of these. */
  int cases() {
    return tests() + errorsOfNoTest();
  }

  private int errorsOfNoTest() {
    return reports.isEmpty() ? 1 : unjudged;
  }

  /** Of all devices, as that of one device follows from its tests; an error without any. */
  Verdict verdict() {
    if (devices(Verdict.FAILURE) > 0) return Verdict.FAILURE;
    if (reports.isEmpty() || devices(Verdict.ERROR) > 0) return Verdict.ERROR;
    return devices(Verdict.SUCCESS) > 0 ? Verdict.SUCCESS : Verdict.SKIPPED;
  }

  /** When the first device was begun with. */
  Instant startedAt() {
    return reports.stream()
        .map(ValidationReport::startedAt)
        .min(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }

  /** From the first device's start to the last one's end. */
  Duration duration() {
    return reports.stream()
        .map(report -> report.startedAt().plus(report.duration()))
        .max(Comparator.naturalOrder())
        .map(end -> Duration.between(startedAt(), end))
        .orElse(Duration.ZERO);
  }

  @Override
  public String toString() {
    if (reports.isEmpty()) return NOTHING;
    return counted(devices, reports.size(), " device")
        + "; "
        + counted(tests, tests(), " test")
        + "; "
        + duration().toMillis()
        + " ms";
  }

  private static String counted(Map<Verdict, Integer> counts, int all, String what) {
    StringBuilder text = new StringBuilder().append(all).append(what).append(all == 1 ? "" : "s");
    String before = ": ";
    for (Verdict verdict : WorstFirst.VERDICTS) {
      if (counts.get(verdict) == 0) continue;
      text.append(before).append(counts.get(verdict)).append(' ').append(verdict.word());
      before = ", ";
    }
    return text.toString();
  }
}
