package io.cvpfunctions.lab.soak.load;

import io.cvpfunctions.lab.month.stage.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Lets one trouble after the other happen, each kind once before any comes again. The watcher is
 * killed in the first third only, so that its memory can be watched for the rest. Not thread-safe.
 */
public final class Troubles {
  private static final Duration BETWEEN = Duration.ofSeconds(12);

  private final Stage stage;
  private final Random chance;
  private final List<Met> met = Collections.synchronizedList(new ArrayList<>());
  private final List<Trouble> next = new ArrayList<>();

  /** What happened when. */
  public record Met(Instant at, Trouble trouble) {}

  public Troubles(Stage stage, long seed) {
    this.stage = stage;
    this.chance = new Random(seed);
  }

  /** Plays for so long, and begins none that would go on after it. */
  public void play(Duration length) throws InterruptedException {
    Instant begin = Instant.now();
    Instant end = begin.plus(length).minus(BETWEEN);
    Instant killed = begin.plus(length.dividedBy(3));
    while (Instant.now().isBefore(end)) {
      Trouble trouble = next();
      if (trouble == Trouble.WATCHER_KILLED && Instant.now().isAfter(killed)) continue;
      met.add(new Met(Instant.now(), trouble));
      trouble.befall(stage, chance);
      Thread.sleep(BETWEEN.toMillis() / 2 + chance.nextInt((int) BETWEEN.toMillis()));
    }
    stage.gateway().clearFaults();
    Duration rest = Duration.between(Instant.now(), begin.plus(length));
    if (!rest.isNegative()) Thread.sleep(rest.toMillis());
  }

  /** The kill first, which can come only early. */
  private Trouble next() {
    if (next.isEmpty()) {
      next.addAll(List.of(Trouble.values()));
      Collections.shuffle(next, chance);
      next.remove(Trouble.WATCHER_KILLED);
      next.add(0, Trouble.WATCHER_KILLED);
    }
    return next.remove(0);
  }

  public List<Met> met() {
    return List.copyOf(met);
  }
}
