package io.cvpfunctions.devicemove.netbox;

import io.cvpfunctions.devicemove.SerialTurns;

/** The last write wins in this release, so that the clients are those of one process. */
class NetBox37Test extends NetBoxContract {
  private final SerialTurns turns = new SerialTurns();

  NetBox37Test() {
    super("3.7.8");
  }

  @Override
  SerialTurns turns() {
    return turns;
  }
}
