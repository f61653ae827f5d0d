package io.cvpfunctions.lab.ledger.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.cvpfunctions.lab.cloudvision.CloudVisionSimulator;
import io.cvpfunctions.lab.cloudvision.Device;
import io.cvpfunctions.lab.cloudvision.Generation;
import io.cvpfunctions.lab.ledger.book.History;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkTest {
  @ParameterizedTest
  @CsvSource({
    "V2018_1, " + History.ABSENT,
    "V2021_3, " + History.UNPROVISIONED,
    "V2025_2, " + History.UNPROVISIONED
  })
  void unprovision_byRelease_isWhatItsListsCanShow(Generation generation, String place) {
    Setup setup = new Setup(generation, 1, Map.of(), 1, false);
    try (var cloudVision = CloudVisionSimulator.builder().generation(generation).start()) {
      Network network = new Network(cloudVision, setup, 2);
      network.unprovision(0);
      assertThat(network.history().last(Device.numbered(1).serial())).isEqualTo(place);
    }
  }
}
