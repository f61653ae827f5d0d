package io.cvpfunctions.devicemove.netbox;

import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

/** Both major releases, and each way in which an administrator may have names kept apart. */
@ParameterizedClass
@CsvSource({"2.4, location_tenant_name", "3.1, location_tenant_name", "3.1, name", "3.1, none"})
class NautobotTest extends NautobotContract {
  NautobotTest(String version, String deviceUniqueness) {
    super(version);
    nautobot.setUniqueness(deviceUniqueness);
  }
}
