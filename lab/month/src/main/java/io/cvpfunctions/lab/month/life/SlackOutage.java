package io.cvpfunctions.lab.month.life;

import java.util.ArrayList;
import java.util.List;

/** Slack is down while switches are moved; people are told once it is back. */
final class SlackOutage implements Act {
  private final List<String> serials = new ArrayList<>();

  @Override
  public void prepare(Campus campus) {
    for (int i = 1; i <= 3; i++) serials.add(campus.found("dc1-outage-" + i, "DC1-Leaf"));
  }

  @Override
  public void play(Life life) throws InterruptedException {
    life.truth().allow("three switches moved: three moves, three verdicts", 6);
    life.say("Slack is down");
    if (life.chance().nextBoolean())
      life.outside().slack().answerAlways(503, "service_unavailable");
    else life.outside().slack().http().down();
    for (String serial : serials) {
      life.campus().power(serial);
      life.say(life.nameOf(serial) + " is moved meanwhile");
      life.campus().move(serial, "DC1-Border-Leaf");
      life.pass(0.5, 1.5);
    }
    life.pass(3, 5);
    life.outside().slack().heal();
    life.outside().slack().http().up();
    life.say("Slack is back");
  }
}
