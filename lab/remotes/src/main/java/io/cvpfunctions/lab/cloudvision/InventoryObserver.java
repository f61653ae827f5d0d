package io.cvpfunctions.lab.cloudvision;

/** Told of every change to a device, in order; null stands for a device that is not there. */
interface InventoryObserver {
  void changed(Placed before, Placed after);
}
