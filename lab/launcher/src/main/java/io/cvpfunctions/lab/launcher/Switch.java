package io.cvpfunctions.lab.launcher;

import io.cvpfunctions.lab.cloudvision.Device;

/** A switch of the lab: what CloudVision says of it, and its own address. */
record Switch(String hostname, int number) {
  private static final String MODEL = "DCS-7050SX3-48YC8";
  private static final String EOS = "4.32.2F";

  String serial() {
    return "JPE193304" + (51 + number);
  }

  /** Each switch has a loopback address of its own, as each has a management address. */
  String address() {
    return "127.0.0." + (10 + number);
  }

  String model() {
    return MODEL;
  }

  String version() {
    return EOS;
  }

  Device in(String container) {
    return new Device(
        serial(),
        "50:08:00:a7:ca:" + Integer.toHexString(0xc2 + number),
        hostname,
        hostname + ".lab.example",
        address(),
        MODEL,
        EOS,
        container);
  }

  @Override
  public String toString() {
    return hostname + " (" + serial() + ")";
  }
}
