package io.cvpfunctions.lab.month.life;

/** A switch gets another name; nothing else of it changes. */
final class Rename implements Act {
  private final String hostname;
  private final String container;
  private String serial = "";

  Rename(String hostname, String container) {
    this.hostname = hostname;
    this.container = container;
  }

  @Override
  public void prepare(Campus campus) {
    serial = campus.found(hostname, container);
  }

  @Override
  public void play(Life life) {
    String other = hostname + "-renamed";
    life.say(life.nameOf(serial) + " is called " + other + " from now on");
    life.campus().facts(Hardware.named(life.truth().device(serial).facts(), other));
  }
}
