package io.cvpfunctions.lab.month.life;

import io.cvpfunctions.lab.month.Pace;
import io.cvpfunctions.lab.month.truth.Truth;
import io.cvpfunctions.lab.slack.SlackWorkspace;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** What an act plays on: the data centre, people's commands, the month's time, its own chance. */
public final class Life {
  private final Campus campus;
  private final Outside outside;
  private final Random chance;
  private final int day;

  /** The act's day of the month is only for the story. */
  public Life(Campus campus, Outside outside, Random chance, int day) {
    this.campus = campus;
    this.outside = outside;
    this.chance = chance;
    this.day = day;
  }

  /** What is around the data centre. */
  public interface Outside {
    SlackWorkspace slack();

    /** The operator asks for quiet, by the watcher's own command. */
    void quiet(String container, Duration time) throws InterruptedException;

    /** Whether all the world was told that of the device. */
    boolean isTold(String type, String serial);

    void await(String what, BooleanSupplier isSo) throws InterruptedException;

    void tell(String who, String what);
  }

  Campus campus() {
    return campus;
  }

  Truth truth() {
    return campus.truth();
  }

  Outside outside() {
    return outside;
  }

  Random chance() {
    return chance;
  }

  /** A line of the story. */
  void say(String what) {
    outside.tell("day " + day, what);
  }

  /** So many minutes of the month go by. */
  void pass(double minutes) throws InterruptedException {
    Thread.sleep(Pace.minutes(minutes).toMillis());
  }

  /** From so many to so many. */
  void pass(double least, double most) throws InterruptedException {
    pass(least + chance.nextDouble() * (most - least));
  }

  Fault anyFault() {
    List<Fault> all = List.of(Fault.values());
    return all.get(chance.nextInt(all.size()));
  }

  String nameOf(String serial) {
    return truth().device(serial).facts().hostname() + " (" + serial + ")";
  }
}
