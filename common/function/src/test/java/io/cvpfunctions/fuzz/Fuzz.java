package io.cvpfunctions.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;

/**
 * Tries a promise on damaged samples: a few of them, always the same; or as many as there is time
 * for, where {@code fuzz.seconds} says how long. {@code fuzz.seed} begins elsewhere, and what it
 * found once it finds again. {@code fuzz.report} is a file that gets a line of it.
 */
public final class Fuzz {
  private static final int FEW = 100;
  private static final int SHOWN = 4000;

  private final String target;
  private final long seed = Long.getLong("fuzz.seed", 20261201);
  private final Duration time =
      Duration.ofMillis(
          (long) (1000 * Double.parseDouble(System.getProperty("fuzz.seconds", "0"))));

  private Fuzz(String target) {
    this.target = target;
  }

  /** Whatever is sent to that target. */
  public static Fuzz of(String target) {
    return new Fuzz(target);
  }

  /** What holds whatever the input is; throws where it does not. */
  @FunctionalInterface
  public interface Promise {
    void holds(String input) throws Exception;
  }

  /** Tries it on JSON of which some pieces are something else. */
  public void json(List<String> samples, Promise promise) {
    run(samples, Damage::json, promise);
  }

  /** Tries it on text of which some pieces are something else. */
  public void text(List<String> samples, Promise promise) {
    run(samples, Damage::text, promise);
  }

  private void run(
      List<String> samples, BiFunction<Damage, String, String> damage, Promise promise) {
    long end = System.nanoTime() + time.toNanos();
    int tried = 0;
    while (time.isZero() ? tried < FEW : System.nanoTime() < end) {
      Random random = new Random(seed * 1_000_003 + tried);
      String sample = samples.get(random.nextInt(samples.size()));
      one(tried, damage.apply(new Damage(random), sample), promise);
      tried++;
    }
    report(tried);
  }

  private void one(int number, String input, Promise promise) {
    try {
      promise.holds(input);
    } catch (Exception | AssertionError | StackOverflowError broken) {
      String shown = input.length() > SHOWN ? input.substring(0, SHOWN) + "..." : input;
      String what = "%s, seed %d, input %d: %s".formatted(target, seed, number, shown);
      throw new AssertionError(what, broken);
    }
  }

  private void report(int tried) {
    String path = System.getProperty("fuzz.report", "");
    if (path.isEmpty()) return;
    String line = "%-40s %8d inputs, seed %d: no finding%n".formatted(target, tried, seed);
    try {
      Files.writeString(Path.of(path), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
