package io.cvpfunctions.lab.month.life;

/** A container gets another name, and nothing moves. */
final class RenamedContainer implements Act {
  private static final String NAME = "DC1-Row7-Leaf";
  private static final String OTHER = "DC1-RowG-Leaf";

  @Override
  public void prepare(Campus campus) {
    campus.container(NAME, "DC1", "leaf");
    for (int i = 1; i <= 3; i++) campus.found("dc1-row7-" + i, NAME);
  }

  @Override
  public void play(Life life) {
    life.say(NAME + " is called " + OTHER + " from now on");
    life.campus().renameContainer(NAME, "DC1", "leaf", OTHER);
  }
}
