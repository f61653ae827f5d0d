package io.cvpfunctions.lab.ledger.schedule;

import io.cvpfunctions.lab.ledger.stage.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.Consumer;

/** A schedule while it is made: what happens next, and what ends later. Not thread-safe. */
final class Plan {
  private final Random random;
  private final List<Step> steps = new ArrayList<>();
  private final PriorityQueue<Later> later =
      new PriorityQueue<>(Comparator.comparingLong(Later::at).thenComparing(Later::number));
  private long time;
  private long told;
  private int number;

  private record Later(long at, int number, String what, Consumer<Stage> deed) {}

  Plan(long seed) {
    this.random = new Random(seed);
  }

  Random random() {
    return random;
  }

  long time() {
    return time;
  }

  List<Step> steps() {
    return List.copyOf(steps);
  }

  /** Time goes by, and what was to end in it ends. */
  void pass(long millis) {
    long until = time + millis;
    while (!later.isEmpty() && later.peek().at() <= until) {
      Later next = later.poll();
      time = next.at();
      now(next.what(), next.deed());
    }
    time = until;
  }

  /** It happens now. */
  void now(String what, Consumer<Stage> deed) {
    steps.add(new Step(Duration.ofMillis(time - told), what, deed));
    told = time;
  }

  /** It happens that much later. */
  void later(long millis, String what, Consumer<Stage> deed) {
    later.add(new Later(time + millis, number++, what, deed));
  }

  /** Some number of milliseconds from the one to the other. */
  int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  <T> List<T> shuffled(List<T> all) {
    List<T> shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, random);
    return shuffled;
  }

  <T> T oneOf(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
