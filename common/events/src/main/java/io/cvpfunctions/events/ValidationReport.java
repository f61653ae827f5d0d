package io.cvpfunctions.events;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** All outcomes for one device: what run-validation answers, and {@code validation.completed}. */
public final class ValidationReport {
  private final ValidatedDevice device;
  private final Container container;
  private final Verdict verdict;
  private final Instant startedAt;
  private final Duration duration;
  private final String catalog;
  private final String reason;
  private final List<TestResult> results;

  private ValidationReport(
      ValidatedDevice device,
      Container container,
      Verdict verdict,
      Instant startedAt,
      Duration duration,
      String catalog,
      String reason,
      List<TestResult> results) {
    this.device = Objects.requireNonNull(device, "device");
    this.container = container;
    this.verdict = Objects.requireNonNull(verdict, "verdict");
    this.startedAt = Objects.requireNonNull(startedAt, "startedAt");
    this.duration = Objects.requireNonNull(duration, "duration");
    this.catalog = catalog;
    this.reason = reason;
    this.results = List.copyOf(results);
  }

  /** A report whose verdict follows from its results; without any it is an error. */
  public static ValidationReport of(
      ValidatedDevice device,
      Instant startedAt,
      Duration duration,
      String catalog,
      List<TestResult> results) {
    return new ValidationReport(
        device, null, judge(results), startedAt, duration, catalog, null, results);
  }

  /**
   * A report of a device that could not be judged as a whole: unreachable, another one, or nothing
   * to run. The reason says what to do.
   */
  public static ValidationReport error(
      ValidatedDevice device,
      Instant startedAt,
      Duration duration,
      String catalog,
      String reason,
      List<TestResult> results) {
    return new ValidationReport(
        device,
        null,
        Verdict.ERROR,
        startedAt,
        duration,
        catalog,
        Objects.requireNonNull(reason, "reason"),
        results);
  }

  /** Reads the data of {@code validation.completed}. */
  public static ValidationReport from(DataReader data) {
    return new ValidationReport(
        data.requiredObject("device", ValidatedDevice::from),
        data.object("container", Container::from).orElse(null),
        Verdict.from(data, "verdict"),
        data.time("startedAt").orElse(Instant.EPOCH),
        Duration.ofMillis(data.number("durationMs", 0)),
        data.text("catalog").orElse(null),
        data.text("reason").orElse(null),
        data.objects("results", TestResult::from));
  }

  /** The same of a device that is in that container. */
  public ValidationReport in(Container where) {
    return new ValidationReport(
        device, where, verdict, startedAt, duration, catalog, reason, results);
  }

  private static Verdict judge(List<TestResult> results) {
    Map<Verdict, Integer> counts = count(results);
    if (results.isEmpty()) return Verdict.ERROR;
    if (counts.get(Verdict.FAILURE) > 0) return Verdict.FAILURE;
    if (counts.get(Verdict.ERROR) > 0) return Verdict.ERROR;
    return counts.get(Verdict.SUCCESS) > 0 ? Verdict.SUCCESS : Verdict.SKIPPED;
  }

  private static Map<Verdict, Integer> count(List<TestResult> results) {
    Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    for (Verdict verdict : Verdict.values()) counts.put(verdict, 0);
    for (TestResult result : results) counts.merge(result.result(), 1, Integer::sum);
    return counts;
  }

  public ValidatedDevice device() {
    return device;
  }

  /** Where the device is, as far as its event told. */
  public Optional<Container> container() {
    return Optional.ofNullable(container);
  }

  public Verdict verdict() {
    return verdict;
  }

  /** How many tests ended in each verdict; every verdict is a key. */
  public Map<Verdict, Integer> counts() {
    return count(results);
  }

  public Instant startedAt() {
    return startedAt;
  }

  public Duration duration() {
    return duration;
  }

  /** Which catalog was run. */
  public Optional<String> catalog() {
    return Optional.ofNullable(catalog);
  }

  /** Why the device as a whole could not be judged, and what to do. */
  public Optional<String> reason() {
    return Optional.ofNullable(reason);
  }

  public List<TestResult> results() {
    return results;
  }

  /** The report as it is answered, and as events carry it. */
  public ObjectNode toJson() {
    ObjectNode node = Json.object();
    node.set("device", device.toJson());
    if (container != null) node.set("container", container.toJson());
    node.put("verdict", verdict.word());
    Json.put(node, "reason", reason());
    ObjectNode numbers = node.putObject("counts");
    counts().forEach((counted, number) -> numbers.put(counted.word(), number));
    node.put("startedAt", startedAt.toString());
    node.put("durationMs", duration.toMillis());
    Json.put(node, "catalog", catalog());
    ArrayNode outcomes = node.putArray("results");
    results.forEach(result -> outcomes.add(result.toJson()));
    return node;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ValidationReport
        && ((ValidationReport) other).toJson().equals(toJson());
  }

  @Override
  public int hashCode() {
    return Objects.hash(device, verdict, startedAt, results);
  }

  @Override
  public String toString() {
    return device + " " + verdict + " " + counts();
  }
}
