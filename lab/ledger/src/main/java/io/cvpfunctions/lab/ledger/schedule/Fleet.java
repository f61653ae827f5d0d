package io.cvpfunctions.lab.ledger.schedule;

import io.cvpfunctions.lab.ledger.stage.Setup;
import java.util.Random;

/** Where the schedule has put each device so far, so that what it plans makes sense. */
final class Fleet {
  static final int NOWHERE = -1;
  static final int CONTAINERS = 6;
  private static final int PODS = 4;

  private final int[] places;
  private final int[] versions;
  private final int[] names = new int[CONTAINERS];
  private final boolean leaving;

  /** {@code there} devices, and a few more that are yet to come. */
  Fleet(int there, boolean leaving) {
    this.leaving = leaving;
    places = new int[there + there / 4];
    versions = new int[places.length];
    for (int i = 0; i < places.length; i++) places[i] = i < there ? Setup.container(i) : NOWHERE;
  }

  /** Plans one change that a person might make. */
  void change(Plan plan) {
    int device = plan.random().nextInt(places.length);
    int dice = plan.random().nextInt(100);
    if (places[device] == NOWHERE) place(plan, device);
    else if (dice < 6) rename(plan);
    else if (dice < 14) upgrade(plan, device);
    else if (leaving && dice < 18) remove(plan, device);
    else if (leaving && dice < 21) unprovision(plan, device);
    else if (dice < 33) tag(plan, device);
    else move(plan, device);
  }

  private static int container(Random random) {
    return random.nextInt(CONTAINERS);
  }

  private void place(Plan plan, int device) {
    int to = container(plan.random());
    places[device] = to;
    plan.now("add device " + device + " to container " + to, s -> s.network().add(device, to));
  }

  private void move(Plan plan, int device) {
    int to = (places[device] + 1 + plan.random().nextInt(CONTAINERS - 1)) % CONTAINERS;
    places[device] = to;
    if (plan.random().nextInt(6) == 0) restart(plan, device);
    plan.now("move device " + device + " to container " + to, s -> s.network().move(device, to));
  }

  /** Something is pending on it for a while. */
  private static void restart(Plan plan, int device) {
    plan.now("restart device " + device, stage -> stage.network().restart(device));
    int millis = plan.between(500, 2500);
    plan.later(millis, "settle device " + device, stage -> stage.network().settle(device));
  }

  private void rename(Plan plan) {
    int which = 1 + plan.random().nextInt(CONTAINERS - 1);
    int times = ++names[which];
    plan.now("rename container " + which + ", " + times, s -> s.network().rename(which, times));
  }

  private void upgrade(Plan plan, int device) {
    int to = ++versions[device];
    plan.now("upgrade device " + device + ", " + to, s -> s.network().upgrade(device, to));
  }

  /** A tag that is taken away while nobody looks is believed late where lists may lie. */
  private void tag(Plan plan, int device) {
    int least = leaving ? 0 : 1;
    int pod = plan.between(least, PODS);
    plan.now("tag device " + device + " with pod " + pod, s -> s.network().tag(device, pod));
  }

  private void remove(Plan plan, int device) {
    places[device] = NOWHERE;
    plan.now("remove device " + device, stage -> stage.network().remove(device));
  }

  private void unprovision(Plan plan, int device) {
    places[device] = NOWHERE;
    plan.now("unprovision device " + device, stage -> stage.network().unprovision(device));
  }
}
