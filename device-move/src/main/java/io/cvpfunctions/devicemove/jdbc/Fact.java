package io.cvpfunctions.devicemove.jdbc;

import io.cvpfunctions.events.Device;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** One fact of a device that its record holds; the column has the constant's name. */
enum Fact {
  HOSTNAME(Device::hostname),
  FQDN(Device::fqdn),
  IP_ADDRESS(Device::ipAddress),
  MAC_ADDRESS(Device::systemMacAddress),
  MODEL(Device::modelName),
  SOFTWARE_VERSION(Device::softwareVersion);

  @SuppressWarnings("ImmutableEnumChecker") // a method reference that holds nothing
  private final Function<Device, Optional<String>> reading;

  Fact(Function<Device, Optional<String>> reading) {
    this.reading = reading;
  }

  Optional<String> of(Device device) {
    return reading.apply(device);
  }

  String column() {
    return name().toLowerCase(Locale.ROOT);
  }
}
