package io.cvpfunctions.devicemove.netbox;

import io.cvpfunctions.devicemove.SerialTurns;

/** Two clients are two replicas here: only NetBox keeps them apart. */
class NetBox46Test extends NetBoxContract {
  NetBox46Test() {
    super("4.6.8");
  }

  @Override
  SerialTurns turns() {
    return new SerialTurns();
  }
}
