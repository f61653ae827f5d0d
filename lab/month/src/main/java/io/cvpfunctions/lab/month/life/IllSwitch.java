package io.cvpfunctions.lab.month.life;

/** A switch that is ill is moved, is mended, and is moved again. */
final class IllSwitch implements Act {
  private final String hostname;
  private String serial = "";

  IllSwitch(String hostname) {
    this.hostname = hostname;
  }

  @Override
  public void prepare(Campus campus) {
    serial = campus.found(hostname, "DC1-Leaf");
  }

  @Override
  public void play(Life life) throws InterruptedException {
    life.truth().allow("a switch moved twice: two moves, two verdicts", 4);
    Fault fault = life.anyFault();
    life.campus().power(serial);
    life.campus().machine(serial).befalls(fault);
    life.say(life.nameOf(serial) + " is moved, and ill: " + fault);
    life.campus().move(serial, "DC1-Border-Leaf");
    life.pass(12, 15);
    life.campus().machine(serial).mended();
    life.say(life.nameOf(serial) + " is mended, and moved back");
    life.campus().move(serial, "DC1-Leaf");
  }
}
