package io.cvpfunctions.devicemove.netbox;

class Nautobot2Test extends NautobotContract {
  Nautobot2Test() {
    super("2.4");
  }
}
