package io.cvpfunctions.lab.soak.report;

import static java.util.stream.Collectors.groupingBy;

import io.cvpfunctions.lab.soak.Result;
import io.cvpfunctions.lab.soak.measure.Lag.Late;
import io.cvpfunctions.lab.soak.measure.Sample;
import io.cvpfunctions.lab.soak.report.Panel.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** The same as a picture: memory, threads and lag over time, and when what failed. */
public final class Plot {
  private static final int BUCKET = 10;

  private final Result result;

  private Plot(Result result) {
    this.result = result;
  }

  /** As SVG. */
  public static String of(Result result, String title) {
    return new Plot(result).draw(title);
  }

  private String draw(String title) {
    Map<String, List<Point>> lags = new TreeMap<>();
    lags.put("moves", worst(result.moveLags()));
    lags.put("events", worst(result.eventLags()));
    List<Panel> panels =
        List.of(
            new Panel("Resident memory, MiB", lines(Sample::memory)),
            new Panel("Threads", lines(Sample::threads)),
            new Panel("Longest lag in " + BUCKET + " s, seconds", lags));
    List<Picture.Mark> marks =
        result.troubles().stream()
            .map(each -> new Picture.Mark(second(each.at()), each.trouble().toString()))
            .toList();
    double length = Duration.between(result.begin(), result.end()).toMillis() / 1000.0;
    return Picture.of(title, length, panels, marks);
  }

  private Map<String, List<Point>> lines(ToDoubleFunction<Sample> value) {
    Map<String, List<Point>> lines = new TreeMap<>();
    result
        .samples()
        .forEach(
            (name, all) ->
                lines.put(
                    name,
                    all.stream()
                        .map(each -> new Point(second(each.at()), value.applyAsDouble(each)))
                        .toList()));
    return lines;
  }

  private List<Point> worst(List<Late> lags) {
    List<Point> worst = new ArrayList<>();
    new TreeMap<>(lags.stream().collect(groupingBy(each -> (int) second(each.at()) / BUCKET)))
        .forEach((bucket, some) -> worst.add(new Point(bucket * BUCKET, longest(some))));
    return worst;
  }

  private static double longest(List<Late> some) {
    return some.stream().mapToDouble(each -> each.lag().toMillis() / 1000.0).max().orElse(0);
  }

  private double second(Instant at) {
    return Duration.between(result.begin(), at).toMillis() / 1000.0;
  }
}
