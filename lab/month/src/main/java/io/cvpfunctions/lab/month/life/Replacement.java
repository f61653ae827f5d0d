package io.cvpfunctions.lab.month.life;

import io.cvpfunctions.lab.cloudvision.Device;

/** A switch dies and is replaced: the same name, place and address, another serial number. */
final class Replacement implements Act {
  private final Dhcp dhcp;
  private final String hostname;
  private final String container;
  private String dead = "";

  Replacement(Dhcp dhcp, String hostname, String container) {
    this.dhcp = dhcp;
    this.hostname = hostname;
    this.container = container;
  }

  @Override
  public void prepare(Campus campus) {
    dead = campus.found(hostname, container);
  }

  @Override
  public void play(Life life) throws InterruptedException {
    life.truth().allow("a dead switch: gone", 1);
    life.campus().streaming(dead, false);
    life.say(life.nameOf(dead) + " dies");
    life.pass(2, 4);
    life.campus().remove(dead);
    life.say(life.nameOf(dead) + " is taken out of CloudVision, another one is ordered");
    life.outside()
        .await("the end of " + dead, () -> life.outside().isTold("cvp.device.removed", dead));
    Device old = life.truth().device(dead).facts();
    String serial =
        new ZeroTouch(
                dhcp,
                container,
                (campus, number) -> campus.configured(number, hostname).at(old.ip()),
                false)
            .arrive(life);
    life.truth().succeeded(dead, serial);
  }
}
