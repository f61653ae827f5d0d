package io.cvpfunctions.lab.month.life;

import io.cvpfunctions.lab.eos.EosSwitch;

/** Something that is really wrong with a switch, which a test of the shipped catalogs finds. */
public enum Fault {
  BGP("show bgp neighbors vrf all"),
  ERRORS("show interfaces counters errors"),
  MLAG("show mlag"),
  HEAT("show system environment temperature");

  private static final int SOME = 4711;

  private final String command;

  Fault(String command) {
    this.command = command;
  }

  /** What answers otherwise by it. */
  String command() {
    return command;
  }

  void befall(EosSwitch eos) {
    switch (this) {
      case BGP -> eos.breakBgp();
      case ERRORS -> eos.errorsOnInterface("Ethernet1", SOME);
      case MLAG -> eos.breakMlag();
      case HEAT -> eos.overheat();
    }
  }
}
