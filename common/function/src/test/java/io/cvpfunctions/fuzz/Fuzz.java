package io.cvpfunctions.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * Tries a promise on damaged samples: a few of them, always the same; or as many as there is time
 * for, where {@code fuzz.seconds} says how long. {@code fuzz.seed} begins elsewhere, and what it
 * found once it finds again. {@code fuzz.report} is a file that gets a line of it.
 */
public final class Fuzz {
  private static final int FEW = 100;
  private static final int SHOWN = 4000;

  /** What takes longer on any machine has no bound. */
  private static final Duration LONGEST = Duration.ofSeconds(30);

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
  public interface Promise<T> {
    /** Tries it on one input. */
    void holds(T input) throws Exception;
  }

  /** Tries it on JSON of which some pieces are something else. */
  public void json(List<String> samples, Promise<String> promise) {
    any(random -> new Damage(random).json(one(samples, random)), promise);
  }

  /** Tries it on text of which some pieces are something else. */
  public void text(List<String> samples, Promise<String> promise) {
    any(random -> new Damage(random).text(one(samples, random)), promise);
  }

  /** JSON of which some pieces are something else. */
  public static String damaged(String sample, Random random) {
    return new Damage(random).json(sample);
  }

  private static String one(List<String> samples, Random random) {
    return samples.get(random.nextInt(samples.size()));
  }

  /** Tries it on what is made by chance. */
  public <T> void any(Function<Random, T> inputs, Promise<T> promise) {
    long end = System.nanoTime() + time.toNanos();
    int tried = 0;
    while (time.isZero() ? tried < FEW : System.nanoTime() < end) {
      one(tried, inputs.apply(new Random(seed * 1_000_003 + tried)), promise);
      tried++;
    }
    report(tried);
  }

  private <T> void one(int number, T input, Promise<T> promise) {
    long begin = System.nanoTime();
    try {
      promise.holds(input);
    } catch (Exception | AssertionError | StackOverflowError | OutOfMemoryError broken) {
      throw new AssertionError(finding(number, input), broken);
    }
    if (System.nanoTime() - begin > LONGEST.toNanos()) {
      throw new AssertionError("longer than " + LONGEST + ": " + finding(number, input));
    }
  }

  private String finding(int number, Object input) {
    String text = input.toString();
    String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
    return "%s, seed %d, input %d: %s".formatted(target, seed, number, shown);
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
