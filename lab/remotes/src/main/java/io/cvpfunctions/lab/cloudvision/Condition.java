package io.cvpfunctions.lab.cloudvision;

import java.time.Instant;

/** How a device is, beside what and where it is; {@code complianceCode} has four digits. */
record Condition(Instant bootTime, boolean streaming, String complianceCode, boolean inSync) {
  static final Condition HEALTHY =
      new Condition(Instant.ofEpochMilli(1_784_000_000_250L), true, "0000", true);

  Condition bootedAt(Instant time) {
    return new Condition(time, streaming, complianceCode, inSync);
  }

  Condition streaming(boolean now) {
    return new Condition(bootTime, now, complianceCode, inSync);
  }

  Condition compliance(String code) {
    return new Condition(bootTime, streaming, code, inSync);
  }

  Condition inSync(boolean now) {
    return new Condition(bootTime, streaming, complianceCode, now);
  }
}
