package io.cvpfunctions.lab.month.life;

import java.util.ArrayList;
import java.util.List;

/** A whole hall goes to another container at once; a few of its switches are ill. */
final class BigMove implements Act {
  private static final String FROM = "DC1-Hall1-Leaf";
  private static final String TO = "DC1-Hall2-Leaf";
  private static final int WELL = 20;

  /** Whatever its size. */
  private static final int MESSAGES = 20;

  private final int size;
  private final List<String> serials = new ArrayList<>();

  BigMove(int size) {
    this.size = size;
  }

  @Override
  public void prepare(Campus campus) {
    campus.container(FROM, "DC1", "leaf");
    campus.container(TO, "DC1", "leaf");
    for (int i = 1; i <= size; i++) serials.add(campus.found("dc1-hall-" + i, FROM));
  }

  @Override
  public void play(Life life) {
    life.truth().storm("a storm: digests of moves and of verdicts", serials, MESSAGES);
    for (int i = 0; i < serials.size(); i++) {
      life.campus().power(serials.get(i));
      if (i % WELL == WELL - 1) life.campus().machine(serials.get(i)).befalls(life.anyFault());
    }
    life.say(size + " switches are moved to " + TO + ", " + size / WELL + " of them ill");
    serials.forEach(serial -> life.campus().move(serial, TO));
  }
}
