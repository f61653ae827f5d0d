package io.cvpfunctions.devicemove.netbox;

class Nautobot3Test extends NautobotContract {
  Nautobot3Test() {
    super("3.1");
  }
}
