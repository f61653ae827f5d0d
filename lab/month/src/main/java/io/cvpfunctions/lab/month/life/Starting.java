package io.cvpfunctions.lab.month.life;

import java.time.Instant;

/** How a switch starts: it is silent for a while, and then not all is up at once. */
final class Starting {
  private final Life life;

  Starting(Life life) {
    this.life = life;
  }

  /** Power is gone; CloudVision notices. */
  void down(String serial) {
    life.campus().machine(serial).stops();
    life.campus().streaming(serial, false);
  }

  /** It answers, BGP comes up a minute or two later. */
  void up(String serial) throws InterruptedException {
    life.campus().machine(serial).starts(Fault.BGP);
    life.campus().cloudVision().booted(serial, Instant.now());
    life.campus().streaming(serial, true);
    life.pass(1, 2);
    life.campus().machine(serial).converges(Fault.BGP);
  }

  /** Both, as a person at the switch sees it. */
  void reboot(String serial) throws InterruptedException {
    down(serial);
    life.pass(2, 4);
    up(serial);
  }
}
