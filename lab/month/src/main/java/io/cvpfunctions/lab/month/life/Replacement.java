package io.cvpfunctions.lab.month.life;

import io.cvpfunctions.lab.cloudvision.Device;

/** A switch dies and is replaced: the same name, place and address, another serial number. */
final class Replacement implements Act {
  private final Dhcp dhcp;
  private final String hostname;
  private final String container;
  private final Order order;
  private String dead = "";

  Replacement(Dhcp dhcp, String hostname, String container, Order order) {
    this.dhcp = dhcp;
    this.hostname = hostname;
    this.container = container;
    this.order = order;
  }

  /** When people take the dead one out of CloudVision. */
  enum Order {
    /** Long before the new one comes: all the world knows. */
    LONG_BEFORE,
    /** Just before: nobody has been told by then. */
    JUST_BEFORE,
    /** When the new one is up. */
    AFTER;

    static Order of(int number) {
      return switch (number % 3) {
        case 1 -> LONG_BEFORE;
        case 2 -> JUST_BEFORE;
        default -> AFTER;
      };
    }
  }

  @Override
  public void prepare(Campus campus) {
    dead = campus.found(hostname, container);
  }

  @Override
  public boolean isLong() {
    return order == Order.LONG_BEFORE;
  }

  @Override
  public void play(Life life) throws InterruptedException {
    life.truth().allow("a dead switch: gone", 1);
    life.campus().machine(dead).stops();
    life.campus().streaming(dead, false);
    life.say(life.nameOf(dead) + " dies");
    life.pass(2, 4);
    if (order != Order.AFTER) takenOut(life);
    if (order == Order.LONG_BEFORE) {
      life.outside()
          .await("the end of " + dead, () -> life.outside().isTold("cvp.device.removed", dead));
    }
    String serial = new ZeroTouch(dhcp, container, this::inItsPlace, false).arrive(life);
    life.truth().succeeded(dead, serial);
    if (order == Order.AFTER) takenOut(life);
  }

  private Device inItsPlace(Campus campus, String serial) {
    String address = campus.truth().device(dead).facts().ip();
    return campus.configured(serial, hostname).at(address);
  }

  private void takenOut(Life life) {
    life.campus().remove(dead);
    life.say(life.nameOf(dead) + " is taken out of CloudVision");
  }
}
