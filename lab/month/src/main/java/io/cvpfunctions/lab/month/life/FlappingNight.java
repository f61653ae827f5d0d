package io.cvpfunctions.lab.month.life;

import io.cvpfunctions.cloudvision.apis.event.v1.EventSeverity;

/**
 * An interface flaps all night, each time for seconds; in the morning it stays down for a while.
 */
final class FlappingNight implements Act {
  private static final String TYPE = "DEVICE_INTF_DOWN";

  private final String hostname;
  private final int flaps;
  private String serial = "";

  FlappingNight(String hostname, int flaps) {
    this.hostname = hostname;
    this.flaps = flaps;
  }

  @Override
  public void prepare(Campus campus) {
    serial = campus.found(hostname, "DC2-Leaf");
  }

  @Override
  public void play(Life life) throws InterruptedException {
    life.truth().allow("a night of flaps and one failure: raised, resolved", 2);
    life.say("Ethernet7 of " + life.nameOf(serial) + " flaps " + flaps + " times");
    for (int i = 0; i < flaps; i++) down(life, 0.1, 0.4);
    life.say("Ethernet7 of " + life.nameOf(serial) + " stays down for a while");
    down(life, 8, 10);
  }

  private void down(Life life, double least, double most) throws InterruptedException {
    Alarm alarm =
        life.campus().raise(TYPE, EventSeverity.EVENT_SEVERITY_ERROR, serial, "Ethernet7");
    life.pass(least, most);
    alarm.end();
    life.pass(0.2, 0.5);
  }
}
