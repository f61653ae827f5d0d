package io.cvpfunctions.lab.month.life;

/** Both of an MLAG pair are moved, and start one after the other; the peer negotiates meanwhile. */
final class MlagPair implements Act {
  private String first = "";
  private String second = "";

  @Override
  public void prepare(Campus campus) {
    first = campus.found("dc2-mlag-a", "DC2-Leaf");
    second = campus.found("dc2-mlag-b", "DC2-Leaf");
  }

  @Override
  public void play(Life life) throws InterruptedException {
    life.truth().allow("two switches moved: two moves, two verdicts", 4);
    life.campus().power(first);
    life.campus().power(second);
    life.say("the MLAG pair " + first + " and " + second + " is moved, and started in turn");
    String one = life.campus().proposeMove(first, "DC2-Border-Leaf");
    String other = life.campus().proposeMove(second, "DC2-Border-Leaf");
    life.pass(0.5, 1);
    reboot(life, one, first, second);
    life.pass(0.2, 6);
    reboot(life, other, second, first);
  }

  private static void reboot(Life life, String task, String serial, String peer)
      throws InterruptedException {
    Starting starting = new Starting(life);
    starting.down(serial);
    life.campus().machine(peer).wavers(Fault.MLAG);
    life.campus().cloudVision().executeTask(task);
    life.pass(1, 1.5);
    starting.up(serial);
    life.campus().machine(peer).converges(Fault.MLAG);
  }
}
