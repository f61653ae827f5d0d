package io.cvpfunctions.lab.month.life;

/** A switch is taken out of service for good. */
final class Decommission implements Act {
  private final String hostname;
  private String serial = "";

  Decommission(String hostname) {
    this.hostname = hostname;
  }

  @Override
  public void prepare(Campus campus) {
    serial = campus.found(hostname, "DC1-Leaf");
  }

  @Override
  public void play(Life life) {
    life.truth().allow("a switch is gone", 1);
    life.say(life.nameOf(serial) + " is decommissioned");
    life.campus().remove(serial);
  }
}
