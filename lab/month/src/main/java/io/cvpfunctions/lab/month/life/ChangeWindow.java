package io.cvpfunctions.lab.month.life;

import io.cvpfunctions.lab.month.Pace;
import io.cvpfunctions.lab.month.truth.Quiet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A change that was announced: its container is to be quiet, and told of in one go at the end. */
final class ChangeWindow implements Act {
  private static final String WHERE = "DC2-Change-Leaf";
  private static final double MINUTES = 15;

  private final List<String> serials = new ArrayList<>();

  @Override
  public void prepare(Campus campus) {
    campus.container(WHERE, "DC2", "leaf");
    for (int i = 1; i <= 5; i++) serials.add(campus.found("dc2-change-" + i, "DC2-Leaf"));
  }

  @Override
  public void play(Life life) throws InterruptedException {
    life.truth().allow("a change window: digests at its end", 3);
    serials.forEach(life.campus()::power);
    Duration time = Pace.minutes(MINUTES);
    Instant asked = Instant.now();
    life.outside().quiet(WHERE, time);
    life.truth().quiet(new Quiet(WHERE, Instant.now(), asked.plus(time)));
    life.say("a change window of " + MINUTES + " minutes begins for " + WHERE);
    for (String serial : serials) {
      life.campus().move(serial, WHERE);
      life.pass(0.5, 1);
    }
  }
}
