package io.cvpfunctions.lab.month.life;

import io.cvpfunctions.lab.cloudvision.Node;
import io.cvpfunctions.lab.cloudvision.Snapshot;

/**
 * CloudVision is upgraded: node after node is down, then all, sessions are gone, and the lists are
 * empty, then half, before they are whole. One switch is moved as soon as a person can.
 */
final class Upgrade implements Act {
  private String moved = "";

  @Override
  public void prepare(Campus campus) {
    moved = campus.found("dc2-upgrade-1", "DC2-Leaf");
  }

  @Override
  public boolean isLong() {
    return true;
  }

  @Override
  public void play(Life life) throws InterruptedException {
    Campus campus = life.campus();
    life.truth().allow("an upgrade: one switch moved, its verdict, one doubt of the watcher", 3);
    campus.power(moved);
    life.say("CloudVision is upgraded, node by node");
    campus.isWell(false);
    for (Node node : campus.cloudVision().nodes()) {
      node.down();
      life.pass(0.5, 1);
      node.up();
    }
    campus.cloudVision().down();
    campus.cloudVision().expireSessions();
    life.pass(2, 3);
    campus.cloudVision().snapshot(Snapshot.EMPTY);
    campus.cloudVision().up();
    life.say("CloudVision is up again, and lists nothing; " + moved + " is moved");
    campus.move(moved, "DC2-Border-Leaf");
    life.pass(3, 4);
    campus.cloudVision().snapshot(Snapshot.HALF);
    life.say("CloudVision lists half of the devices");
    life.pass(1, 2);
    campus.cloudVision().snapshot(Snapshot.COMPLETE);
    campus.isWell(true);
    life.say("the upgrade is over");
  }
}
