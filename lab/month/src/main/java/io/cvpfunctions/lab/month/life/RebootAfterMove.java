package io.cvpfunctions.lab.month.life;

/** Somebody moves a switch, and turns it off and on a little later; nothing is wrong with it. */
final class RebootAfterMove implements Act {
  private final String hostname;
  private String serial = "";

  RebootAfterMove(String hostname) {
    this.hostname = hostname;
  }

  @Override
  public void prepare(Campus campus) {
    serial = campus.found(hostname, "DC2-Leaf");
  }

  @Override
  public void play(Life life) throws InterruptedException {
    life.truth().allow("a switch moved: move, verdict", 2);
    life.campus().power(serial);
    life.say(life.nameOf(serial) + " is moved, and started anew a little later");
    life.campus().move(serial, "DC2-Border-Leaf");
    life.pass(0.1, 3);
    new Starting(life).reboot(serial);
  }
}
