package io.cvpfunctions.lab.month.life;

import java.util.ArrayList;
import java.util.List;

/** A container is emptied and deleted. */
final class EmptiedContainer implements Act {
  private static final String NAME = "DC1-Annex-Leaf";

  private final List<String> serials = new ArrayList<>();

  @Override
  public void prepare(Campus campus) {
    campus.container(NAME, "DC1", "leaf");
    for (int i = 1; i <= 2; i++) serials.add(campus.found("dc1-annex-" + i, NAME));
  }

  @Override
  public void play(Life life) throws InterruptedException {
    life.truth().allow("two switches moved: two moves, two verdicts", 4);
    life.say(NAME + " is emptied into DC1-Leaf, and deleted");
    for (String serial : serials) {
      life.campus().power(serial);
      life.campus().move(serial, "DC1-Leaf");
      life.pass(0.5, 1);
    }
    life.campus().removeContainer(NAME);
  }
}
