package io.cvpfunctions.devicemove.netbox;

import io.cvpfunctions.devicemove.SerialTurns;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The releases before 4.6 that differ from each other. The last write wins there, so that the
 * clients are those of one process.
 */
@ParameterizedClass
@ValueSource(strings = {"3.7.8", "4.0.11", "4.3.7", "4.4.10", "4.5.8"})
class NetBoxReleasesTest extends NetBoxContract {
  private final SerialTurns turns = new SerialTurns();

  NetBoxReleasesTest(String version) {
    super(version);
  }

  @Override
  SerialTurns turns() {
    return turns;
  }
}
