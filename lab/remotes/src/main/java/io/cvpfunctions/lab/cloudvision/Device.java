package io.cvpfunctions.lab.cloudvision;

/** A switch as CloudVision knows it; {@code container} is a name. */
public record Device(
    String serial,
    String mac,
    String hostname,
    String fqdn,
    String ip,
    String model,
    String version,
    String container) {
  /**
   * A plausible leaf in Undefined, whose other fields follow from its number, 1 to 60,000; up to
   * 250 its address is one that exists on any Linux.
   */
  public static Device numbered(int number) {
    String hostname = "leaf" + number;
    return new Device(
        "JPE%08d".formatted(number),
        "50:08:00:00:%02x:%02x".formatted(number / 256, number % 256),
        hostname,
        hostname + ".example.net",
        (number > 250 ? "10.0." + number / 256 : "127.0.0") + "." + number % 256,
        "DCS-7050SX3-48YC8",
        "4.31.2F",
        "Undefined");
  }

  public Device in(String name) {
    return new Device(serial, mac, hostname, fqdn, ip, model, version, name);
  }

  public Device at(String address) {
    return new Device(serial, mac, hostname, fqdn, address, model, version, container);
  }

  public Device named(String name, String domainName) {
    return new Device(serial, mac, name, domainName, ip, model, version, container);
  }

  public Device withSerial(String number) {
    return new Device(number, mac, hostname, fqdn, ip, model, version, container);
  }

  public Device withVersion(String release) {
    return new Device(serial, mac, hostname, fqdn, ip, model, release, container);
  }
}
