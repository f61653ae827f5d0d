package io.cvpfunctions.lab.month.life;

import io.cvpfunctions.lab.cloudvision.Device;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * A switch comes from its box: it is {@code localhost} at an address of DHCP in Undefined, is moved
 * by a person, gets its configuration by the task of that move, starts anew, and is itself.
 */
final class ZeroTouch implements Act {
  private final Dhcp dhcp;
  private final String container;
  private final BiFunction<Campus, String, Device> design;
  private final boolean ill;

  /** A new one of that name; {@code ill} if something is really wrong with it. */
  ZeroTouch(Dhcp dhcp, String hostname, String container, boolean ill) {
    this(dhcp, container, (campus, serial) -> campus.configured(serial, hostname), ill);
  }

  /** One that is designed to be so, by its serial number. */
  ZeroTouch(Dhcp dhcp, String container, BiFunction<Campus, String, Device> design, boolean ill) {
    this.dhcp = dhcp;
    this.container = container;
    this.design = design;
    this.ill = ill;
  }

  @Override
  public void play(Life life) throws InterruptedException {
    arrive(life);
  }

  /** Answers its serial number. */
  String arrive(Life life) throws InterruptedException {
    Campus campus = life.campus();
    life.truth().allow("a switch from its box: arrived, moved, verdict", 3);
    String address = dhcp.lease();
    String serial = campus.arrives(address);
    life.say(serial + " comes from its box, as localhost at " + address);
    life.pass(3, 6);
    Device designed = design.apply(campus, serial);
    life.say(serial + " is moved to " + container + ", to become " + designed.hostname());
    campus.cloudVision().outOfSync(serial);
    String task = campus.proposeMove(serial, container);
    life.pass(0.5, 1);
    Starting starting = new Starting(life);
    starting.down(serial);
    campus.cloudVision().executeTask(task);
    dhcp.release(address);
    life.pass(2, 4);
    Optional<Fault> fault = ill ? Optional.of(life.anyFault()) : Optional.empty();
    fault.ifPresent(campus.machine(serial)::befalls);
    campus.facts(designed);
    campus.cloudVision().inSync(serial);
    life.say(life.nameOf(serial) + " is up" + fault.map(f -> ", and ill: " + f).orElse(""));
    starting.up(serial);
    return serial;
  }
}
