package io.cvpfunctions.lab.month.life;

import io.cvpfunctions.lab.cloudvision.Device;

/** What switches are by their number: serial number, MAC address, model, addresses. */
final class Hardware {
  private static final String MODEL = "DCS-7050SX3-48YC8";
  private static final String VERSION = "4.32.2F";
  private static final String DOMAIN = ".dc.example.net";

  private Hardware() {}

  /** One in its place, with a name and the address that goes with its number. */
  static Device configured(int number, String hostname) {
    return new Device(
        serial(number),
        "50:08:00:00:%02x:%02x".formatted(number / 256, number % 256),
        hostname,
        hostname + DOMAIN,
        address(number),
        MODEL,
        VERSION,
        "");
  }

  /** One without a name, at an address that DHCP gave it. */
  static Device fromItsBox(int number, String dhcp) {
    return configured(number, "localhost").named("localhost", "localhost").at(dhcp).in("Undefined");
  }

  /** The same device with a name, and an address of its own. */
  static Device configured(Device device, String hostname) {
    int number = Integer.parseInt(device.serial().substring(3));
    return named(device, hostname).at(address(number));
  }

  /** The same device by another name. */
  static Device named(Device device, String hostname) {
    return device.named(hostname, hostname + DOMAIN);
  }

  private static String serial(int number) {
    return "JPE%08d".formatted(number);
  }

  private static String address(int number) {
    return "127.10.%d.%d".formatted(number / 200, 1 + number % 200);
  }
}
