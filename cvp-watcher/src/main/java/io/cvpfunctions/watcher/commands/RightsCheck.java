package io.cvpfunctions.watcher.commands;

import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.watcher.cloudvision.CloudVision;
import io.cvpfunctions.watcher.cloudvision.Inventory;
import io.cvpfunctions.watcher.cloudvision.Tasks;
import io.cvpfunctions.watcher.placements.ContainerTree;

/** Looks whether the account may read what is told with a move, beside the move itself. */
final class RightsCheck {
  private RightsCheck() {}

  /**
   * Says what is not shown, and what that costs.
   *
   * @param inventory that was read already, and the tree with it
   */
  static void run(CloudVision node, Inventory inventory, Findings findings) {
    boolean tree = inventory.tree() != ContainerTree.UNKNOWN;
    boolean tasks = showsTasks(node);
    if (tree && tasks) findings.ok("the account may read tasks, and the tree of containers");
    if (!tree) {
      findings.warning(
          "the tree of containers is not shown: containers have no path, and --subtree no meaning",
          "Let the account's role read the network provisioning.");
    }
    if (!tasks) {
      findings.warning(
          "tasks are not shown: nobody knows who moved a device, nor what is still to run on it",
          "Let the account's role read tasks.");
    }
  }

  private static boolean showsTasks(CloudVision node) {
    try {
      return Tasks.read(node).isPresent();
    } catch (CallFailedException refused) {
      return false;
    }
  }
}
